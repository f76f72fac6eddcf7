package dev.passerelle.core.internal.plan;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.FieldType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Snapshot;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One side of one binding: what it shows, what was last agreed, and what its system does to values.
 *
 * @param seen whether the side says anything (L11: absent says nothing)
 * @param own what the record itself holds
 * @param value what counts: {@code own}, and of a set of references what aliases add (L7)
 * @param based whether something was agreed before
 * @param beside what aliases add, for a set of references
 */
record Face<T>(
    Side side,
    Field<T> field,
    @Nullable FieldRule<T> rule,
    boolean seen,
    @Nullable T own,
    @Nullable T value,
    boolean based,
    @Nullable T base,
    @Nullable T beside) {

  private static final FieldType<Set<Ref>> REFS = Field.refs("any").type();

  /** A face from what the side's record, its aliases and its base show of one field. */
  static <T> Face<T> of(
      Side side, Field<T> field, Fields shown, List<Fields> aliases, Fields base) {
    @Nullable FieldRule<T> rule = side.target().flatMap(d -> d.rule(field)).orElse(null);
    boolean standIn = side.state() == Side.State.BASE;
    Fields says = standIn ? base : shown;
    @Nullable T own = says.get(field).orElse(null);
    @Nullable T beside = standIn ? null : union(field, null, aliases);
    @Nullable T value = beside == null ? own : union(field, own, aliases);
    @Nullable T agreed = base.get(field).orElse(null);
    boolean seen = says.has(field);
    return new Face<>(side, field, rule, seen, own, value, base.has(field), agreed, beside);
  }

  @SuppressWarnings("unchecked")
  private static <T> @Nullable T union(Field<T> field, @Nullable T own, List<Fields> aliases) {
    if (field.type() != REFS) {
      return null;
    }
    Set<Ref> all = own == null ? new LinkedHashSet<>() : new LinkedHashSet<>((Set<Ref>) own);
    for (Fields alias : aliases) {
      alias.get(field).ifPresent(refs -> all.addAll((Set<Ref>) refs));
    }
    return all.isEmpty() ? null : (T) REFS.normalize(all);
  }

  /** What the record itself must hold, so that with its aliases it shows {@code wanted}. */
  @SuppressWarnings("unchecked")
  @Nullable T ownPart(@Nullable T wanted) {
    if (beside == null || wanted == null) {
      return wanted;
    }
    Set<Ref> part = new LinkedHashSet<>((Set<Ref>) wanted);
    Set<Ref> elsewhere = new LinkedHashSet<>((Set<Ref>) beside);
    elsewhere.removeAll(own == null ? Set.of() : (Set<Ref>) own);
    part.removeAll(elsewhere);
    return (T) part;
  }

  String system() {
    return side.system();
  }

  boolean creates() {
    return side.state() == Side.State.CREATE;
  }

  boolean standsIn() {
    return side.state() == Side.State.BASE;
  }

  boolean isBlank() {
    return blank(value);
  }

  boolean blank(@Nullable T some) {
    return some == null || field.type().blank(some);
  }

  /** Whether the value is new since it was last agreed. */
  boolean changed() {
    return !alike(value, base);
  }

  /** Equality in the normal form of this side's system; blanks are alike. */
  boolean alike(@Nullable T one, @Nullable T two) {
    if (blank(one) || blank(two)) {
      return blank(one) && blank(two);
    }
    return field.type().same(normalized(one), normalized(two));
  }

  /** What the system will keep of a value. */
  @Nullable T normalized(@Nullable T some) {
    return some == null || rule == null ? some : rule.normalized(some);
  }

  boolean writable() {
    return rule != null && !rule.isReadOnly();
  }

  /** When the present value appeared, by the system's clock; null where it does not tell. */
  @Nullable Instant stamped() {
    return side.view().map(Snapshot::changedAt).map(at -> at.get(field)).orElse(null);
  }

  /** When the present value was first observed; null where it was not. */
  @Nullable Instant observed() {
    return side.firstSeen().get(field);
  }

  /** The value under its base key. */
  Fields asBase() {
    return Fields.of(field, value);
  }
}
