package dev.passerelle.testkit;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Reference;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The records of one entity type with their indexes: by id, by (stamp, id) for the feed, by
 * reference and unique key at once, by search key with the declared lag. Guarded by its system's
 * lock.
 */
final class MemoryTable {
  private static final Comparator<MemoryRow> BY_STAMP =
      Comparator.comparingLong(MemoryRow::fedStamp).thenComparingLong(row -> row.id);

  final InMemoryEntity entity;
  final MemorySchema schema;

  /** Fields whose new values adapters send in vain. */
  final Set<Field<?>> ignored = new LinkedHashSet<>();

  /** How late the feed follows. */
  Duration feedDelay;

  /** How late the search follows. */
  Duration findDelay;

  /** Positions of another epoch are lost. */
  int epoch;

  private final Agenda agenda;
  private final LongSupplier now;
  private final MemoryRows rows = new MemoryRows();
  private final TreeSet<MemoryRow> feed = new TreeSet<>(BY_STAMP);
  private final Map<Field<?>, KeyIndex> search = new HashMap<>();
  private final Map<Field<?>, KeyIndex> unique = new HashMap<>();
  private long lastId;
  private long lastNumber;
  private long existing;

  MemoryTable(InMemoryEntity entity, long firstId, Agenda agenda, LongSupplier now) {
    this.entity = entity;
    this.schema = new MemorySchema(entity);
    this.agenda = agenda;
    this.now = now;
    this.lastId = firstId - 1;
    feedDelay = entity.feedDelay;
    findDelay = entity.findDelay;
    entity.findKeys.forEach(key -> search.put(key, new KeyIndex()));
    if (entity.lookUpsLag) {
      search.put(Reference.FIELD, new KeyIndex());
    }
    entity.uniqueKeys.forEach(key -> unique.put(key, new KeyIndex()));
    unique.put(Reference.FIELD, new KeyIndex());
  }

  /** A new row under the next id, or under that of a facet's host. */
  MemoryRow reserve(@Nullable RecordId id) {
    MemoryRow row = new MemoryRow(id == null ? ++lastId : Long.parseLong(id.value()));
    rows.put(row);
    return row;
  }

  /** The row of an id, committed or not; null when the system never gave that id. */
  @Nullable MemoryRow row(RecordId id) {
    try {
      return rows.get(Long.parseLong(id.value()));
    } catch (NumberFormatException notOurs) {
      return null;
    }
  }

  MemoryRows rows() {
    return rows;
  }

  TreeSet<MemoryRow> feed() {
    return feed;
  }

  /** How many records exist, archived ones included. */
  long existing() {
    return existing;
  }

  /** The records that exist with this value of a unique key: several only by a user's doing. */
  List<MemoryRow> holders(Field<?> key, @Nullable Object value) {
    KeyIndex index = unique.get(key);
    return index == null ? List.of() : index.of(value);
  }

  /** The records that a look-up by reference finds. */
  List<MemoryRow> lookUp(String reference) {
    return entity.lookUpsLag
        ? search(Reference.FIELD, reference)
        : holders(Reference.FIELD, reference);
  }

  /** The records that the search shows for a value. */
  List<MemoryRow> search(Field<?> key, Object value) {
    KeyIndex index = search.get(key);
    return index == null ? List.of() : index.of(value);
  }

  /** The stamp of a change that happens now. */
  long stampNow() {
    long millis = now.getAsLong();
    return millis - Math.floorMod(millis, Math.max(1, entity.stampGranularity.toMillis()));
  }

  /** Makes a version the truth, stamped now. */
  void commit(MemoryRow row, MemoryVersion next) {
    commit(row, next, stampNow());
  }

  /** Makes a version the truth with a given stamp: of the past for a long transaction. */
  void commit(MemoryRow row, MemoryVersion next, long stamp) {
    MemoryVersion before = row.current;
    MemoryVersion after = next.stamped(stamp, ++lastNumber, history(before, next, stamp));
    reindexUnique(row, before, after);
    existing += (after.exists() ? 1 : 0) - (before != null && before.exists() ? 1 : 0);
    row.current = after;
    later(feedDelay, () -> refeed(row, after));
    later(findDelay, () -> research(row, after));
  }

  private void later(Duration delay, Runnable action) {
    if (delay.isZero()) {
      action.run();
    } else {
      agenda.add(now.getAsLong() + delay.toMillis(), action);
    }
  }

  private long @Nullable [] history(
      @Nullable MemoryVersion before, MemoryVersion after, long stamp) {
    if (!entity.can(Capability.FIELD_HISTORY)) {
      return null;
    }
    long[] changes = new long[schema.size()];
    for (int column = 0; column < changes.length; column++) {
      boolean same = before != null && sameAt(column, before.values, after.values);
      long[] old = before == null ? null : before.history;
      changes[column] = same && old != null && column < old.length ? old[column] : stamp;
    }
    return changes;
  }

  private static boolean sameAt(int column, @Nullable Object[] left, @Nullable Object[] right) {
    Object a = column < left.length ? left[column] : null;
    Object b = column < right.length ? right[column] : null;
    return a == null ? b == null : a.equals(b);
  }

  private void reindexUnique(MemoryRow row, @Nullable MemoryVersion before, MemoryVersion after) {
    unique.forEach((key, index) -> index.move(row, valueOf(key, before), valueOf(key, after)));
  }

  private void refeed(MemoryRow row, MemoryVersion version) {
    MemoryVersion shown = row.fed;
    if (shown != null && shown.number > version.number) {
      return;
    }
    if (shown != null) {
      feed.remove(row);
    }
    row.fed = version;
    feed.add(row);
  }

  private void research(MemoryRow row, MemoryVersion version) {
    MemoryVersion shown = row.found;
    if (shown != null && shown.number > version.number) {
      return;
    }
    search.forEach((key, index) -> index.move(row, valueOf(key, shown), valueOf(key, version)));
    row.found = version;
  }

  /** The value under which a record is indexed; none where it no longer exists. */
  private @Nullable Object valueOf(Field<?> key, @Nullable MemoryVersion version) {
    return version == null || !version.exists() ? null : schema.value(version.values, key);
  }
}
