package dev.passerelle.testkit.simulation;

import dev.passerelle.core.adapter.Ticket.Operation;
import dev.passerelle.core.mapping.Authority;
import dev.passerelle.core.mapping.Binding;
import dev.passerelle.core.model.Field;
import java.util.List;
import java.util.function.Consumer;

/**
 * No write touches a field on its owner's side, except at creation and on a blank (invariant 9).
 * While a flow changes, a write decided under the old one may still be executed.
 */
record FlowAuthority(FlowPlan plan, FlowCompany company) implements Oracle {
  @Override
  public void judge(World world, List<Effect> fresh, Consumer<String> breach) {
    for (Effect effect : fresh) {
      if (effect.byEngine() && effect.write().operation() == Operation.UPDATE) {
        effect.changed().stream()
            .filter(field -> owns(effect.system(), field))
            .filter(field -> !effect.write().before().isBlank(field))
            .forEach(
                field ->
                    breach.accept("wrote " + field.name() + " on its owner's side: " + effect));
      }
    }
  }

  private boolean owns(String system, Field<?> field) {
    return company.current().mapping().bindings().stream()
        .filter(binding -> (isLeft(system) ? binding.left() : binding.right()).equals(field))
        .allMatch(binding -> owns(system, binding) && ownedBefore(system, field));
  }

  private boolean isLeft(String system) {
    return system.equals(plan.flow().left());
  }

  private static boolean owns(String system, Binding<?, ?> binding) {
    Authority authority = binding.terms().authority();
    boolean owned =
        authority instanceof Authority.OwnedBy || authority instanceof Authority.ReadOnly;
    return owned && authority.source().filter(system::equals).isPresent();
  }

  private boolean ownedBefore(String system, Field<?> field) {
    return plan.flow().mapping().bindings().stream()
        .filter(binding -> (isLeft(system) ? binding.left() : binding.right()).equals(field))
        .allMatch(binding -> owns(system, binding));
  }
}
