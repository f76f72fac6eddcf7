package dev.passerelle.core.internal.plan;

import dev.passerelle.core.conflict.ConflictPolicy;
import dev.passerelle.core.internal.plan.BindingPlan.Why;
import dev.passerelle.core.mapping.Authority;
import java.util.Optional;

/**
 * A field without base whose values differ (L11): a blank never beats a value, whoever owns the
 * field, except in a facet; of two values the owner's counts, else the policy for first meetings.
 */
final class FirstMeeting<L, R> {
  private final BindingPlan<L, R> plan;
  private final MergePlan<L, R> merge;
  private final Face<L> l;
  private final Face<R> r;

  FirstMeeting(BindingPlan<L, R> plan, MergePlan<L, R> merge) {
    this.plan = plan;
    this.merge = merge;
    l = plan.right.source();
    r = plan.right.target();
  }

  void plan() {
    if (l.isBlank() != r.isBlank() && !plan.rules.isFacet()) {
      fill(l.isBlank() ? plan.left : plan.right);
    } else if (plan.authority() instanceof Authority.SetAtCreate) {
      plan.adopt();
    } else {
      plan.fromOwner().ifPresentOrElse(this::ownerCounts, this::ask);
    }
  }

  private void fill(Way<?, ?> way) {
    if (mayFill(way) && way.target().writable()) {
      merge.bring(way, new Why(Cause.FIRST_MEETING, "fill blank", false));
    } else {
      plan.adopt();
    }
  }

  private boolean mayFill(Way<?, ?> way) {
    Optional<String> source = plan.authority().source();
    boolean fromSource = source.map(way.source().system()::equals).orElse(true);
    return fromSource || plan.authority() instanceof Authority.OwnedBy;
  }

  private void ownerCounts(Way<?, ?> way) {
    String policy = "owner " + way.source().system();
    merge.bring(way, new Why(Cause.FIRST_MEETING, policy, true));
  }

  private void ask() {
    ConflictPolicy policy = plan.binding.terms().firstMeeting().orElse(plan.rules.firstMeeting());
    merge.conflict(policy, Cause.FIRST_MEETING);
  }
}
