package dev.passerelle.core.internal.plan;

import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.Snapshot;
import java.util.List;
import java.util.Map;

/** Turns the answers of writes into bases, audit entries and reviews (L10, L12). Pure. */
public final class Settlement {

  /** For the flows of one pair, as the planner. */
  public Settlement(List<SyncRules> flows) {
    throw new UnsupportedOperationException("not yet: " + flows.size());
  }

  /** Settles one side. Where both sides are written, hand both answers in together if known. */
  public Settled apply(Plan plan, String system, WriteResult result) {
    return apply(plan, Map.of(system, result));
  }

  /**
   * Settles the sides of which the result is {@code Written} or {@code Incomplete}; other results
   * settle nothing.
   */
  public Settled apply(Plan plan, Map<String, WriteResult> results) {
    throw new UnsupportedOperationException("not yet: " + plan + results.size());
  }

  /** Settles fields that were left open, from the next authoritative snapshot. */
  public Settled answer(String system, List<PlannedChange<?>> open, Snapshot snapshot) {
    throw new UnsupportedOperationException("not yet: " + system + open.size() + snapshot);
  }
}
