package dev.passerelle.salesforce.model;

import dev.passerelle.core.http.JsonTree;
import java.time.Instant;
import java.util.List;

/**
 * The records of one object that were deleted in a span of time (§2).
 *
 * @param ids in 18 characters
 * @param earliestAvailable nothing is known before; a start before it has holes
 * @param latestCovered where the next call starts
 */
public record DeletedRecords(List<String> ids, Instant earliestAvailable, Instant latestCovered) {
  /** Copies. */
  public DeletedRecords {
    ids = List.copyOf(ids);
  }

  /** Reads the answer. */
  public static DeletedRecords of(JsonTree tree) {
    return new DeletedRecords(
        tree.at("deletedRecords").items().stream()
            .flatMap(each -> each.at("id").text().stream())
            .map(SalesforceIds::of18)
            .toList(),
        instant(tree, "earliestDateAvailable"),
        instant(tree, "latestDateCovered"));
  }

  private static Instant instant(JsonTree tree, String name) {
    return tree.at(name).text().map(SalesforceTimes::instant).orElse(Instant.EPOCH);
  }
}
