package dev.passerelle.core.internal.plan;

import dev.passerelle.core.mapping.Authority;
import dev.passerelle.core.mapping.Binding;
import java.util.List;

/**
 * Plans all flows of one pair of records together, into at most one write per side (L10 to L17).
 * Pure, immutable, thread-safe: equal inputs give equal plans.
 */
public final class Planner {
  private final List<SyncRules> flows;

  /** For the flows between one pair of record types, in the order in which plans show them. */
  public Planner(List<SyncRules> flows) {
    this.flows = List.copyOf(flows);
  }

  /** The plan for one link. */
  public Plan plan(PlanInput input) {
    Draft draft = new Draft(input);
    for (SyncRules rules : flows) {
      plan(rules, input, draft, false);
      plan(rules, input, draft, true);
    }
    if (creates(input)) {
      new RequiredFields(input, draft).check();
    }
    return draft.plan();
  }

  /** Fields that travel along come last: they look at what the flow writes. */
  private static void plan(SyncRules rules, PlanInput input, Draft draft, boolean along) {
    for (Binding<?, ?> binding : rules.mapping().bindings()) {
      if (along == binding.terms().authority() instanceof Authority.Along) {
        plan(new BindingPlan<>(rules, binding, input, draft));
      }
    }
  }

  private static void plan(BindingPlan<?, ?> binding) {
    if (binding.creates()) {
      new CreatePlan<>(binding).plan();
    } else if (binding.authority() instanceof Authority.Along along) {
      new AlongPlan<>(binding, along).plan();
    } else if (binding.bothSpeak()) {
      new MergePlan<>(binding).plan();
    }
  }

  private static boolean creates(PlanInput input) {
    return input.left().state() == Side.State.CREATE || input.right().state() == Side.State.CREATE;
  }
}
