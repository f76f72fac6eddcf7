package dev.passerelle.core.internal.plan;

import java.util.Collection;

/** Refuses flows that cannot live together, at construction (L13). */
public final class FlowChecks {
  private FlowChecks() {}

  /** Throws InvalidConfiguration FLOWS_OVERLAP, naming both flows. */
  public static void check(Collection<SyncRules> flows) {
    throw new UnsupportedOperationException("not yet: " + flows.size());
  }
}
