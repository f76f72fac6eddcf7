package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PositionLost;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.hubspot.HubSpotObjects;
import dev.passerelle.hubspot.HubSpotSettings;
import dev.passerelle.hubspot.model.HubSpotObject;
import dev.passerelle.hubspot.model.HubSpotTimes;
import dev.passerelle.hubspot.model.ObjectPage;
import dev.passerelle.hubspot.model.Search;
import dev.passerelle.hubspot.model.Search.Filter;
import dev.passerelle.hubspot.model.Search.FilterGroup;
import dev.passerelle.hubspot.model.Search.Sort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes by search (fact sheet §3). Every page is a query of its own that starts at the instant
 * reached: HubSpot's offsets would skip a record when an earlier one changes during the read, and
 * end at 10,000. Where one instant holds more than a page, its records are walked by id. What a
 * search shows are hints (L3).
 */
final class Feed {
  private static final String ID = "hs_object_id";
  private static final String GTE = "GTE";

  private final Portal portal;
  private final RecordMap map;
  private final RecordReader reader;
  private final List<Trail> trails = new ArrayList<>();

  Feed(Portal portal, RecordMap map, RecordReader reader) {
    this.portal = portal;
    this.map = map;
    this.reader = reader;
    trails.add(new Trail(map.objectType(), map.properties(), this::own));
    map.parts().forEach(part -> trails.addAll(part.trails()));
  }

  private List<Change> own(List<HubSpotObject> hits) {
    return hits.stream().map(hit -> Change.of(reader.hint(hit))).toList();
  }

  ChangePage next(Position position, int limit) {
    Instant now = portal.now();
    FeedPosition at = FeedPosition.of(position, now).orElseThrow(this::lost);
    List<Change> changes = new ArrayList<>();
    // A page per step would cost a round through the engine each: steps share a page.
    do {
      at = step(at, Math.max(1, limit - changes.size()), now, changes);
    } while (changes.size() < limit && at.scan() != null);
    return new ChangePage(changes, at.position(), at.scan() == null, now);
  }

  private FeedPosition step(FeedPosition at, int limit, Instant now, List<Change> into) {
    FeedPosition.Scan scan = at.scan();
    if (scan == null) {
      HubSpotSettings settings = portal.settings();
      Instant until = now.minus(settings.settle());
      return at.with(new FeedPosition.Scan(until, 0, at.water().minus(settings.overlap()), -1, ""));
    }
    return scan.trail() < trails.size()
        ? at.with(search(at, scan, limit, into))
        : bin(at, scan, limit, now, into);
  }

  private FeedPosition.Scan search(
      FeedPosition at, FeedPosition.Scan scan, int limit, List<Change> into) {
    Trail trail = trails.get(scan.trail());
    int size = Math.min(limit, HubSpotObjects.SEARCH_LIMIT);
    List<HubSpotObject> hits = hits(trail, scan, size);
    into.addAll(trail.changes().apply(hits));
    return following(at, scan.within(reached()), trail, hits, hits.size() >= size);
  }

  /**
   * How far HubSpot's clock is by its last answer. What was thought before it goes wrong when our
   * clock is set between two reads, and a window that ends in the future would hide what comes.
   */
  private Instant reached() {
    return portal.now().minus(portal.settings().settle());
  }

  private List<HubSpotObject> hits(Trail trail, FeedPosition.Scan scan, int size) {
    String modified = Catalogue.modifiedProperty(trail.objectType());
    List<String> properties = new ArrayList<>(trail.properties());
    if (!properties.contains(modified)) {
      properties.add(modified);
    }
    boolean byId = scan.id() >= 0;
    FilterGroup filters = byId ? sameInstant(modified, scan) : window(modified, scan);
    Search search =
        new Search(
            List.of(filters),
            List.of(Sort.ascending(byId ? ID : modified)),
            properties,
            size,
            null);
    ObjectPage page = portal.client().objects(trail.objectType()).search(search);
    return page.results().stream().sorted(order(modified)).toList();
  }

  private static FilterGroup window(String modified, FeedPosition.Scan scan) {
    return FilterGroup.of(
        Filter.of(modified, GTE, millis(scan.from())),
        Filter.of(modified, "LT", millis(scan.until())));
  }

  private static FilterGroup sameInstant(String modified, FeedPosition.Scan scan) {
    return FilterGroup.of(
        Filter.of(modified, GTE, millis(scan.from())),
        Filter.of(modified, "LT", millis(scan.from().plusMillis(1))),
        Filter.of(ID, "GT", Long.toString(scan.id())));
  }

  private FeedPosition.Scan following(
      FeedPosition at,
      FeedPosition.Scan scan,
      Trail trail,
      List<HubSpotObject> hits,
      boolean full) {
    if (!full) {
      return scan.id() >= 0 ? scan.at(scan.from().plusMillis(1), -1) : nextTrail(at, scan);
    }
    HubSpotObject last = hits.get(hits.size() - 1);
    if (scan.id() >= 0) {
      return scan.at(scan.from(), Long.parseLong(last.id()));
    }
    String modified = Catalogue.modifiedProperty(trail.objectType());
    Instant reached = instant(last, modified);
    boolean oneInstant = instant(hits.get(0), modified).equals(reached);
    return oneInstant ? scan.at(reached, 0) : scan.at(reached, -1);
  }

  private FeedPosition.Scan nextTrail(FeedPosition at, FeedPosition.Scan scan) {
    Instant from = at.water().minus(portal.settings().overlap());
    return new FeedPosition.Scan(scan.until(), scan.trail() + 1, from, -1, "");
  }

  /** The recycle bin can be neither sorted nor filtered: it is looked through now and then. */
  private FeedPosition bin(
      FeedPosition at, FeedPosition.Scan scan, int limit, Instant now, List<Change> into) {
    HubSpotSettings settings = portal.settings();
    boolean begun = !scan.after().isEmpty();
    if (!begun && at.bin().plus(settings.binSweep()).isAfter(now)) {
      return new FeedPosition(scan.until(), at.bin(), null);
    }
    ObjectPage page =
        portal
            .client()
            .objects(map.objectType())
            .list(List.of(), limit, begun ? scan.after() : null, true);
    Instant since = at.bin().minus(settings.overlap());
    page.results().stream()
        .filter(object -> isSince(object.archivedAt(), since))
        .forEach(object -> into.add(Change.gone(RecordId.of(object.id()))));
    return page.after()
        .map(after -> at.with(scan.binPage(after)))
        .orElseGet(() -> new FeedPosition(scan.until(), scan.until(), null));
  }

  private static boolean isSince(@Nullable Instant archived, Instant since) {
    return archived == null || !archived.isBefore(since);
  }

  private static Comparator<HubSpotObject> order(String modified) {
    return Comparator.<HubSpotObject, Instant>comparing(hit -> instant(hit, modified))
        .thenComparingLong(hit -> Long.parseLong(hit.id()));
  }

  private static Instant instant(HubSpotObject hit, String modified) {
    Instant updated = hit.updatedAt();
    return hit.text(modified)
        .map(HubSpotTimes::instant)
        .orElse(updated == null ? Instant.EPOCH : updated);
  }

  private static String millis(Instant instant) {
    return Long.toString(instant.toEpochMilli());
  }

  private PositionLost lost() {
    return new PositionLost(
        ErrorDetail.of(ErrorCode.POSITION_LOST)
            .system(portal.settings().system())
            .entity(map.type().name())
            .build());
  }
}
