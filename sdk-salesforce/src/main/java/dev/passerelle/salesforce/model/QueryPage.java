package dev.passerelle.salesforce.model;

import dev.passerelle.core.http.JsonTree;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of a query.
 *
 * @param records the rows
 * @param totalSize how many rows the query has in all
 * @param nextUrl path of the next page; null on the last one; lives about two days (§4)
 */
public record QueryPage(List<SalesforceRecord> records, long totalSize, @Nullable String nextUrl) {
  /** Copies. */
  public QueryPage {
    records = List.copyOf(records);
  }

  /** Reads the answer. */
  public static QueryPage of(JsonTree tree) {
    return new QueryPage(
        tree.at("records").items().stream().map(SalesforceRecord::of).toList(),
        tree.at("totalSize").number().map(Number::longValue).orElse(0L),
        tree.at("nextRecordsUrl").text().orElse(null));
  }

  /** The path of the next page. */
  public Optional<String> next() {
    return Optional.ofNullable(nextUrl);
  }
}
