package dev.passerelle.core.internal.plan;

import dev.passerelle.core.internal.plan.BindingPlan.Why;
import dev.passerelle.core.mapping.Authority;

/**
 * One field of a record to be created: it gets what the other side has, whoever owns it, unless it
 * is read only there (L13). Fields that are blank are not sent: what the new record shows for them
 * meets the other side as a first meeting.
 */
final class CreatePlan<L, R> {
  private final BindingPlan<L, R> plan;

  CreatePlan(BindingPlan<L, R> plan) {
    this.plan = plan;
  }

  void plan() {
    if (plan.right.target().creates()) {
      plan(plan.right);
    } else {
      plan(plan.left);
    }
  }

  private <S, T> void plan(Way<S, T> way) {
    Face<T> target = way.target();
    if (!way.source().seen() || way.source().isBlank() || !target.writable() || kept(target)) {
      return;
    }
    Carried<T> carried = plan.carrier.carry(way);
    if (carried instanceof Carried.Value<T> value) {
      plan.notice(value.notices());
      if (!target.blank(value.value())) {
        Why why = new Why(Cause.CREATE, "create", false);
        plan.write(way, value.value(), why, false);
      }
    } else if (carried instanceof Carried.Keep<T> keep) {
      plan.notice(keep.notices());
    } else if (carried instanceof Carried.Waits<T> waits) {
      plan.waits(way.source(), waits.missing());
      if (!plan.rules.isFacet()) {
        plan.draft.withhold(target.system());
      }
    } else if (carried instanceof Carried.Refused<T> refused) {
      plan.refuse(target, refused.why());
    }
  }

  /** Whether the target never takes the field from the other side. */
  private boolean kept(Face<?> target) {
    boolean owner = plan.authority().source().filter(target.system()::equals).isPresent();
    boolean never = plan.authority() instanceof Authority.ReadOnly;
    return owner && (never || plan.rules.isFacet() || plan.authority() instanceof Authority.Along);
  }
}
