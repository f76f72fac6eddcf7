package dev.passerelle.core.mapping;

import dev.passerelle.core.error.ErrorDetail;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a {@link Converter} made of a value. Details carry a code and figures, never a personal
 * datum; the engine adds system, entity, record and field.
 *
 * @param <T> the target's value type
 */
public sealed interface Conversion<T> {

  /** The value in the target's terms. */
  static <T> Conversion<T> value(T value) {
    return new Value<>(value, List.of());
  }

  /** The value in the target's terms, of which a part could not be translated. */
  static <T> Conversion<T> value(T value, List<ErrorDetail> notices) {
    return new Value<>(value, notices);
  }

  /** There is nothing to say: the target keeps what it has. */
  static <T> Conversion<T> keepTarget(ErrorDetail notice) {
    return new KeepTarget<>(List.of(notice));
  }

  /** There is nothing to say, and nothing to tell about it. */
  static <T> Conversion<T> keepTarget() {
    return new KeepTarget<>(List.of());
  }

  /** The field waits until somebody provides what is missing, for example a line of a table. */
  static <T> Conversion<T> await(ErrorDetail what) {
    return new Await<>(what);
  }

  /** The record is rejected. */
  static <T> Conversion<T> reject(ErrorDetail why) {
    return new Reject<>(why);
  }

  /** The same result with the value, if any, changed further. */
  default <R> Conversion<R> then(Function<? super T, Conversion<R>> next) {
    if (this instanceof Value<T> value) {
      return value.and(next.apply(value.value()));
    }
    if (this instanceof KeepTarget<T> keep) {
      return new KeepTarget<>(keep.notices());
    }
    return this instanceof Await<T> await
        ? new Await<>(await.what())
        : new Reject<>(((Reject<T>) this).why());
  }

  /**
   * A value.
   *
   * @param value in the target's terms
   * @param notices what could not be translated inside it
   */
  record Value<T>(T value, List<ErrorDetail> notices) implements Conversion<T> {

    /** Copies. */
    public Value {
      Objects.requireNonNull(value, "value");
      notices = List.copyOf(notices);
    }

    private <R> Conversion<R> and(Conversion<R> next) {
      if (notices.isEmpty() || next instanceof Await<R> || next instanceof Reject<R>) {
        return next;
      }
      List<ErrorDetail> all = new ArrayList<>(notices);
      if (next instanceof Value<R> value) {
        all.addAll(value.notices());
        return new Value<>(value.value(), all);
      }
      all.addAll(((KeepTarget<R>) next).notices());
      return new KeepTarget<>(all);
    }

    /** Shows no value: it may be personal. */
    @Override
    public String toString() {
      return "Value[…]";
    }
  }

  /**
   * The target keeps what it has.
   *
   * @param notices why, for the report
   */
  record KeepTarget<T>(List<ErrorDetail> notices) implements Conversion<T> {

    /** Copies. */
    public KeepTarget {
      notices = List.copyOf(notices);
    }
  }

  /**
   * The field waits.
   *
   * @param what is missing
   */
  record Await<T>(ErrorDetail what) implements Conversion<T> {}

  /**
   * The record is rejected.
   *
   * @param why code and figures
   */
  record Reject<T>(ErrorDetail why) implements Conversion<T> {}
}
