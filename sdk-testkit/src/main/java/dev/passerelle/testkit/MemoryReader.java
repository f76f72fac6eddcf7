package dev.passerelle.testkit;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a table shows to an adapter that selected some fields. Used inside the system's lock. */
final class MemoryReader {
  private final InMemorySystem system;
  private final MemoryTable table;
  private final List<Field<?>> fields;

  MemoryReader(InMemorySystem system, MemoryTable table, List<Field<?>> fields) {
    this.system = system;
    this.table = table;
    this.fields = fields;
  }

  ChangePage changes(Position position, int limit) {
    MemoryPosition from = MemoryPosition.parse(position, table, system);
    long upper = from.isRest() ? system.millis() : from.time();
    MemoryRow start = new MemoryRow(from.isRest() ? Long.MIN_VALUE : from.id());
    start.fed = MemoryVersion.of(new Object[0], false).stamped(startOf(from), 0, null);
    Iterator<MemoryRow> rows = table.feed().tailSet(start, false).iterator();
    List<Change> page = new ArrayList<>();
    while (rows.hasNext()) {
      MemoryRow row = rows.next();
      if (row.fedStamp() > upper) {
        break;
      }
      if (!offeredInFeed(row)) {
        continue;
      }
      page.add(change(row, Depth.FULL));
      if (page.size() == limit) {
        MemoryPosition next = MemoryPosition.page(upper, row.fedStamp(), row.id);
        return page(page, next, false);
      }
    }
    return page(page, MemoryPosition.rest(upper), true);
  }

  private long startOf(MemoryPosition from) {
    if (!from.isRest()) {
      return from.stamp();
    }
    return from.time() == Long.MIN_VALUE
        ? Long.MIN_VALUE
        : from.time() - table.entity.overlap.toMillis();
  }

  private boolean offeredInFeed(MemoryRow row) {
    MemoryVersion version = row.fed;
    return version != null
        && !hidden(row)
        && (version.exists()
            ? passesFilter(version)
            : table.entity.can(Capability.DELETIONS_IN_CHANGES));
  }

  private boolean passesFilter(MemoryVersion version) {
    Predicate<Fields> filter = table.entity.filter;
    return filter == null || filter.test(table.schema.show(version.values, table.schema.offered()));
  }

  ChangePage list(Position cursor, int limit, Depth depth) {
    MemoryPosition from =
        cursor.isStart()
            ? MemoryPosition.page(system.millis(), 0, Long.MIN_VALUE)
            : MemoryPosition.parse(cursor, table, system);
    List<Change> page = new ArrayList<>();
    for (MemoryRow row : table.rows().above(from.id())) {
      if (page.size() == limit) {
        long lastId = Long.parseLong(page.get(limit - 1).id().value());
        return page(page, MemoryPosition.page(from.time(), 0, lastId), false);
      }
      MemoryVersion version = row.fed;
      if (version != null && version.exists() && !hidden(row) && passesFilter(version)) {
        page.add(change(row, depth));
      }
    }
    return page(page, MemoryPosition.rest(from.time()), true);
  }

  private ChangePage page(List<Change> changes, MemoryPosition next, boolean last) {
    Instant serverTime = Instant.ofEpochMilli(system.millis());
    return new ChangePage(changes, next.text(table), last, serverTime);
  }

  private Change change(MemoryRow row, Depth depth) {
    MemoryVersion version = row.fed == null ? row.truth() : row.fed;
    if (!version.exists()) {
      return Change.gone(row.recordId());
    }
    if (depth == Depth.KEYS || row.unreadable) {
      return Change.of(row.recordId());
    }
    boolean hint = table.entity.listsShowHints || !table.feedDelay.isZero();
    return Change.of(snapshot(row, version, hint));
  }

  /** One answer per id, in the opposite order: callers match by id. */
  List<Lookup> read(Collection<RecordId> ids) {
    List<Lookup> answers = new ArrayList<>();
    ids.forEach(id -> answers.add(0, lookup(id)));
    return answers;
  }

  private Lookup lookup(RecordId id) {
    MemoryRow row = table.row(id);
    MemoryVersion version = row == null ? null : row.current;
    if (row == null || version == null || version.state == MemoryVersion.State.GONE) {
      return new Lookup.Gone(id);
    } else if (hidden(row)) {
      return new Lookup.Hidden(id);
    } else if (version.state == MemoryVersion.State.MERGED) {
      return new Lookup.Moved(id, RecordId.of(version.mergedInto));
    } else if (row.unreadable) {
      EntityType type = table.entity.type();
      return new Lookup.Unreadable(
          id, system.errors().detail(ErrorCode.RESPONSE_UNREADABLE, type, id));
    }
    return new Lookup.Found(snapshot(row, version, false));
  }

  <T> List<Snapshot> find(Field<T> key, Collection<?> values) {
    boolean hint = !table.findDelay.isZero();
    List<Snapshot> hits = new ArrayList<>();
    for (Object value : values) {
      for (MemoryRow row : table.search(key, normal(key, value))) {
        MemoryVersion version = row.found;
        if (version != null && !hidden(row) && !row.unreadable) {
          hits.add(snapshot(row, version, hint));
        }
      }
    }
    return hits;
  }

  @SuppressWarnings("unchecked")
  private <T> Object normal(Field<T> key, Object value) {
    return table.schema.normal(key, (T) value);
  }

  private boolean hidden(MemoryRow row) {
    if (row.hidden || !table.entity.isComputed()) {
      return row.hidden;
    }
    MemoryRow host = system.table(table.entity.type().recordType()).row(row.recordId());
    return host != null && host.hidden;
  }

  /** What a write's answer shows. */
  Snapshot answer(MemoryRow row) {
    MemoryVersion version = row.truth();
    boolean bare = table.entity.answersWithIdOnly || !version.exists();
    return bare ? builder(row, version, Fields.empty()).build() : snapshot(row, version, false);
  }

  private Snapshot snapshot(MemoryRow row, MemoryVersion version, boolean hint) {
    Snapshot.Builder builder =
        builder(row, version, table.schema.show(version.values, fields))
            .changedAt(history(version));
    return (hint ? builder.hint() : builder).build();
  }

  private Snapshot.Builder builder(MemoryRow row, MemoryVersion version, Fields shown) {
    boolean exact = table.entity.can(Capability.EXACT_REVISION);
    return Snapshot.builder(table.entity.type(), row.recordId(), shown)
        .life(version.state == MemoryVersion.State.ARCHIVED ? Life.ARCHIVED : Life.LIVE)
        .revision(exact ? "r" + version.number : "s" + version.stamp)
        .etag(etag(version))
        .modifiedAt(Instant.ofEpochMilli(version.stamp));
  }

  /** The precondition of a version; null where the system has none. */
  @Nullable String etag(MemoryVersion version) {
    return table.entity.can(Capability.ETAG) ? "e" + version.number : null;
  }

  private Map<Field<?>, Instant> history(MemoryVersion version) {
    Map<Field<?>, Instant> changedAt = new LinkedHashMap<>();
    long[] history = version.history;
    if (history != null) {
      for (Field<?> field : fields) {
        int column = table.schema.column(field);
        if (column < history.length) {
          changedAt.put(field, Instant.ofEpochMilli(history[column]));
        }
      }
    }
    return changedAt;
  }
}
