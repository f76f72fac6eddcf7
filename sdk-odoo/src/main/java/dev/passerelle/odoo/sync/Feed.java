package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PositionLost;
import dev.passerelle.odoo.model.Domain;
import dev.passerelle.odoo.model.OdooRecord;
import dev.passerelle.odoo.model.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Changes by stamp (fact sheet §3): windows of whole seconds with {@code >=} and {@code <}, the
 * only comparisons that mean the same in every version. Each page starts at the second reached;
 * where one second holds more than a page, its rows are walked by id. A transaction bears the stamp
 * of its start: every read begins the overlap before the position.
 */
final class Feed {
  static final int LARGEST = 1000;

  private final Instance instance;
  private final RecordMap map;
  private final List<Trail> trails = new ArrayList<>();

  Feed(Instance instance, RecordMap map, RecordReader reader) {
    this.instance = instance;
    this.map = map;
    trails.add(
        Trail.stamped(
            map.model(),
            map.shown() ? map.columns() : List.of(Trail.STAMP),
            map.filter(),
            records -> own(reader, records)));
    trails.addAll(map.trails());
  }

  private List<Change> own(RecordReader reader, List<OdooRecord> records) {
    if (!map.shown()) {
      return records.stream().map(each -> Change.of(RecordReader.id(each))).toList();
    }
    return reader.read(records).stream()
        .map(seen -> seen.snapshot() == null ? Change.of(seen.id()) : Change.of(seen.snapshot()))
        .toList();
  }

  ChangePage next(Position position, int limit) {
    FeedPosition at = FeedPosition.of(position).orElseThrow(this::lost);
    Instant now = instance.now();
    List<Change> changes = new ArrayList<>();
    // A page per trail would cost a round through the engine each: trails share a page.
    do {
      at = step(at, Math.max(1, limit - changes.size()), now, changes);
    } while (changes.size() < limit && at.scan() != null);
    return new ChangePage(changes, at.position(), at.scan() == null, now);
  }

  private FeedPosition step(FeedPosition at, int limit, Instant now, List<Change> into) {
    FeedPosition.Scan scan = at.scan();
    if (scan == null) {
      return at.with(begin(at, ending(now), 0));
    }
    if (scan.trail() >= trails.size()) {
      return FeedPosition.starting(scan.until());
    }
    Trail trail = trails.get(scan.trail());
    int size = Math.min(limit, LARGEST);
    List<OdooRecord> rows = rows(trail, at, scan, size);
    into.addAll(trail.changes().apply(rows));
    FeedPosition.Scan next =
        following(at, scan.within(ending(instance.now())), trail, rows, rows.size() >= size);
    return next.trail() >= trails.size() ? FeedPosition.starting(next.until()) : at.with(next);
  }

  /**
   * Where a read ends: the second that is running belongs to it, what else falls into it is read
   * again. Asked after each answer too: what was thought before goes wrong when our clock is set
   * between two reads, and a window that ends in the future would hide what comes.
   */
  private static Instant ending(Instant now) {
    return Instant.ofEpochSecond(now.getEpochSecond() + 1);
  }

  private FeedPosition.Scan begin(FeedPosition at, Instant until, int trail) {
    Instant from = at.water().minus(instance.settings().overlap());
    boolean byStamp = trail >= trails.size() || trails.get(trail).byStamp();
    return new FeedPosition.Scan(until, trail, from, byStamp ? -1 : 0);
  }

  private List<OdooRecord> rows(Trail trail, FeedPosition at, FeedPosition.Scan scan, int size) {
    Instant start = at.water().minus(instance.settings().overlap());
    Optional<Domain> window = trail.window().apply(start, scan.until());
    if (window.isEmpty()) {
      return List.of();
    }
    Domain domain = window.get();
    boolean byId = scan.id() >= 0;
    if (trail.byStamp()) {
      Instant end = byId ? scan.from().plusSeconds(1) : scan.until();
      domain = domain.and(Trail.STAMP, ">=", scan.from()).and(Trail.STAMP, "<", end);
    }
    if (byId) {
      domain = domain.and("id", ">", scan.id());
    }
    Set<String> fields = new LinkedHashSet<>(trail.fields());
    fields.add(Trail.STAMP);
    Query query =
        Query.of(domain)
            .fields(List.copyOf(fields))
            .limit(size)
            .order(byId ? "id" : Trail.STAMP + ", id")
            .withArchived();
    return instance.model(trail.model()).searchRead(query);
  }

  private FeedPosition.Scan following(
      FeedPosition at, FeedPosition.Scan scan, Trail trail, List<OdooRecord> rows, boolean full) {
    if (!full) {
      return trail.byStamp() && scan.id() >= 0
          ? scan.at(scan.from().plusSeconds(1), -1)
          : begin(at, scan.until(), scan.trail() + 1);
    }
    OdooRecord last = rows.get(rows.size() - 1);
    if (scan.id() >= 0) {
      return scan.at(scan.from(), last.id());
    }
    Instant reached = second(last);
    return scan.at(reached, second(rows.get(0)).equals(reached) ? 0 : -1);
  }

  private Instant second(OdooRecord row) {
    return row.instant(Trail.STAMP)
        .orElseThrow(() -> instance.drift(map.type().name(), Trail.STAMP, "no stamp is shown"));
  }

  private PositionLost lost() {
    return new PositionLost(
        ErrorDetail.of(ErrorCode.POSITION_LOST)
            .system(instance.settings().system())
            .entity(map.type().name())
            .build());
  }
}
