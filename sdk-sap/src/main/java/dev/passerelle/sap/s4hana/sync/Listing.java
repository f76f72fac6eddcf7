package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.http.Lane;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All records in the order of their keys, each page beginning after the key before: nothing is
 * skipped when records come and go, and one page at a time is held. The position for the changes
 * that follow is taken before the first page and travels in the cursor (R10).
 */
final class Listing {
  private static final String TAG = "l1";

  private final Site site;
  private final EntityMap map;
  private final Reading reading;
  private final Feed feed;

  Listing(Site site, EntityMap map, Reading reading, Feed feed) {
    this.site = site;
    this.map = map;
    this.reading = reading;
    this.feed = feed;
  }

  private record Cursor(List<LocalDateTime> begun, String key) {
    Position position() {
      return new Position(TAG + " " + FeedPosition.text(begun) + " " + key);
    }
  }

  ChangePage next(Position position, int limit, Depth depth) {
    ChangePage page = one(position, limit, depth);
    while (page.changes().isEmpty() && !page.last()) {
      page = one(page.next(), limit, depth);
    }
    return page;
  }

  private ChangePage one(Position position, int limit, Depth depth) {
    Cursor cursor = cursor(position);
    int most = Math.min(limit, map.layout().page());
    Reading.Rows page =
        reading.page(
            map.source().api(), map.source().set(), query(cursor, depth), most, Lane.LISTS);
    List<S4Record> rows = page.rows();
    Position next =
        page.more()
            ? new Cursor(
                    cursor.begun(), rows.get(rows.size() - 1).text(map.source().key()).orElse(""))
                .position()
            : FeedPosition.at(cursor.begun()).position();
    return new ChangePage(changes(rows, depth), next, !page.more(), site.now());
  }

  private List<Change> changes(List<S4Record> rows, Depth depth) {
    List<Change> changes = new ArrayList<>();
    for (S4Record row : reading.listed(rows)) {
      if (depth == Depth.FULL) {
        changes.add(Change.of(map.snapshot(row)));
      } else {
        map.id(row).ifPresent(id -> changes.add(Change.of(id)));
      }
    }
    return changes;
  }

  private ODataQuery query(Cursor cursor, Depth depth) {
    ODataQuery query = depth == Depth.FULL ? map.query() : keys();
    ODataFilter own = map.source().filter();
    if (!cursor.key().isEmpty()) {
      query = query.filter(map.source().with(ODataFilter.gt(map.source().key(), cursor.key())));
    } else if (own != null) {
      query = query.filter(own);
    }
    return query.orderBy(map.source().key());
  }

  private ODataQuery keys() {
    Set<String> keys = new LinkedHashSet<>(map.layout().always());
    keys.removeIf(path -> path.contains("/") || !map.paths().contains(EntityMap.bare(path)));
    keys.add(map.source().key());
    keys.add(map.source().id());
    return EntityMap.tree(keys);
  }

  private Cursor cursor(Position position) {
    if (position.isStart()) {
      List<LocalDateTime> begun = feed.newest();
      return new Cursor(begun.isEmpty() ? List.of(Stamp.BEFORE_ALL) : begun, "");
    }
    String[] parts = position.value().split(" ", 3);
    try {
      if (parts.length == 3 && parts[0].equals(TAG)) {
        return new Cursor(FeedPosition.waters(parts[1]), parts[2]);
      }
    } catch (DateTimeException e) {
      throw feed.lost();
    }
    throw feed.lost();
  }
}
