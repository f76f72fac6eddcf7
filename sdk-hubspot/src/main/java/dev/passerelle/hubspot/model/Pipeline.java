package dev.passerelle.hubspot.model;

import java.util.List;

/**
 * A pipeline of deals or orders.
 *
 * @param id account-specific
 * @param label what users see
 * @param stages in no particular order
 */
public record Pipeline(String id, String label, List<Stage> stages) {
  /** Copies. */
  public Pipeline {
    stages = Copies.list(stages);
  }

  /**
   * A stage.
   *
   * @param id account-specific; what {@code dealstage} holds
   * @param label what users see
   */
  public record Stage(String id, String label) {}
}
