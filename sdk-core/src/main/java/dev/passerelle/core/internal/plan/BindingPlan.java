package dev.passerelle.core.internal.plan;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.internal.plan.Carried.Missing;
import dev.passerelle.core.mapping.Authority;
import dev.passerelle.core.mapping.Binding;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Fields;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One binding of one flow in one plan: both faces, both ways, and what can be done about it. */
final class BindingPlan<L, R> {
  final SyncRules rules;
  final Binding<L, R> binding;
  final PlanInput input;
  final Draft draft;
  final Details details;
  final FlowBases bases;
  final Carrier carrier;
  final Way<L, R> right;
  final Way<R, L> left;

  BindingPlan(SyncRules rules, Binding<L, R> binding, PlanInput input, Draft draft) {
    this.rules = rules;
    this.binding = binding;
    this.input = input;
    this.draft = draft;
    details = new Details(rules);
    bases = input.basesOf(rules.flow());
    carrier = new Carrier(input.references(), binding.terms().missingReference(), details);
    Face<L> l = leftFace();
    Face<R> r = rightFace();
    right = new Way<>(l, r, binding.converter()::toRight);
    left = new Way<>(r, l, binding.converter()::toLeft);
  }

  private Face<L> leftFace() {
    Side side = input.side(rules.mapping().left()).seenBy(rules);
    UnaryOperator<Fields> view = binding::leftView;
    return Face.of(
        side, binding.left(), view.apply(shown(side)), aliases(side, view), bases.left());
  }

  private Face<R> rightFace() {
    Side side = input.side(rules.mapping().right()).seenBy(rules);
    UnaryOperator<Fields> view = binding::rightView;
    return Face.of(
        side, binding.right(), view.apply(shown(side)), aliases(side, view), bases.right());
  }

  private static Fields shown(Side side) {
    return side.view().map(snapshot -> snapshot.fields()).orElse(Fields.empty());
  }

  private static List<Fields> aliases(Side side, UnaryOperator<Fields> view) {
    return side.aliases().isEmpty() ? List.of() : side.aliases().stream().map(view).toList();
  }

  Authority authority() {
    return binding.terms().authority();
  }

  boolean creates() {
    return right.source().creates() || right.target().creates();
  }

  /** Absent says nothing (L11); a base that is missing cannot stand for a side. */
  boolean bothSpeak() {
    Face<L> l = right.source();
    Face<R> r = right.target();
    unreadIfNeeded(l, r);
    unreadIfNeeded(r, l);
    return l.seen() && r.seen();
  }

  private void unreadIfNeeded(Face<?> face, Face<?> other) {
    if (face.standsIn() && !face.seen() && other.seen()) {
      draft.mustRead(face.system());
    }
  }

  /** The way from the one system whose value counts; empty for a shared field. */
  Optional<Way<?, ?>> fromOwner() {
    return authority().source().map(this::from);
  }

  /** The way from a system to the other. */
  Way<?, ?> from(String system) {
    return isLeft(system) ? right : left;
  }

  boolean isLeft(String system) {
    Mapping mapping = rules.mapping();
    return system.equals(mapping.left());
  }

  /** Bases take what the plan saw (L10). */
  void adopt() {
    Face<L> l = right.source();
    Face<R> r = right.target();
    draft.move(rules.flow(), new BaseMoves(moved(l), moved(r)));
  }

  private static <T> Fields moved(Face<T> face) {
    boolean same = face.based() && face.field().type().same(face.value(), face.base());
    return same || face.standsIn() ? Fields.empty() : face.asBase();
  }

  void notice(List<ErrorDetail> notices) {
    draft.notice(rules.flow(), binding.name(), notices);
  }

  void review(Face<?> face, ErrorCode code, String why) {
    draft.review(rules.flow(), binding.name(), details.of(face, code, why));
  }

  /** The field waits; its base stays where it is. */
  void waits(Face<?> source, List<Missing> missing) {
    for (Missing one : missing) {
      draft.need(
          new Need(
              source.system(),
              rules.flow(),
              binding.name(),
              one.ref(),
              binding.terms().missingReference(),
              one.detail()));
    }
  }

  void refuse(Face<?> target, ErrorDetail why) {
    FieldError error = new FieldError(target.field().name(), why.code().name(), null, null, null);
    draft.refuse(target.system(), rules.flow(), binding.name(), error, why);
  }

  /**
   * Plans to write a value to the way's target, unless the target's system cannot keep it (L12).
   *
   * @param both whether the other side is written with the same decision
   */
  <S, T> void write(Way<S, T> way, @Nullable T wanted, Why why, boolean both) {
    Face<T> target = way.target();
    @Nullable T value = target.ownPart(wanted);
    if (!target.writable()) {
      refuse(target, details.of(target, ErrorCode.UNSUPPORTED_OPERATION, "the field is read only"));
      return;
    }
    if (target.beside() != null && target.alike(value, target.own())) {
      review(target, ErrorCode.CONFLICT, "an alias of the record holds the other references");
      return;
    }
    Optional<FieldError> refusal = refusal(target, value);
    if (refusal.isPresent() && binding.terms().allowsNormalForm()) {
      value = target.normalized(value);
      refusal = refusal(target, value);
    }
    if (refusal.isPresent()) {
      FieldError error = refusal.get();
      ErrorDetail detail = details.of(target, error);
      draft.refuse(target.system(), rules.flow(), binding.name(), error, detail);
      return;
    }
    draft.change(target.system(), change(way, value, why, both));
  }

  private <S, T> PlannedChange<T> change(Way<S, T> way, @Nullable T value, Why why, boolean both) {
    Face<T> target = way.target();
    return new PlannedChange<>(
        rules.flow(),
        binding.name(),
        target.field(),
        target.own(),
        value,
        target.normalized(value),
        why.cause(),
        why.policy(),
        why.overwrites() && (!target.isBlank() || (target.based() && target.changed())),
        way.source().asBase(),
        target.beside(),
        both);
  }

  private static <T> Optional<FieldError> refusal(Face<T> target, @Nullable T value) {
    return value == null || target.rule() == null ? Optional.empty() : target.rule().refuse(value);
  }

  /** Whether the target already shows a value, in a form that may be sent. */
  <T> boolean holds(Face<T> target, @Nullable T value) {
    boolean mayNormalize = binding.terms().allowsNormalForm() || refusal(target, value).isEmpty();
    return mayNormalize && target.alike(value, target.value());
  }

  /** Why a field is written, and whether somebody's value loses by it. */
  record Why(Cause cause, String policy, boolean overwrites) {}
}
