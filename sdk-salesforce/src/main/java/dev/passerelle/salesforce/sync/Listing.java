package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PositionLost;
import dev.passerelle.core.http.Lane;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.salesforce.SalesforceQueries;
import dev.passerelle.salesforce.Soql;
import dev.passerelle.salesforce.model.SalesforceRecord;
import java.time.Instant;
import java.util.List;

/**
 * All live records in the order of their ids, each page a query of its own: no cursor of
 * Salesforce's that could end. The position for the changes that follow is taken before the first
 * page and travels in the cursor (R10).
 */
final class Listing {
  private static final String TAG = "l1";
  private static final String ID = "Id";

  private final Org org;
  private final RecordMap map;
  private final RecordReader reader;

  Listing(Org org, RecordMap map, RecordReader reader) {
    this.org = org;
    this.map = map;
    this.reader = reader;
  }

  private record Cursor(Instant begun, String after) {
    /** The first page's answer tells the clock for sure. */
    Cursor within(Instant latest) {
      return after.isEmpty() && latest.isBefore(begun) ? new Cursor(latest, after) : this;
    }
  }

  ChangePage next(Position position, int limit, Depth depth) {
    Cursor asked = cursor(position);
    boolean keys = depth == Depth.KEYS;
    int size = Math.max(1, Math.min(limit, SalesforceQueries.PAGE));
    Soql all =
        Soql.select(keys ? List.of(ID) : map.columns()).from(map.object()).orderBy(ID).limit(size);
    Soql query = asked.after().isEmpty() ? all : all.where(Soql.above(ID, asked.after()));
    List<SalesforceRecord> rows = reader.ask(() -> org.client().in(Lane.LISTS).query().rows(query));
    Cursor cursor = asked.within(org.reached());
    boolean last = rows.size() < size;
    Position next =
        last
            ? FeedPosition.starting(cursor.begun()).position()
            : position(new Cursor(cursor.begun(), rows.get(rows.size() - 1).id()));
    return new ChangePage(keys ? keys(rows) : records(rows), next, last, org.now());
  }

  private static List<Change> keys(List<SalesforceRecord> rows) {
    return rows.stream().map(each -> Change.of(RecordId.of(each.id()))).toList();
  }

  private List<Change> records(List<SalesforceRecord> rows) {
    return reader.read(rows).stream()
        .map(seen -> seen.snapshot() == null ? Change.of(seen.id()) : Change.of(seen.snapshot()))
        .toList();
  }

  private Cursor cursor(Position position) {
    if (position.isStart()) {
      return new Cursor(org.reached(), "");
    }
    String[] parts = position.value().split(" ", 3);
    if (parts.length != 3 || !parts[0].equals(TAG) || !parts[1].matches("\\d{1,12}")) {
      throw new PositionLost(
          ErrorDetail.of(ErrorCode.POSITION_LOST)
              .system(org.settings().system())
              .entity(map.type().name())
              .build());
    }
    return new Cursor(Instant.ofEpochSecond(Long.parseLong(parts[1])), parts[2]);
  }

  private static Position position(Cursor cursor) {
    return new Position(TAG + " " + cursor.begun().getEpochSecond() + " " + cursor.after());
  }
}
