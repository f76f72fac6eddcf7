package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.http.Lane;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.sap.businessone.model.B1Record;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * All records in the order of their keys, each page beginning after the key before: nothing is
 * skipped when records come and go. The position for the changes that follow is taken before the
 * first page and travels in the cursor (R10).
 */
final class Listing {
  private static final String TAG = "l1";

  private final Site site;
  private final EntityMap map;
  private final Reading reading;
  private final Feed feed;
  private final Feed.Rows rows;

  Listing(Site site, EntityMap map, Reading reading, Feed feed, Feed.Rows rows) {
    this.site = site;
    this.map = map;
    this.reading = reading;
    this.feed = feed;
    this.rows = rows;
  }

  private record Cursor(LocalDateTime begun, int source, String key) {
    Position position() {
      return new Position(TAG + " " + begun + " " + source + " " + key);
    }
  }

  /** A set without records is passed over: only the last page may be empty. */
  ChangePage next(Position position, int limit, Depth depth) {
    ChangePage page = one(position, limit, depth);
    while (page.changes().isEmpty() && !page.last()) {
      page = one(page.next(), limit, depth);
    }
    return page;
  }

  private ChangePage one(Position position, int limit, Depth depth) {
    Cursor cursor = cursor(position);
    Source source = map.sources().get(cursor.source());
    List<B1Record> page = page(source, cursor, limit, depth);
    List<Change> changes = new ArrayList<>();
    for (B1Record row : page) {
      if (depth == Depth.KEYS && !map.selectsCollections()) {
        changes.add(Change.of(map.id(source, row)));
      } else {
        rows.of(source, row)
            .forEach(change -> changes.add(depth == Depth.KEYS ? Change.of(change.id()) : change));
      }
    }
    boolean full = page.size() >= limit;
    int following = full ? cursor.source() : cursor.source() + 1;
    boolean last = following >= map.sources().size();
    Position next =
        last
            ? FeedPosition.at(cursor.begun()).position()
            : new Cursor(
                    cursor.begun(),
                    following,
                    full ? page.get(page.size() - 1).text(source.key()).orElse("") : "")
                .position();
    return new ChangePage(changes, next, last, site.now());
  }

  private List<B1Record> page(Source source, Cursor cursor, int limit, Depth depth) {
    ODataQuery query = ODataQuery.all().orderBy(source.key());
    ODataFilter own = source.filter();
    if (!cursor.key().isEmpty()) {
      query =
          query.filter(source.with(ODataFilter.gt(source.key(), source.keyValue(cursor.key()))));
    } else if (own != null) {
      query = query.filter(own);
    }
    if (depth == Depth.KEYS && !map.selectsCollections()) {
      return site.client()
          .in(Lane.LISTS)
          .objects(source.set())
          .page(query.select(source.key()).top(limit), limit)
          .records();
    }
    return reading.rows(source, query, limit, Lane.LISTS);
  }

  private Cursor cursor(Position position) {
    if (position.isStart()) {
      return new Cursor(map.stamped() ? feed.newest() : LocalDateTime.of(1900, 1, 1, 0, 0), 0, "");
    }
    String[] parts = position.value().split(" ", 4);
    try {
      if (parts.length == 4 && parts[0].equals(TAG)) {
        int source = Integer.parseInt(parts[2]);
        if (source >= 0 && source < map.sources().size()) {
          return new Cursor(LocalDateTime.parse(parts[1]), source, parts[3]);
        }
      }
    } catch (DateTimeException | NumberFormatException e) {
      throw feed.lost();
    }
    throw feed.lost();
  }
}
