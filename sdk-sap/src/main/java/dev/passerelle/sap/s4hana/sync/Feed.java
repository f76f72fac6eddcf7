package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.PositionLost;
import dev.passerelle.core.http.Lane;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Changes by their stamps. A page begins where the page before ended, by stamp and key and not by
 * number, so nothing is skipped when an earlier record changes during the read. The position is the
 * newest stamp that was seen, by the clock that stamps.
 */
final class Feed {
  private final Site site;
  private final EntityMap map;
  private final Reading reading;
  private final Paging paging;
  private final List<Scan> scans;

  Feed(Site site, EntityMap map, Reading reading, Paging paging) {
    this.site = site;
    this.map = map;
    this.reading = reading;
    this.paging = paging;
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

  /**
   * Where a list begins.
   *
   * @param begun how far each scan was before the first page was read
   */
  record Start(List<LocalDateTime> begun, Paging.Rows page) {}

  /**
   * The first page of a list. What must be asked before it, the newest stamp of days and times, is
   * asked in the same call; what is stamped with an instant, by the clock that the server tells.
   */
  Start start(Paging.Asked first) {
    Optional<Instant> now = site.client().serverTime();
    List<Paging.Asked> asked = new ArrayList<>();
    scans.stream()
        .filter(scan -> byClock(scan, now).isEmpty())
        .map(Feed::newest)
        .forEach(asked::add);
    asked.add(first);
    Deque<Paging.Rows> pages = new ArrayDeque<>(paging.pages(asked, Lane.LISTS));
    List<LocalDateTime> begun = new ArrayList<>();
    for (Scan scan : scans) {
      begun.add(byClock(scan, now).orElseGet(() -> newest(scan, pages.remove())));
    }
    return new Start(begun.isEmpty() ? List.of(Stamp.BEFORE_ALL) : begun, pages.remove());
  }

  private static Optional<LocalDateTime> byClock(Scan scan, Optional<Instant> now) {
    return now.filter(time -> scan.stamp().kind() == Stamp.Kind.INSTANT)
        .map(time -> scan.stamp().cut(LocalDateTime.ofInstant(time, ZoneOffset.UTC)));
  }

  private static LocalDateTime newest(Scan scan, Paging.Rows page) {
    return page.rows().stream()
        .flatMap(row -> scan.stamp().of(row).stream())
        .findFirst()
        .orElse(Stamp.BEFORE_ALL);
  }

  private static Paging.Asked newest(Scan scan) {
    ODataQuery query =
        ODataQuery.all()
            .select(scan.stamp().properties())
            .select(scan.key())
            .filter(scan.with(scan.stamp().since(Stamp.BEFORE_ALL)))
            .orderByDescending(scan.stamp().properties().toArray(String[]::new));
    return new Paging.Asked(scan.api(), scan.set(), query, 1);
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
      Paging.Rows page = paging.pages(List.of(asked(scan, known, limit)), Lane.CHANGES).get(0);
      FeedPosition next = following(at, known, scan, page);
      return page(scan.changes().apply(page.rows()), next);
    }
    Optional<Instant> now = site.client().serverTime();
    List<FeedPosition.Under> begun = new ArrayList<>();
    List<Paging.Asked> asked = new ArrayList<>();
    for (int scan = 0; scan < scans.size(); scan++) {
      begun.add(begin(at, scan, now));
      asked.add(asked(scans.get(scan), begun.get(scan), limit));
    }
    return first(at, begun, paging.pages(asked, Lane.CHANGES), limit);
  }

  private ChangePage first(
      FeedPosition at, List<FeedPosition.Under> begun, List<Paging.Rows> pages, int limit) {
    Set<RecordId> own = shown(pages);
    List<Change> changes = new ArrayList<>();
    FeedPosition next = at;
    for (int number = 0; number < scans.size(); number++) {
      Scan scan = scans.get(number);
      int room = Math.max(0, limit - changes.size());
      Paging.Rows page = pages.get(number).first(room);
      if (room == 0 && page.more()) {
        return page(changes, next.under(begun.get(number)));
      }
      scan.changes().apply(page.rows()).stream()
          .filter(change -> change.shown().isPresent() || !own.contains(change.id()))
          .forEach(changes::add);
      next = following(next, begun.get(number), scan, page);
      FeedPosition.Under under = next.reading();
      if (under != null && under.scan() == number) {
        return page(changes, next);
      }
    }
    return page(changes, next);
  }

  /** Records that these pages show themselves: a hint at one of them is no news. */
  private Set<RecordId> shown(List<Paging.Rows> pages) {
    Set<RecordId> own = new HashSet<>();
    for (int number = 0; number < scans.size(); number++) {
      if (scans.get(number).set().equals(map.source().set())) {
        pages.get(number).rows().forEach(row -> map.id(row).ifPresent(own::add));
      }
    }
    return own;
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
    LocalDateTime newest = byClock(scans.get(scan), now).filter(water::isBefore).orElse(water);
    return new FeedPosition.Under(scan, from, newest, false, "");
  }

  private static Paging.Asked asked(Scan scan, FeedPosition.Under now, int most) {
    return new Paging.Asked(scan.api(), scan.set(), query(scan, now), most);
  }

  private static ODataQuery query(Scan scan, FeedPosition.Under now) {
    Stamp stamp = scan.stamp();
    boolean told = stamp.kind() != Stamp.Kind.INSTANT;
    if (now.within() && !told) {
      ODataFilter same = stamp.within(now.from());
      ODataFilter filter =
          now.key().isEmpty() ? same : same.and(ODataFilter.gt(scan.key(), now.key()));
      return scan.query().filter(scan.with(filter)).orderBy(scan.key());
    }
    ODataFilter filter =
        now.within() ? stamp.after(now.from(), scan.key(), now.key()) : stamp.since(now.from());
    return scan.query()
        .filter(scan.with(filter))
        .orderBy(stamp.properties().toArray(String[]::new))
        .orderBy(scan.key());
  }

  private FeedPosition following(
      FeedPosition at, FeedPosition.Under now, Scan scan, Paging.Rows page) {
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
      return at.under(behind(now, scan, page, new Reached(reached, newest, key)));
    }
    if (now.within() && scan.stamp().kind() == Stamp.Kind.INSTANT) {
      LocalDateTime after = scan.stamp().following(now.from());
      return at.under(new FeedPosition.Under(now.scan(), after, newest, false, ""));
    }
    FeedPosition done = at.seen(now.scan(), newest);
    int following = now.scan() + 1;
    return following < scans.size() ? done.under(begin(done, following, Optional.empty())) : done;
  }

  private record Reached(LocalDateTime stamp, LocalDateTime newest, String key) {}

  /**
   * The next page begins behind the last row. Instants have more digits in the database than are
   * told, and are ordered by those: there it begins with what has the last stamp again, and where a
   * page holds nothing else, that stamp is read in the order of the keys.
   */
  private static FeedPosition.Under behind(
      FeedPosition.Under now, Scan scan, Paging.Rows page, Reached last) {
    boolean told = scan.stamp().kind() != Stamp.Kind.INSTANT;
    if (told || now.within()) {
      LocalDateTime from = told ? last.stamp() : now.from();
      return new FeedPosition.Under(now.scan(), from, last.newest(), true, last.key());
    }
    boolean one =
        page.rows().stream()
            .allMatch(row -> scan.stamp().of(row).equals(Optional.of(last.stamp())));
    return new FeedPosition.Under(now.scan(), last.stamp(), last.newest(), one, "");
  }

  PositionLost lost() {
    return new PositionLost(site.detail(ErrorCode.POSITION_LOST, map.type()).build());
  }
}
