package dev.passerelle.core.mapping;

import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One field of the left system that is one field of the right, or is derived from fields there.
 * Made by {@link Mapping}. Immutable.
 *
 * @param <L> the value's type on the left
 * @param <R> the value's type on the right
 */
public final class Binding<L, R> {
  private final Field<L> left;
  private final Field<R> right;
  private final Converter<L, R> converter;
  private final Terms terms;
  private final @Nullable Derivation<L> leftSource;
  private final @Nullable Derivation<R> rightSource;

  /** How the value of a derived field comes about, on the side that has no such field. */
  private record Derivation<T>(Set<Field<?>> from, Function<Fields, Optional<T>> value) {
    Derivation {
      from = Collections.unmodifiableSet(new LinkedHashSet<>(from));
    }

    Fields view(Field<T> key, Fields snapshot) {
      return from.stream().allMatch(snapshot::has)
          ? Fields.of(key, value.apply(snapshot).orElse(null))
          : Fields.empty();
    }
  }

  private Binding(
      Field<L> left,
      Field<R> right,
      Converter<L, R> converter,
      Terms terms,
      @Nullable Derivation<L> leftSource,
      @Nullable Derivation<R> rightSource) {
    this.left = left;
    this.right = right;
    this.converter = converter;
    this.terms = terms;
    this.leftSource = leftSource;
    this.rightSource = rightSource;
  }

  static <L, R> Binding<L, R> of(
      Field<L> left, Field<R> right, Converter<L, R> converter, Terms terms) {
    return new Binding<>(left, right, converter, terms, null, null);
  }

  static <T> Binding<T, T> toRight(
      Field<T> target, Set<Field<?>> from, Function<Fields, Optional<T>> value, Terms terms) {
    Derivation<T> source = new Derivation<>(from, value);
    return new Binding<>(derived(target), target, Converters.same(), terms, source, null);
  }

  static <T> Binding<T, T> toLeft(
      Field<T> target, Set<Field<?>> from, Function<Fields, Optional<T>> value, Terms terms) {
    Derivation<T> source = new Derivation<>(from, value);
    return new Binding<>(target, derived(target), Converters.same(), terms, null, source);
  }

  /** The key under which the base keeps a derived value on the side that has no such field. */
  private static <T> Field<T> derived(Field<T> target) {
    String name = "derived_" + target.name();
    return Field.of(name.length() > 63 ? name.substring(0, 63) : name, target.type());
  }

  /** Names the binding within its mapping: the field's name, or {@code left/right}. */
  public String name() {
    return left.equals(right) ? left.name() : left.name() + "/" + right.name();
  }

  /** The field on the left; a key of the base only where the right is derived from others. */
  public Field<L> left() {
    return left;
  }

  /** The field on the right; a key of the base only where the left is derived from others. */
  public Field<R> right() {
    return right;
  }

  /** Translates values. */
  public Converter<L, R> converter() {
    return converter;
  }

  /** Whose value counts, and what differs from the defaults. */
  public Terms terms() {
    return terms;
  }

  /** Whether one side is computed from other fields, one way. */
  public boolean isDerived() {
    return leftSource != null || rightSource != null;
  }

  /** What the left side says: {@link #left} alone, or nothing where the snapshot does not say. */
  public Fields leftView(Fields snapshot) {
    return leftSource == null ? snapshot.only(Set.of(left)) : leftSource.view(left, snapshot);
  }

  /** What the right side says: {@link #right} alone, or nothing where the snapshot does not say. */
  public Fields rightView(Fields snapshot) {
    return rightSource == null ? snapshot.only(Set.of(right)) : rightSource.view(right, snapshot);
  }

  /** The fields that a snapshot of the left side must show. */
  public Set<Field<?>> leftFields() {
    return leftSource == null ? Set.of(left) : leftSource.from();
  }

  /** The fields that a snapshot of the right side must show. */
  public Set<Field<?>> rightFields() {
    return rightSource == null ? Set.of(right) : rightSource.from();
  }

  /**
   * Identity of what the binding compares: fields, types, converter, tables; not whose value
   * counts. A changed one puts the field to a first meeting (L15).
   */
  public String fingerprint() {
    Set<String> parts = new LinkedHashSet<>();
    parts.add("left " + left.name() + " " + left.type());
    parts.add("right " + right.name() + " " + right.type());
    parts.add("by " + converter.identity());
    return Fingerprint.of(parts);
  }

  @Override
  public String toString() {
    return name();
  }
}
