package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.PositionLost;
import dev.passerelle.core.http.Lane;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.sap.businessone.model.B1Record;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes by stamp. Every page is a query of its own that starts where the one before ended, by
 * stamp and key: the server's own paging would skip a record when an earlier one changes during the
 * read. The position is the newest stamp that was seen, by the clock that stamps, and not a time of
 * anybody else's.
 */
final class Feed {
  private static final LocalDateTime BEFORE_ALL = LocalDateTime.of(1900, 1, 1, 0, 0);

  private final Site site;
  private final EntityMap map;
  private final Reading reading;
  private final Rows rows;
  private final Stamps stamps;

  /** What of a record is reported: itself, or things inside it. */
  @FunctionalInterface
  interface Rows {
    List<Change> of(Source source, B1Record row);
  }

  Feed(Site site, EntityMap map, Reading reading, Rows rows) {
    this.site = site;
    this.map = map;
    this.reading = reading;
    this.rows = rows;
    this.stamps = new Stamps(site.settings());
  }

  /** The newest stamp of all, for the position that a list ends with. */
  LocalDateTime newest() {
    LocalDateTime newest = BEFORE_ALL;
    for (Source source : map.sources()) {
      ODataQuery query = ODataQuery.all().select("UpdateDate", "UpdateTime", source.key()).top(1);
      ODataFilter filter = source.filter();
      ODataQuery wanted = filter == null ? query : query.filter(filter);
      Optional<LocalDateTime> stamp =
          site.client().objects(source.set()).page(stamps.newestFirst(wanted), 1).records().stream()
              .flatMap(row -> row.updated().stream())
              .findFirst();
      newest = stamp.filter(newest::isBefore).orElse(newest);
    }
    return newest;
  }

  ChangePage next(Position position, int limit) {
    FeedPosition at = FeedPosition.of(position).orElseThrow(this::lost);
    FeedPosition.Scan scan = at.scan();
    FeedPosition.Scan now =
        scan == null ? new FeedPosition.Scan(0, stamps.from(at.water()), at.water(), "") : scan;
    if (now.source() >= map.sources().size()) {
      throw lost();
    }
    Source source = map.sources().get(now.source());
    List<B1Record> page = reading.rows(source, query(source, now), limit, Lane.CHANGES);
    List<Change> changes = new ArrayList<>();
    page.forEach(row -> changes.addAll(rows.of(source, row)));
    FeedPosition next = following(at, now, source, page, page.size() >= limit);
    return new ChangePage(changes, next.position(), next.scan() == null, site.now());
  }

  private ODataQuery query(Source source, FeedPosition.Scan scan) {
    ODataFilter filter =
        scan.key().isEmpty()
            ? stamps.since(scan.from())
            : stamps.after(scan.from(), source.key(), source.keyValue(scan.key()));
    return stamps.oldestFirst(ODataQuery.all().filter(source.with(filter)), source.key());
  }

  private FeedPosition following(
      FeedPosition at, FeedPosition.Scan scan, Source source, List<B1Record> page, boolean full) {
    LocalDateTime newest = scan.newest();
    for (B1Record row : page) {
      newest = row.updated().filter(newest::isBefore).orElse(newest);
    }
    if (full) {
      B1Record last = page.get(page.size() - 1);
      LocalDateTime reached = stamps.of(last.updated().orElse(scan.from()));
      String key = last.text(source.key()).orElse("");
      return new FeedPosition(
          at.water(), new FeedPosition.Scan(scan.source(), reached, newest, key));
    }
    int following = scan.source() + 1;
    return following < map.sources().size()
        ? new FeedPosition(
            at.water(), new FeedPosition.Scan(following, stamps.from(at.water()), newest, ""))
        : FeedPosition.at(newest);
  }

  PositionLost lost() {
    return new PositionLost(site.detail(ErrorCode.POSITION_LOST, map.type()).build());
  }
}
