package dev.passerelle.core.internal.plan;

import dev.passerelle.core.internal.plan.BindingPlan.Why;
import dev.passerelle.core.mapping.Authority;
import java.time.Instant;

/** An as-of instant: travels with a write of its flow, causes one when it is due (L13, L32). */
final class AlongPlan<L, R> {
  private final BindingPlan<L, R> plan;
  private final Authority.Along along;

  AlongPlan(BindingPlan<L, R> plan, Authority.Along along) {
    this.plan = plan;
    this.along = along;
  }

  void plan() {
    plan(plan.from(along.from()));
  }

  private <S, T> void plan(Way<S, T> way) {
    Face<T> target = way.target();
    boolean travels = plan.draft.writesFor(target.system(), plan.rules.flow());
    if (!way.source().seen() || way.source().standsIn() || !(travels || due(target))) {
      return;
    }
    if (plan.carrier.carry(way) instanceof Carried.Value<T> value
        && value.value() != null
        && !target.alike(value.value(), target.value())
        && (travels || later(value.value(), target))) {
      Cause cause = travels ? Cause.ALONG : Cause.REFRESH;
      plan.write(way, value.value(), new Why(cause, "along " + along.from(), false), false);
    }
  }

  private boolean due(Face<?> target) {
    if (!target.seen()) {
      return target.standsIn();
    }
    return !(target.value() instanceof Instant written)
        || !plan.input.now().isBefore(written.plus(along.refresh()));
  }

  private static boolean later(Object carried, Face<?> target) {
    return !(target.value() instanceof Instant written)
        || carried instanceof Instant asOf && asOf.isAfter(written);
  }
}
