package dev.passerelle.core.mapping;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Translates a field's values both ways. Ready-made ones are in {@link Converters}.
 *
 * <p>For implementers: both directions are <em>total</em> (every value has a {@link Conversion},
 * none throws or answers null), do no I/O, and may be called on any thread. A blank value is never
 * passed: it is blank on the other side too. {@code current} is what the target holds now (empty
 * when blank, or for a record to be created), for values of which only a part is translated.
 *
 * @param <L> the value's type on the left side
 * @param <R> the value's type on the right side
 */
public interface Converter<L, R> {

  /** From left to right. */
  Conversion<R> toRight(L value, Optional<R> current);

  /** From right to left. */
  Conversion<L> toLeft(R value, Optional<L> current);

  /**
   * Stable identity of what the converter does, tables included: when it changes, the field is put
   * to a first meeting (L15). The class name does for a converter without settings.
   */
  String identity();

  /** The same converter with the sides exchanged. */
  default Converter<R, L> reversed() {
    Converter<L, R> self = this;
    return new Converter<>() {
      @Override
      public Conversion<L> toRight(R value, Optional<L> current) {
        return self.toLeft(value, current);
      }

      @Override
      public Conversion<R> toLeft(L value, Optional<R> current) {
        return self.toRight(value, current);
      }

      @Override
      public String identity() {
        return "reversed " + self.identity();
      }
    };
  }

  /** This converter and then another; what the target holds is shown to the last step only. */
  default <X> Converter<L, X> andThen(Converter<R, X> next) {
    Converter<L, R> self = this;
    return new Converter<>() {
      @Override
      public Conversion<X> toRight(L value, Optional<X> current) {
        return self.toRight(value, Optional.empty()).then(mid -> next.toRight(mid, current));
      }

      @Override
      public Conversion<L> toLeft(X value, Optional<L> current) {
        return next.toLeft(value, Optional.empty()).then(mid -> self.toLeft(mid, current));
      }

      @Override
      public String identity() {
        return self.identity() + " then " + next.identity();
      }
    };
  }

  /** A converter of two total functions. {@code identity} changes when what they do changes. */
  static <L, R> Converter<L, R> of(
      String identity,
      Function<? super L, ? extends R> right,
      Function<? super R, ? extends L> left) {
    Objects.requireNonNull(identity, "identity");
    return new Converter<>() {
      @Override
      public Conversion<R> toRight(L value, Optional<R> current) {
        return Conversion.value(right.apply(value));
      }

      @Override
      public Conversion<L> toLeft(R value, Optional<L> current) {
        return Conversion.value(left.apply(value));
      }

      @Override
      public String identity() {
        return identity;
      }
    };
  }
}
