package dev.passerelle.salesforce;

import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.Lane;
import dev.passerelle.core.http.Pager;
import dev.passerelle.salesforce.model.QueryPage;
import dev.passerelle.salesforce.model.SalesforceRecord;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Queries (fact sheet §3, §4): answered from the database itself, so what they show is true at that
 * moment. At most 2,000 rows a page.
 */
public final class SalesforceQueries {
  /** Most rows in a page. */
  public static final int PAGE = 2_000;

  private static final int MANY_PAGES = 1_000_000;

  /** Of the address, which Salesforce bounds at 16,384 bytes with the headers (§4). */
  private static final int LONGEST_CONDITION = 8_000;

  private final Exchange exchange;

  SalesforceQueries(Exchange exchange) {
    this.exchange = exchange;
  }

  /** The first page of the live records. */
  public QueryPage page(Soql query) {
    return QueryPage.of(exchange.calls().execute(exchange.api().query(query.text())));
  }

  /** The first page, records in the recycle bin included. */
  public QueryPage pageWithDeleted(Soql query) {
    return QueryPage.of(exchange.calls().execute(exchange.api().queryAll(query.text())));
  }

  /** The page at {@link QueryPage#next()}. */
  public QueryPage next(String nextUrl) {
    return QueryPage.of(exchange.calls().execute(exchange.api().page(relative(nextUrl))));
  }

  /** All live records, read page by page while they are consumed, in the lane of lists. */
  public Pager<SalesforceRecord> all(Soql query) {
    SalesforceQueries slow =
        new SalesforceQueries(
            new Exchange(
                exchange.system(),
                exchange.api(),
                exchange.calls().in(Lane.LISTS),
                exchange.limits()));
    return Pager.of(
        exchange.system(),
        MANY_PAGES,
        "",
        next -> {
          QueryPage page = next.isEmpty() ? slow.page(query) : slow.next(next);
          return new Pager.Page<>(page.records(), page.nextUrl());
        });
  }

  /** All rows of a query that has few. */
  public List<SalesforceRecord> rows(Soql query) {
    return rest(page(query));
  }

  /** All rows of a query that has few, records in the recycle bin included. */
  public List<SalesforceRecord> rowsWithDeleted(Soql query) {
    return rest(pageWithDeleted(query));
  }

  /** The rows of several queries, five of which are one call (§4). */
  public List<SalesforceRecord> rows(List<Soql> queries) {
    if (queries.size() == 1) {
      return rows(queries.get(0));
    }
    List<SalesforceRecord> rows = new ArrayList<>();
    int most = exchange.limits().collectionsPerCall();
    for (int from = 0; from < queries.size(); from += most) {
      together(queries.subList(from, Math.min(queries.size(), from + most)), rows);
    }
    return rows;
  }

  private void together(List<Soql> queries, List<SalesforceRecord> into) {
    List<Map<String, Object>> parts = new ArrayList<>();
    for (Soql query : queries) {
      Map<String, Object> part = new LinkedHashMap<>();
      part.put("method", "GET");
      part.put("url", "/" + SalesforceApi.DATA + "query?q=" + encoded(query.text()));
      part.put("referenceId", "q" + parts.size());
      parts.add(part);
    }
    JsonTree answer =
        exchange.calls().execute(exchange.api().readTogether(Composite.of(false, parts)));
    for (JsonTree part : answer.at("compositeResponse").items()) {
      int status = Composite.status(part);
      if (status >= 300) {
        throw SalesforceErrors.part(exchange.system(), status, part.at("body"));
      }
      into.addAll(rest(QueryPage.of(part.at("body"))));
    }
  }

  private List<SalesforceRecord> rest(QueryPage first) {
    List<SalesforceRecord> rows = new ArrayList<>(first.records());
    QueryPage page = first;
    while (page.next().isPresent()) {
      page = next(page.next().get());
      rows.addAll(page.records());
    }
    return rows;
  }

  /** Values in portions whose conditions fit into an address. */
  public static <T> List<List<T>> portions(Iterable<T> values) {
    List<List<T>> portions = new ArrayList<>();
    List<T> portion = new ArrayList<>();
    int length = 0;
    for (T value : values) {
      int more = encoded(Soql.literal(value)).length() + 3;
      if (length + more > LONGEST_CONDITION && !portion.isEmpty()) {
        portions.add(List.copyOf(portion));
        portion.clear();
        length = 0;
      }
      portion.add(value);
      length += more;
    }
    if (!portion.isEmpty()) {
      portions.add(List.copyOf(portion));
    }
    return portions;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String relative(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }
}
