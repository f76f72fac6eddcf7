package dev.passerelle.core.model;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the engine must know of a kind of value: equality, normal form, JSON form, blankness and the
 * references inside. Implementations are stateless and thread-safe. Extend it for a value type of
 * your own: implement the JSON form exactly (what is written must be read back the same), and
 * {@link #normalize} if several representations mean one value.
 *
 * @param <T> the value's type; values are immutable
 */
public abstract class FieldType<T> {
  private final String name;

  /** For subclasses: {@code name} identifies the type in stored payloads. */
  protected FieldType(String name) {
    this.name = Names.require("field type", name);
  }

  /** The stable name of the type. */
  public final String name() {
    return name;
  }

  /**
   * The JSON form: a tree of {@code String}, {@code Boolean}, {@code List<Object>} and {@code
   * Map<String, Object>} with string keys; numbers are written as strings, exactly.
   */
  public abstract Object toJson(T value);

  /** The inverse of {@link #toJson}; throws {@link IllegalArgumentException} on another shape. */
  public abstract T fromJson(Object json);

  /** One representation for all that mean the same (scale of decimals, order of sets). Total. */
  public T normalize(T value) {
    return value;
  }

  /** Whether a value says nothing (an empty text, an address without any part). */
  public boolean blank(T value) {
    return false;
  }

  /** Equality of two values; {@code null} equals only {@code null}. */
  public boolean same(@Nullable T left, @Nullable T right) {
    if (left == null || right == null) {
      return left == right;
    }
    return Objects.equals(normalize(left), normalize(right));
  }

  /** References inside a value. */
  public Set<Ref> references(T value) {
    return Set.of();
  }

  /**
   * The value with each reference replaced. A reference for which {@code to} answers empty is left
   * out of sets and makes a single reference {@code null}.
   */
  public @Nullable T translate(T value, Function<Ref, Optional<Ref>> to) {
    return value;
  }

  @Override
  public final String toString() {
    return name;
  }
}
