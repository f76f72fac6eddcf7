package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.http.Lane;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.S4Service;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * All rows of a condition, one page at a time, each beginning after the key before: a row that
 * comes or goes meanwhile moves no other, and no more than a page is held.
 */
final class Pages {
  private static final int ROWS = 1000;

  private Pages() {}

  /**
   * Hands over each row once.
   *
   * @param keys properties that tell rows apart, texts all of them
   */
  static void all(
      Site site,
      S4HanaApi api,
      String set,
      ODataQuery query,
      ODataFilter filter,
      List<String> keys,
      Consumer<S4Record> each) {
    S4Service.Page first = site.service(api).in(Lane.LISTS).page(set, first(query, filter, keys));
    rest(site, api, set, query, filter, keys, first, each);
  }

  /** The question for the first page. */
  static ODataQuery first(ODataQuery query, ODataFilter filter, List<String> keys) {
    return query.select(keys).orderBy(keys.toArray(String[]::new)).top(ROWS).filter(filter);
  }

  /** As {@link #all}, when the first page was read. */
  static void rest(
      Site site,
      S4HanaApi api,
      String set,
      ODataQuery query,
      ODataFilter filter,
      List<String> keys,
      S4Service.Page first,
      Consumer<S4Record> each) {
    S4Service service = site.service(api).in(Lane.LISTS);
    S4Service.Page page = first;
    while (true) {
      page.records().forEach(each);
      boolean more = page.records().size() >= ROWS || page.next().isPresent();
      if (!more || page.records().isEmpty()) {
        return;
      }
      S4Record last = page.records().get(page.records().size() - 1);
      page = service.page(set, first(query, filter.and(after(keys, values(keys, last))), keys));
    }
  }

  static List<String> values(List<String> keys, S4Record row) {
    return keys.stream().map(key -> row.text(key).orElse("")).toList();
  }

  /** The first key is greater, or it is the same and the second is greater, and so on. */
  static ODataFilter after(List<String> keys, List<String> values) {
    List<ODataFilter> any = new ArrayList<>();
    for (int at = 0; at < keys.size(); at++) {
      List<ODataFilter> all = new ArrayList<>();
      for (int before = 0; before < at; before++) {
        all.add(ODataFilter.eq(keys.get(before), values.get(before)));
      }
      all.add(ODataFilter.gt(keys.get(at), values.get(at)));
      any.add(ODataFilter.all(all));
    }
    return ODataFilter.any(any);
  }
}
