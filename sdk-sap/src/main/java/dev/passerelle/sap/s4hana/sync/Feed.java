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
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

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
    for (Scan scan : scans) {
      ODataQuery query =
          ODataQuery.all()
              .select(scan.stamp().properties())
              .select(scan.key())
              .filter(scan.with(scan.stamp().since(Stamp.BEFORE_ALL)))
              .orderByDescending(scan.stamp().properties().toArray(String[]::new));
      newest.add(
          reading.page(scan.api(), scan.set(), query, 1, Lane.CHANGES).rows().stream()
              .flatMap(row -> scan.stamp().of(row).stream())
              .findFirst()
              .orElse(Stamp.BEFORE_ALL));
    }
    return newest;
  }

  ChangePage next(Position position, int limit) {
    FeedPosition at = FeedPosition.of(position, scans.size()).orElseThrow(this::lost);
    FeedPosition.Under known = at.reading();
    FeedPosition.Under now = known == null ? begin(at, 0) : known;
    Scan scan = scans.get(now.scan());
    Reading.Rows page = reading.page(scan.api(), scan.set(), query(scan, now), limit, Lane.CHANGES);
    FeedPosition next = following(at, now, scan, page);
    return new ChangePage(
        scan.changes().apply(page.rows()), next.position(), next.reading() == null, site.now());
  }

  private FeedPosition.Under begin(FeedPosition at, int scan) {
    LocalDateTime water = at.waters().get(scan);
    LocalDateTime from = scans.get(scan).stamp().from(water, site.settings().overlap());
    return new FeedPosition.Under(scan, from, water, false, "");
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
      boolean moved = !now.within() && reached.isAfter(now.from());
      return at.under(
          moved
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
    return following < scans.size() ? done.under(begin(done, following)) : done;
  }

  PositionLost lost() {
    return new PositionLost(site.detail(ErrorCode.POSITION_LOST, map.type()).build());
  }
}
