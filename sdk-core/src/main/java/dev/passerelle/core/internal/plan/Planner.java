package dev.passerelle.core.internal.plan;

import java.util.List;

/** Plans all flows of one pair of records together. Pure, immutable, thread-safe. */
public final class Planner {

  /** For the flows between one pair of record types, in the order in which plans show them. */
  public Planner(List<SyncRules> flows) {
    throw new UnsupportedOperationException("not yet: " + flows.size());
  }

  /** The plan for one link. */
  public Plan plan(PlanInput input) {
    throw new UnsupportedOperationException("not yet: " + input);
  }
}
