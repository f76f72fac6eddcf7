package dev.passerelle.core.internal.plan;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * Everything that one link's plan depends on.
 *
 * @param left one side
 * @param right the other; at most one of the two is to be created
 * @param bases by flow name; a flow that is missing has no base
 * @param references translates references
 * @param now the instant of planning, for fields that travel along
 */
public record PlanInput(
    Side left, Side right, Map<String, FlowBases> bases, RefTranslator references, Instant now) {

  /** Copies. */
  public PlanInput {
    bases = Map.copyOf(bases);
    Objects.requireNonNull(references, "references");
    Objects.requireNonNull(now, "now");
    if (left.state() != Side.State.SEEN && right.state() != Side.State.SEEN) {
      throw new IllegalArgumentException("at least one side must have been seen");
    }
  }

  /** A side by its system's name. */
  public Side side(String system) {
    if (left.system().equals(system)) {
      return left;
    }
    if (right.system().equals(system)) {
      return right;
    }
    throw new IllegalArgumentException("'" + system + "' takes no part in this plan");
  }

  /** A flow's bases. */
  public FlowBases basesOf(String flow) {
    return bases.getOrDefault(flow, FlowBases.none());
  }
}
