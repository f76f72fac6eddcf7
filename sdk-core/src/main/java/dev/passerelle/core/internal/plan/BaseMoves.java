package dev.passerelle.core.internal.plan;

import dev.passerelle.core.model.Fields;

/**
 * Bases that move in one flow, field by field; fields that are absent here keep their base (L10).
 *
 * @param left new base values of the mapping's left system
 * @param right new base values of the mapping's right system
 */
public record BaseMoves(Fields left, Fields right) {

  /** Nothing moves. */
  public static BaseMoves none() {
    return new BaseMoves(Fields.empty(), Fields.empty());
  }

  /** Whether nothing moves. */
  public boolean isEmpty() {
    return left.isEmpty() && right.isEmpty();
  }

  /** These moves and then those. */
  public BaseMoves and(BaseMoves later) {
    return new BaseMoves(left.with(later.left), right.with(later.right));
  }
}
