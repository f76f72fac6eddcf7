package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.PositionLost;
import dev.passerelle.core.http.Lane;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes by their stamps. A page begins where the page before ended, by stamp and not by number,
 * so nothing is skipped when an earlier record changes during the read. Where more rows have one
 * stamp than a page has room for, they are read in the order of their keys. The position is the
 * newest stamp that was seen, by the clock that stamps.
 */
final class Feed {
  private final Site site;
  private final EntityMap map;
  private final Reading reading;
  private final List<Scan> scans;

  Feed(Site site, EntityMap map, Reading reading) {
    this.site = site;
    this.map = map;
    this.reading = reading;
    this.scans = scans();
  }

  /**
   * Records without a stamp of a change come first: one that is changed during the read is then
   * seen by the stamp that it gets.
   */
  private List<Scan> scans() {
    List<Scan> all = new ArrayList<>(map.layout().scans());
    List<Layout.Stamped> stamps = map.layout().stamps();
    for (int at = stamps.size() - 1; at >= 0; at--) {
      all.add(
          new Scan(
              map.source().api(),
              map.source().set(),
              map.source().key(),
              stamps.get(at).stamp(),
              both(stamps.get(at).filter()),
              map.query(),
              rows -> reading.listed(rows).stream().map(map::snapshot).map(Change::of).toList()));
    }
    return all;
  }

  private @org.jspecify.annotations.Nullable ODataFilter both(
      @org.jspecify.annotations.Nullable ODataFilter more) {
    ODataFilter own = map.source().filter();
    return own == null ? more : more == null ? own : own.and(more);
  }

  /** The newest stamp of each scan, for the position that a list ends with. */
  List<LocalDateTime> newest() {
    List<LocalDateTime> newest = new ArrayList<>();
    List<Reading.Rows> pages = reading.pages(scans, Feed::newest, 1);
    for (int at = 0; at < scans.size(); at++) {
      Stamp stamp = scans.get(at).stamp();
      newest.add(
          pages.get(at).rows().stream()
              .flatMap(row -> stamp.of(row).stream())
              .findFirst()
              .orElse(Stamp.BEFORE_ALL));
    }
    return newest;
  }

  private static ODataQuery newest(Scan scan) {
    return ODataQuery.all()
        .select(scan.stamp().properties())
        .select(scan.key())
        .filter(scan.with(scan.stamp().since(Stamp.BEFORE_ALL)))
        .orderByDescending(scan.stamp().properties().toArray(String[]::new));
  }

  /**
   * A read begins with the first pages of all scans, mostly the last ones too, in as few calls as
   * there are services. What would be more than a page together is left to the next call.
   */
  ChangePage next(Position position, int limit) {
    FeedPosition at = FeedPosition.of(position, scans.size()).orElseThrow(this::lost);
    FeedPosition.Under known = at.reading();
    if (known != null) {
      Scan scan = scans.get(known.scan());
      Reading.Rows page =
          reading.page(scan.api(), scan.set(), query(scan, known), limit, Lane.CHANGES);
      FeedPosition next = following(at, known, scan, page);
      return page(scan.changes().apply(page.rows()), next);
    }
    Optional<Instant> began = site.client().serverTime();
    List<FeedPosition.Under> begun = new ArrayList<>();
    for (int scan = 0; scan < scans.size(); scan++) {
      begun.add(begin(at, scan, began));
    }
    List<Reading.Rows> pages =
        reading.pages(scans, scan -> query(scan, begun.get(scans.indexOf(scan))), limit);
    return first(at, begun, pages, limit);
  }

  private ChangePage first(
      FeedPosition at, List<FeedPosition.Under> begun, List<Reading.Rows> pages, int limit) {
    List<Change> changes = new ArrayList<>();
    FeedPosition next = at;
    int rows = 0;
    for (int scan = 0; scan < scans.size(); scan++) {
      Reading.Rows page = pages.get(scan);
      rows += page.rows().size();
      if (scan > 0 && rows > limit) {
        return page(changes, next.under(begun.get(scan)));
      }
      changes.addAll(scans.get(scan).changes().apply(page.rows()));
      next = following(next, begun.get(scan), scans.get(scan), page);
      FeedPosition.Under under = next.reading();
      if (under != null && under.scan() == scan) {
        return page(changes, next);
      }
    }
    return page(changes, next);
  }

  private ChangePage page(List<Change> changes, FeedPosition next) {
    return new ChangePage(changes, next.position(), next.reading() == null, site.now());
  }

  /**
   * Where a read of a scan begins and, at least, ends: what is stamped with an instant is stamped
   * by the clock that the server tells. Days and times are of a zone that only the settings know.
   */
  private FeedPosition.Under begin(FeedPosition at, int scan, Optional<Instant> now) {
    LocalDateTime water = at.waters().get(scan);
    Stamp stamp = scans.get(scan).stamp();
    LocalDateTime from = stamp.from(water, site.settings().overlap());
    LocalDateTime newest =
        now.filter(time -> stamp.kind() == Stamp.Kind.INSTANT)
            .map(time -> stamp.cut(LocalDateTime.ofInstant(time, ZoneOffset.UTC)))
            .filter(water::isBefore)
            .orElse(water);
    return new FeedPosition.Under(scan, from, newest, false, "");
  }

  private static ODataQuery query(Scan scan, FeedPosition.Under now) {
    if (!now.within()) {
      return scan.query()
          .filter(scan.with(scan.stamp().since(now.from())))
          .orderBy(scan.stamp().properties().toArray(String[]::new))
          .orderBy(scan.key());
    }
    ODataFilter same = scan.stamp().within(now.from());
    ODataFilter filter =
        now.key().isEmpty() ? same : same.and(ODataFilter.gt(scan.key(), now.key()));
    return scan.query().filter(scan.with(filter)).orderBy(scan.key());
  }

  private FeedPosition following(
      FeedPosition at, FeedPosition.Under now, Scan scan, Reading.Rows page) {
    LocalDateTime newest = now.newest();
    LocalDateTime reached = now.from();
    String key = now.key();
    for (S4Record row : page.rows()) {
      LocalDateTime stamp = scan.stamp().of(row).orElse(now.from());
      newest = stamp.isAfter(newest) ? stamp : newest;
      reached = stamp;
      key = row.text(scan.key()).orElse(key);
    }
    if (page.more()) {
      boolean one = !now.within() && isOneStep(scan, page, reached);
      boolean moved = !now.within() && reached.isAfter(now.from());
      return at.under(
          one
              ? new FeedPosition.Under(now.scan(), reached, newest, true, key)
              : moved
                  ? new FeedPosition.Under(now.scan(), reached, newest, false, "")
                  : new FeedPosition.Under(
                      now.scan(), now.from(), newest, true, now.within() ? key : ""));
    }
    if (now.within()) {
      LocalDateTime after = scan.stamp().following(now.from());
      return at.under(new FeedPosition.Under(now.scan(), after, newest, false, ""));
    }
    FeedPosition done = at.seen(now.scan(), newest);
    int following = now.scan() + 1;
    return following < scans.size() ? done.under(begin(done, following, Optional.empty())) : done;
  }

  /**
   * Whether a page holds rows of one stamp only, in the order of their keys then. Instants have
   * more digits in the database than are told, and are ordered by those.
   */
  private static boolean isOneStep(Scan scan, Reading.Rows page, LocalDateTime stamp) {
    return scan.stamp().kind() != Stamp.Kind.INSTANT
        && page.rows().stream().allMatch(row -> scan.stamp().of(row).equals(Optional.of(stamp)));
  }

  PositionLost lost() {
    return new PositionLost(site.detail(ErrorCode.POSITION_LOST, map.type()).build());
  }
}
