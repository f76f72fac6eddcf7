package dev.passerelle.core.internal.plan;

import dev.passerelle.core.conflict.Resolution;
import dev.passerelle.core.model.Fields;
import java.util.Map;
import java.util.Set;

/**
 * What a flow last agreed for one link, and what was decided about single fields since.
 *
 * @param left values of the mapping's left system, by {@code Mapping.baseFields}
 * @param right values of the mapping's right system
 * @param contested bindings, by name, that are fought over: nothing is written there (L13)
 * @param decisions what a person decided, by binding name: goes before every policy
 */
public record FlowBases(
    Fields left, Fields right, Set<String> contested, Map<String, Resolution> decisions) {

  /** Copies. */
  public FlowBases {
    contested = Set.copyOf(contested);
    decisions = Map.copyOf(decisions);
  }

  /** No base: everything meets for the first time. */
  public static FlowBases none() {
    return of(Fields.empty(), Fields.empty());
  }

  /** Bases alone. */
  public static FlowBases of(Fields left, Fields right) {
    return new FlowBases(left, right, Set.of(), Map.of());
  }

  /** The same with fields fought over. */
  public FlowBases withContested(Set<String> bindings) {
    return new FlowBases(left, right, bindings, decisions);
  }

  /** The same with decisions of a person. */
  public FlowBases withDecisions(Map<String, Resolution> byBinding) {
    return new FlowBases(left, right, contested, byBinding);
  }

  /** The bases after some fields moved; decisions that moved them are the caller's to clear. */
  public FlowBases moved(BaseMoves moves) {
    return new FlowBases(left.with(moves.left()), right.with(moves.right()), contested, decisions);
  }
}
