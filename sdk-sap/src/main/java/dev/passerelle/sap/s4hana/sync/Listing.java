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
  private static final String STROKE = "/";

  private final Site site;
  private final EntityMap map;
  private final Reading reading;
  private final Paging paging;
  private final Feed feed;

  Listing(Site site, EntityMap map, Reading reading, Paging paging, Feed feed) {
    this.site = site;
    this.map = map;
    this.reading = reading;
    this.paging = paging;
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
    int most = Math.min(limit, map.layout().page());
    if (position.isStart()) {
      Feed.Start start = feed.start(asked("", depth, most));
      return page(start.begun(), start.page(), depth);
    }
    Cursor cursor = cursor(position);
    Paging.Rows page = paging.pages(List.of(asked(cursor.key(), depth, most)), Lane.LISTS).get(0);
    return page(cursor.begun(), page, depth);
  }

  private ChangePage page(List<LocalDateTime> begun, Paging.Rows page, Depth depth) {
    List<S4Record> rows = page.more() ? whole(page.rows()) : page.rows();
    Position next =
        page.more()
            ? new Cursor(begun, String.join(STROKE, key(rows.get(rows.size() - 1)))).position()
            : FeedPosition.at(begun).position();
    return new ChangePage(changes(rows, depth), next, !page.more(), site.now());
  }

  private List<String> key(S4Record row) {
    return Pages.values(map.source().keys(), row);
  }

  /** The last record of a page may go on behind it: it is left to the next, or read to its end. */
  private List<S4Record> whole(List<S4Record> rows) {
    if (!map.source().isParted()) {
      return rows;
    }
    List<String> last = key(rows.get(rows.size() - 1));
    List<S4Record> before = rows.stream().filter(row -> !key(row).equals(last)).toList();
    if (!before.isEmpty()) {
      return before;
    }
    List<ODataFilter> same = new ArrayList<>();
    for (int at = 0; at < last.size(); at++) {
      same.add(ODataFilter.eq(map.source().keys().get(at), last.get(at)));
    }
    return reading.parts(map.source().with(ODataFilter.all(same)));
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

  private Paging.Asked asked(String key, Depth depth, int most) {
    return new Paging.Asked(map.source().api(), map.source().set(), query(key, depth), most);
  }

  private ODataQuery query(String key, Depth depth) {
    ODataQuery query = depth == Depth.FULL || map.source().isParted() ? map.query() : keys();
    ODataFilter own = map.source().filter();
    if (!key.isEmpty()) {
      query = query.filter(map.source().with(after(key)));
    } else if (own != null) {
      query = query.filter(own);
    }
    return query.orderBy(map.source().order().toArray(String[]::new));
  }

  private ODataFilter after(String key) {
    List<String> keys = map.source().keys();
    if (keys.size() == 1) {
      return ODataFilter.gt(keys.get(0), key);
    }
    List<String> values = List.of(key.split(STROKE, -1));
    if (values.size() != keys.size()) {
      throw feed.lost();
    }
    return Pages.after(keys, values);
  }

  private ODataQuery keys() {
    Set<String> keys = new LinkedHashSet<>(map.layout().always());
    keys.removeIf(path -> path.contains("/") || !map.paths().contains(EntityMap.bare(path)));
    keys.addAll(map.source().keys());
    keys.addAll(map.source().id().properties());
    return EntityMap.tree(keys);
  }

  private Cursor cursor(Position position) {
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
