package dev.passerelle.testkit.simulation;

import dev.passerelle.core.conflict.Conflict;
import dev.passerelle.core.conflict.ConflictPolicy;
import dev.passerelle.core.conflict.Resolution;
import dev.passerelle.core.mapping.Authority;
import dev.passerelle.core.mapping.Binding;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A conflict policy is pure and total: asked twice about the same conflict it answers the same, it
 * throws nothing, answers no null, and takes the value of one of the two systems (L14).
 */
final class PurePolicies implements Oracle {
  private static final Duration TOLERANCE = Duration.ofSeconds(2);
  private final FlowPlan plan;
  private final FlowCompany company;
  private final Dice dice;
  private int asked;

  PurePolicies(FlowPlan plan, FlowCompany company, Dice dice) {
    this.plan = plan;
    this.company = company;
    this.dice = dice;
  }

  @Override
  public void judge(World world, List<Effect> fresh, Consumer<String> breach) {
    for (Binding<?, ?> binding : company.current().mapping().bindings()) {
      if (binding.terms().authority() instanceof Authority.Shared shared
          && plan.isEntered(binding.left())) {
        judge(world, shared.policy(), binding.left(), binding, breach);
      }
    }
  }

  private <T> void judge(
      World world,
      ConflictPolicy policy,
      Field<T> field,
      Binding<?, ?> binding,
      Consumer<String> breach) {
    String left = plan.flow().left();
    Conflict<T> conflict =
        new Conflict<>(
            company.current().name(),
            field,
            left,
            voice(world, left, field, field.name()),
            voice(world, plan.flow().right(), field, binding.right().name()),
            dice.percent(20),
            TOLERANCE);
    String which = "the policy " + policy.name() + " of " + field.name();
    try {
      @Nullable Resolution first = policy.resolve(conflict);
      @Nullable Resolution second = policy.resolve(conflict);
      if (first == null) {
        breach.accept(which + " answers null");
      } else if (!first.equals(second)) {
        breach.accept(which + " answers " + first + " and then " + second);
      } else if (first instanceof Resolution.Take take && isForeign(take)) {
        breach.accept(which + " takes the value of " + take.system() + ", which is neither");
      }
    } catch (RuntimeException e) {
      // Code of the user's: whatever it throws is the finding.
      breach.accept(which + " throws " + e);
    }
  }

  private boolean isForeign(Resolution.Take take) {
    return !take.system().equals(plan.flow().left()) && !take.system().equals(plan.flow().right());
  }

  private <T> Conflict.Voice<T> voice(World world, String system, Field<T> field, String name) {
    Fields.Builder values = Fields.builder();
    plan.enter(values, system, field, ++asked);
    @Nullable T value = dice.percent(20) ? null : values.build().get(field).orElse(null);
    return new Conflict.Voice<>(
        system, name, value, null, world.clock.instant().minus(dice.upTo(Duration.ofMinutes(2))));
  }
}
