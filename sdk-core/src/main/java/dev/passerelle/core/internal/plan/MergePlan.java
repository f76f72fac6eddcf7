package dev.passerelle.core.internal.plan;

import dev.passerelle.core.conflict.Conflict;
import dev.passerelle.core.conflict.ConflictPolicy;
import dev.passerelle.core.conflict.Resolution;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.internal.plan.BindingPlan.Why;
import dev.passerelle.core.mapping.Authority;
import dev.passerelle.core.mapping.ForeignChange;
import dev.passerelle.core.model.Fields;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Three-way merge of one field with two bases, or its first meeting (L10, L11, L13, L14). */
final class MergePlan<L, R> {
  private final BindingPlan<L, R> plan;
  private final Face<L> l;
  private final Face<R> r;

  MergePlan(BindingPlan<L, R> plan) {
    this.plan = plan;
    l = plan.right.source();
    r = plan.right.target();
  }

  void plan() {
    boolean met = l.based() && r.based();
    @Nullable Resolution decision = plan.bases.decisions().get(plan.binding.name());
    if (met && !l.changed() && !r.changed() && decision == null) {
      return;
    }
    if (met && plan.authority() instanceof Authority.SetAtCreate) {
      plan.adopt();
      return;
    }
    if (readFirst() || agreed()) {
      return;
    }
    if (decision != null && !(decision instanceof Resolution.Review)) {
      decided(decision);
    } else if (plan.bases.contested().contains(plan.binding.name())) {
      Face<?> target = plan.fromOwner().<Face<?>>map(Way::target).orElse(r);
      plan.review(target, ErrorCode.CONTESTED_FIELD, "fought over; nothing is written");
    } else if (met) {
      merge();
    } else {
      new FirstMeeting<>(plan, this).plan();
    }
  }

  /** A base stands for a side only where the other side owns the field (L24). */
  private boolean readFirst() {
    Face<?> missing = l.standsIn() ? l : r;
    if (!missing.standsIn()) {
      return false;
    }
    Optional<String> owner = plan.authority().source();
    if (owner.isPresent() && !owner.get().equals(missing.system())) {
      return false;
    }
    plan.draft.mustRead(missing.system());
    return true;
  }

  /** Equal after mapping: nothing to write, bases take what was seen. */
  private boolean agreed() {
    Optional<Way<?, ?>> strict = plan.fromOwner();
    boolean equal =
        strict.isPresent()
            ? agrees(strict.get())
            : (l.isBlank() && r.isBlank()) || agrees(plan.right) || agrees(plan.left);
    if (equal) {
      plan.adopt();
    }
    return equal;
  }

  private <S, T> boolean agrees(Way<S, T> way) {
    if (!(plan.carrier.carry(way) instanceof Carried.Value<T> value)
        || !plan.holds(way.target(), value.value())) {
      return false;
    }
    plan.notice(value.notices());
    return true;
  }

  private void merge() {
    if (plan.fromOwner().isPresent()) {
      owned(plan.fromOwner().get());
    } else if (l.changed() && r.changed()) {
      conflict(((Authority.Shared) plan.authority()).policy(), Cause.POLICY);
    } else if (l.changed()) {
      bring(plan.right, changeIn(l));
    } else {
      bring(plan.left, changeIn(r));
    }
  }

  private static Why changeIn(Face<?> source) {
    return new Why(Cause.CHANGE, "changed in " + source.system(), false);
  }

  private <S, T> void owned(Way<S, T> way) {
    String owner = way.source().system();
    String policy = "owner " + owner;
    ForeignChange onForeign = plan.binding.terms().foreignChange();
    if (way.source().changed()) {
      bring(way, new Why(Cause.OWNER, policy, way.target().changed()));
    } else if (onForeign == ForeignChange.REVERT) {
      bring(way, new Why(Cause.REVERT, policy, true));
    } else {
      left(way.target(), owner, onForeign);
    }
  }

  /** A foreign change stays: bases move, so that it is told once. */
  private void left(Face<?> face, String owner, ForeignChange how) {
    String why = "changed in " + face.system() + " although " + owner + " owns it";
    if (how == ForeignChange.REPORT) {
      plan.review(face, ErrorCode.CONFLICT, why);
    } else {
      plan.notice(List.of(plan.details.of(face, ErrorCode.CONFLICT, why)));
    }
    plan.adopt();
  }

  private void decided(Resolution decision) {
    Why why = new Why(Cause.DECISION, "decision", true);
    if (decision instanceof Resolution.Take take) {
      requireParty(take.system(), why);
      Way<?, ?> way = plan.from(take.system());
      boolean allowed = plan.fromOwner().map(way::equals).orElse(true);
      if (allowed) {
        bring(way, why);
      } else {
        plan.adopt();
      }
    } else if (plan.fromOwner().isEmpty()) {
      resolve(decision, why, l.system());
    }
  }

  /** Carries the source's value to the target and plans to write it. */
  <S, T> void bring(Way<S, T> way, Why why) {
    Carried<T> carried = plan.carrier.carry(way);
    if (carried instanceof Carried.Value<T> value) {
      plan.notice(value.notices());
      if (plan.holds(way.target(), value.value())) {
        plan.adopt();
      } else {
        plan.write(way, value.value(), why, false);
      }
    } else {
      stuck(way, carried);
    }
  }

  /** No value to write. */
  private <S, T> void stuck(Way<S, T> way, Carried<T> carried) {
    if (carried instanceof Carried.Keep<T> keep) {
      plan.notice(keep.notices());
      plan.adopt();
    } else if (carried instanceof Carried.Waits<T> waits) {
      plan.waits(way.source(), waits.missing());
    } else if (carried instanceof Carried.Refused<T> refused) {
      plan.refuse(way.target(), refused.why());
    }
  }

  /** Asks a policy. Both values are shown in the left system's terms, or else in the right's. */
  void conflict(ConflictPolicy policy, Cause cause) {
    Carried<L> onLeft = plan.carrier.carry(plan.left);
    if (onLeft instanceof Carried.Value<L> value) {
      Conflicts<R, L> shown = new Conflicts<>(plan, plan.left, value.value());
      ask(policy, shown.conflict(), cause);
      return;
    }
    Carried<R> onRight = plan.carrier.carry(plan.right);
    if (onRight instanceof Carried.Value<R> value) {
      Conflicts<L, R> shown = new Conflicts<>(plan, plan.right, value.value());
      ask(policy, shown.conflict(), cause);
    } else if (onRight instanceof Carried.Waits<R> waits) {
      plan.waits(l, waits.missing());
    } else if (onLeft instanceof Carried.Waits<L> waits) {
      plan.waits(r, waits.missing());
    } else {
      plan.review(l, ErrorCode.CONFLICT, "the values of the two systems cannot be compared");
    }
  }

  private void ask(ConflictPolicy policy, Conflict<?> conflict, Cause cause) {
    Resolution resolution =
        Objects.requireNonNull(
            policy.resolve(conflict), () -> "policy " + policy.name() + " said null");
    resolve(resolution, new Why(cause, policy.name(), true), conflict.terms());
  }

  private void resolve(Resolution resolution, Why why, String terms) {
    if (resolution instanceof Resolution.Review review) {
      plan.review(l, ErrorCode.CONFLICT, review.reason());
    } else if (resolution instanceof Resolution.Take take) {
      requireParty(take.system(), why);
      bring(plan.from(take.system()), why);
    } else if (resolution instanceof Resolution.Merged merged) {
      if (plan.isLeft(terms)) {
        both(plan.left, plan.right, merged.value(), why);
      } else {
        both(plan.right, plan.left, merged.value(), why);
      }
    }
  }

  private void requireParty(String system, Why why) {
    if (!system.equals(l.system()) && !system.equals(r.system())) {
      throw new IllegalArgumentException(
          "policy " + why.policy() + " takes '" + system + "', which takes no part");
    }
  }

  /** Writes a merged value, given in the terms of {@code to}'s target, where it is not yet. */
  private <S, T> void both(Way<S, T> to, Way<T, S> on, Object merged, Why why) {
    T value = typed(to.target(), merged, why);
    Carried<S> carried = plan.carrier.carry(on, value);
    if (carried instanceof Carried.Waits<S> || carried instanceof Carried.Refused<S>) {
      stuck(on, carried);
      return;
    }
    boolean there = plan.holds(to.target(), value);
    boolean here =
        !(carried instanceof Carried.Value<S> other) || plan.holds(on.target(), other.value());
    if (there && here) {
      plan.adopt();
    }
    if (!there) {
      plan.write(to, value, why, !here);
    }
    if (!here && carried instanceof Carried.Value<S> other) {
      plan.notice(other.notices());
      plan.write(on, other.value(), why, !there);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> T typed(Face<T> face, Object merged, Why why) {
    try {
      T value = (T) merged;
      Fields.of(face.field(), value).toJson();
      return face.field().type().normalize(value);
    } catch (ClassCastException wrong) {
      throw new IllegalArgumentException(
          "policy " + why.policy() + " gave a value of another type for " + face.field(), wrong);
    }
  }
}
