package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PositionLost;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.salesforce.SalesforceQueries;
import dev.passerelle.salesforce.Soql;
import dev.passerelle.salesforce.model.SalesforceIds;
import dev.passerelle.salesforce.model.SalesforceRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes by stamp (fact sheet §3): records and the recycle bin in one query, in the order of
 * (stamp, id), each page from the place that the last one reached. Stamps are whole seconds, and a
 * long transaction shows its records late: every read goes back by the overlap (L2).
 */
final class Feed {
  private static final String ID = "Id";
  private static final String DELETED = RecordMap.DELETED;
  private static final String STAMP = RecordMap.STAMP;

  private final Org org;
  private final RecordMap map;
  private final RecordReader reader;
  private final List<Trail> trails = new ArrayList<>();
  private final Trail own;

  Feed(Org org, RecordMap map, RecordReader reader) {
    this.org = org;
    this.map = map;
    this.reader = reader;
    map.parts().forEach(part -> trails.addAll(part.trails()));
    // The record itself last: that it is gone is the last word.
    own = new Trail(map.object(), ID);
    trails.add(own);
  }

  ChangePage next(Position position, int limit) {
    Instant now = org.now();
    FeedPosition at = FeedPosition.of(position, now).orElseThrow(this::lost);
    FeedPosition.Scan scan = at.scan() == null ? begin(at) : at.scan();
    List<Change> changes = new ArrayList<>();
    // A page per object would cost a round through the engine each: they share a page.
    do {
      scan = step(at, scan, Math.max(1, limit - changes.size()), changes);
    } while (changes.size() < limit && scan.trail() < trails.size());
    boolean last = scan.trail() >= trails.size();
    FeedPosition next =
        last ? FeedPosition.starting(scan.until()) : new FeedPosition(at.water(), scan);
    return new ChangePage(changes, next.position(), last, org.now());
  }

  private FeedPosition.Scan begin(FeedPosition at) {
    Instant from = at.water().minus(org.settings().overlap());
    return new FeedPosition.Scan(org.reached(), 0, from, "");
  }

  private FeedPosition.Scan step(
      FeedPosition at, FeedPosition.Scan begun, int limit, List<Change> into) {
    int size = Math.min(limit, SalesforceQueries.PAGE);
    Trail trail = trails.get(begun.trail());
    List<SalesforceRecord> rows = rows(trail, begun, size);
    FeedPosition.Scan scan = begun.within(org.reached());
    into.addAll(trail == own ? own(rows) : parents(trail, rows));
    if (rows.size() < size) {
      Instant from = at.water().minus(org.settings().overlap());
      return new FeedPosition.Scan(scan.until(), scan.trail() + 1, from, "");
    }
    SalesforceRecord last = rows.get(rows.size() - 1);
    return new FeedPosition.Scan(
        scan.until(), scan.trail(), last.instant(STAMP).orElseThrow(), last.id());
  }

  private List<SalesforceRecord> rows(Trail trail, FeedPosition.Scan scan, int size) {
    Set<String> columns = new LinkedHashSet<>(List.of(ID, STAMP));
    // Users are never deleted.
    if (trail != own || map.description().has(DELETED)) {
      columns.add(DELETED);
    }
    if (trail == own) {
      columns.addAll(map.columns());
    } else {
      columns.add(trail.parent());
    }
    Soql query =
        Soql.select(columns)
            .from(trail.object())
            // Stamps are whole seconds: those of the second that is not over are seen again.
            .where(from(scan).and(Soql.atMost(STAMP, scan.until())))
            .orderBy(STAMP, ID)
            .limit(size);
    return reader.ask(() -> org.client().query().rowsWithDeleted(query));
  }

  private static Soql.Condition from(FeedPosition.Scan scan) {
    return scan.id().isEmpty()
        ? Soql.atLeast(STAMP, scan.from())
        : Soql.eq(STAMP, scan.from())
            .and(Soql.above(ID, scan.id()))
            .or(Soql.above(STAMP, scan.from()));
  }

  private List<Change> own(List<SalesforceRecord> rows) {
    List<SalesforceRecord> live =
        rows.stream().filter(row -> !row.flag(DELETED).orElse(false)).toList();
    Map<String, Change> shown = new HashMap<>();
    for (RecordReader.Seen seen : reader.read(live)) {
      shown.put(
          seen.id().value(),
          seen.snapshot() == null ? Change.of(seen.id()) : Change.of(seen.snapshot()));
    }
    return rows.stream()
        .map(row -> shown.getOrDefault(row.id(), Change.gone(RecordId.of(row.id()))))
        .toList();
  }

  private List<Change> parents(Trail trail, List<SalesforceRecord> rows) {
    Set<String> ids = new LinkedHashSet<>();
    rows.forEach(row -> row.text(trail.parent()).map(SalesforceIds::of18).ifPresent(ids::add));
    return ids.stream().map(id -> Change.of(RecordId.of(id))).toList();
  }

  private PositionLost lost() {
    return new PositionLost(
        ErrorDetail.of(ErrorCode.POSITION_LOST)
            .system(org.settings().system())
            .entity(map.type().name())
            .build());
  }
}
