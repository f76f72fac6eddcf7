package dev.passerelle.hubspot.model;

import dev.passerelle.core.http.JsonTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a batch call. Results come in any order; a row may be in neither list.
 *
 * @param status {@code COMPLETE}, …
 * @param results rows that were done
 * @param errors rows that were refused, as HubSpot words them (fact sheet §8)
 */
public record BatchAnswer(
    @Nullable String status, List<HubSpotObject> results, List<JsonTree> errors) {
  /** Copies. */
  public BatchAnswer {
    results = Copies.list(results);
    errors = Copies.list(errors);
  }
}
