package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PositionLost;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.sage.sage100.ChangeSource;
import dev.passerelle.sage.sage100.ChangedRow;
import dev.passerelle.sage.sage100.RowMark;
import dev.passerelle.sage.sage100.Sage100Gateway;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lists and watches the records of one entity. A reading goes through all tables that move the
 * values at once, in the order of (cbModification, cbMarq), and begins the overlap before the last
 * reading began (L2): with stamps of a minute, rows that are written late, and long transactions
 * nothing is missed. When the date or a setting that moves all values has changed, all records are
 * yielded instead (L4).
 */
final class Feed {
  private static final Duration CLOCK_JUMP = Duration.ofDays(1);

  private final Sage100Gateway gateway;
  private final SageEntity entity;
  private final ServerClock serverClock;
  private final Clock companyClock;
  private final Duration overlap;

  /**
   * @param companyClock the present in the company's zone
   */
  Feed(
      Sage100Gateway gateway,
      SageEntity entity,
      ServerClock serverClock,
      Clock companyClock,
      Duration overlap) {
    this.gateway = gateway;
    this.entity = entity;
    this.serverClock = serverClock;
    this.companyClock = companyClock;
    this.overlap = overlap;
  }

  ChangePage changes(Position position, int limit) {
    FeedPosition at = FeedPosition.parse(position).orElseThrow(this::lost);
    LocalDateTime now = gateway.serverTime();
    if (at.mode() == FeedPosition.Mode.REST) {
      if (at.start().isAfter(now.plus(CLOCK_JUMP))) {
        throw lost();
      }
      FeedPosition fresh = begin(now);
      boolean allMoved = !fresh.date().equals(at.date()) || !fresh.digest().equals(at.digest());
      at = allMoved ? fresh : at.scan(now, serverClock.lowest(at.start(), now, overlap));
    }
    return at.mode() == FeedPosition.Mode.LIST
        ? listed(at, limit, Depth.FULL, now)
        : scanned(at, limit, now);
  }

  ChangePage list(Position cursor, int limit, Depth depth) {
    LocalDateTime now = gateway.serverTime();
    FeedPosition at =
        cursor.isStart() ? begin(now) : FeedPosition.parse(cursor).orElseThrow(this::lost);
    if (at.mode() != FeedPosition.Mode.LIST) {
      throw lost();
    }
    return listed(at, limit, depth, now);
  }

  private FeedPosition begin(LocalDateTime now) {
    LocalDate date = entity.dated() ? LocalDate.now(companyClock) : LocalDate.EPOCH;
    return FeedPosition.list(now, date, entity.digest());
  }

  private ChangePage listed(FeedPosition at, int limit, Depth depth, LocalDateTime now) {
    SageEntity.Listing part =
        depth == Depth.KEYS ? entity.keys(at.after(), limit) : entity.list(at.after(), limit);
    boolean last = part.changes().size() < limit;
    FeedPosition next = last ? at.atRest() : at.after(part.last());
    return new ChangePage(part.changes(), next.toPosition(), last, serverClock.instant(now));
  }

  private ChangePage scanned(FeedPosition at, int limit, LocalDateTime now) {
    List<ChangedRow> rows = new ArrayList<>();
    List<RowMark> ends = new ArrayList<>();
    for (ChangeSource source : entity.sources()) {
      List<ChangedRow> found = gateway.changes(source, at.mark(source.table()), limit);
      if (found.size() == limit) {
        ends.add(found.get(limit - 1).mark());
      }
      rows.addAll(found);
    }
    boolean more = !ends.isEmpty();
    // Beyond the end of a table that has more, rows of other tables would come too early (R2).
    ends.stream()
        .min(Comparator.naturalOrder())
        .ifPresent(end -> rows.removeIf(row -> row.mark().compareTo(end) > 0));
    rows.sort(Comparator.comparing(ChangedRow::mark).thenComparing(ChangedRow::table));
    Map<String, RowMark> marks = new HashMap<>(at.marks());
    Set<String> keys = new LinkedHashSet<>();
    int taken = take(rows, limit, keys, marks);
    boolean last = !more && taken == rows.size();
    FeedPosition next = last ? at.atRest() : at.with(marks);
    List<Change> changes = read(entity.ids(keys));
    return new ChangePage(changes, next.toPosition(), last, serverClock.instant(now));
  }

  /** Takes rows in order until the keys fill the page; at least one. */
  private static int take(
      List<ChangedRow> rows, int limit, Set<String> keys, Map<String, RowMark> marks) {
    int taken = 0;
    for (ChangedRow row : rows) {
      Set<String> more = new LinkedHashSet<>(keys);
      more.addAll(row.keys());
      if (more.size() > limit && taken > 0) {
        return taken;
      }
      keys.addAll(row.keys());
      marks.put(row.table(), row.mark());
      taken++;
    }
    return taken;
  }

  /**
   * A record that vanished since its row was seen is left out: it is missed by the next key list.
   */
  private List<Change> read(List<RecordId> ids) {
    List<Change> changes = new ArrayList<>();
    for (Lookup lookup : entity.read(ids)) {
      if (lookup instanceof Lookup.Found found) {
        changes.add(Change.of(found.snapshot()));
      } else if (lookup instanceof Lookup.Unreadable) {
        changes.add(Change.of(lookup.id()));
      }
    }
    return changes;
  }

  private PositionLost lost() {
    return new PositionLost(
        ErrorDetail.of(ErrorCode.POSITION_LOST)
            .system(gateway.databaseName())
            .entity(entity.describe().build().type().name())
            .build());
  }
}
