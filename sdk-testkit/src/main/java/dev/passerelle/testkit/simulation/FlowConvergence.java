package dev.passerelle.testkit.simulation;

import dev.passerelle.core.WaitingEntry;
import dev.passerelle.core.mapping.Authority;
import dev.passerelle.core.mapping.Binding;
import dev.passerelle.core.mapping.ForeignChange;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import java.util.List;
import java.util.function.Consumer;

/**
 * For each active link every field that the flow keeps equal is equal, after conversion and in the
 * form in which the system keeps it, or something about the record is open (invariant 1).
 */
record FlowConvergence(FlowPlan plan, FlowCompany company) implements Oracle {
  @Override
  public void judge(World world, List<Effect> fresh, Consumer<String> breach) {
    List<WaitingEntry> waiting = world.waiting();
    for (LinkRow link : world.links()) {
      if (link.active() && !isOpen(plan, waiting, link)) {
        Fields left = shown(world, plan.flow().left(), link.erp());
        Fields right = shown(world, plan.flow().right(), link.crm());
        company.current().mapping().bindings().stream()
            .filter(FlowConvergence::isKeptEqual)
            .forEach(binding -> equal(binding, left, right, link, breach));
      }
    }
  }

  private Fields shown(World world, String system, String id) {
    return world.in(system, plan.type(system)).fields(RecordId.of(id)).orElse(Fields.empty());
  }

  private <L, R> void equal(
      Binding<L, R> binding, Fields left, Fields right, LinkRow link, Consumer<String> breach) {
    if (!plan.agrees(binding, left, right)) {
      breach.accept(
          binding.name()
              + " differs: "
              + left.only(List.of(binding.left())).toJson()
              + " / "
              + right.only(List.of(binding.right())).toJson()
              + " in "
              + link);
    }
  }

  /** Whether the flow sees to it that both sides say the same. */
  static boolean isKeptEqual(Binding<?, ?> binding) {
    Authority authority = binding.terms().authority();
    boolean watched =
        authority instanceof Authority.OwnedBy
            || authority instanceof Authority.Shared
            || authority instanceof Authority.ReadOnly;
    return watched
        && !binding.isDerived()
        && binding.terms().foreignChange() == ForeignChange.REVERT;
  }

  /** Whether something about a linked record waits for a person, a value or a reference. */
  static boolean isOpen(FlowPlan plan, List<WaitingEntry> waiting, LinkRow link) {
    return waiting.stream()
        .anyMatch(
            entry ->
                entry.record().equals(link.on(entry.system()))
                    && entry.entity().equals(plan.type(entry.system()).name()));
  }
}
