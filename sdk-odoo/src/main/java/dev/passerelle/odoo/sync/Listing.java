package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PositionLost;
import dev.passerelle.core.http.Lane;
import dev.passerelle.odoo.OdooModel;
import dev.passerelle.odoo.model.Domain;
import dev.passerelle.odoo.model.OdooRecord;
import dev.passerelle.odoo.model.Query;
import java.time.Instant;
import java.util.List;

/**
 * All records in the order of their ids, archived ones too. The position for the changes that
 * follow is taken before the first page and travels in the cursor (R10).
 */
final class Listing {
  private static final String TAG = "l1";

  /** Ids alone are cheap (fact sheet §3). */
  private static final int MOST_KEYS = 10_000;

  private final Instance instance;
  private final RecordMap map;
  private final RecordReader reader;

  Listing(Instance instance, RecordMap map, RecordReader reader) {
    this.instance = instance;
    this.map = map;
    this.reader = reader;
  }

  private record Cursor(Instant begun, long after) {
    /** Our clock may have been set since the server's was asked: its last answer is the latest. */
    Cursor within(Instant latest) {
      return latest.isBefore(begun) ? new Cursor(latest, after) : this;
    }
  }

  ChangePage next(Position position, int limit, Depth depth) {
    Cursor cursor = cursor(position);
    boolean keys = depth == Depth.KEYS;
    int size = Math.max(1, Math.min(limit, keys ? MOST_KEYS : Feed.LARGEST));
    Domain domain = map.listFilter().and("id", ">", cursor.after());
    Query query = Query.of(domain).limit(size).order("id").withArchived();
    OdooModel model = instance.client().in(Lane.LISTS).model(map.model());
    if (keys) {
      List<Long> ids = model.search(query);
      return page(cursor, size, ids, ids.stream().map(Listing::hint).toList());
    }
    List<OdooRecord> records = model.searchRead(query.fields(map.columns()));
    List<Change> changes =
        reader.read(records).stream()
            .map(
                seen -> seen.snapshot() == null ? Change.of(seen.id()) : Change.of(seen.snapshot()))
            .toList();
    return page(cursor, size, records.stream().map(OdooRecord::id).toList(), changes);
  }

  private static Change hint(Long id) {
    return Change.of(dev.passerelle.core.model.RecordId.of(Long.toString(id)));
  }

  private ChangePage page(Cursor asked, int size, List<Long> ids, List<Change> changes) {
    Cursor cursor = asked.within(instance.now());
    boolean last = ids.size() < size;
    Position next =
        last
            ? FeedPosition.starting(cursor.begun()).position()
            : new Position(
                TAG + " " + cursor.begun().getEpochSecond() + " " + ids.get(ids.size() - 1));
    return new ChangePage(changes, next, last, instance.now());
  }

  private Cursor cursor(Position position) {
    if (position.isStart()) {
      return new Cursor(instance.now(), 0);
    }
    String[] parts = position.value().split(" ", -1);
    if (parts.length != 3
        || !parts[0].equals(TAG)
        || !parts[1].matches("\\d{1,12}")
        || !parts[2].matches("\\d{1,18}")) {
      throw new PositionLost(
          ErrorDetail.of(ErrorCode.POSITION_LOST)
              .system(instance.settings().system())
              .entity(map.type().name())
              .build());
    }
    return new Cursor(Instant.ofEpochSecond(Long.parseLong(parts[1])), Long.parseLong(parts[2]));
  }
}
