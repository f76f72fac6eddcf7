package dev.passerelle.hubspot.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Associated records as a list call shows them.
 *
 * @param results ids, once per association type
 * @param paging more of them, if there are
 */
public record AssociatedIds(List<AssociatedId> results, @Nullable Paging paging) {
  /** Copies. */
  public AssociatedIds {
    results = Copies.list(results);
  }

  /**
   * One association.
   *
   * @param id the other record
   * @param type HubSpot's name of the association type
   */
  public record AssociatedId(String id, String type) {}
}
