package dev.passerelle.core.internal.plan;

import dev.passerelle.core.mapping.Conversion;
import java.util.Objects;
import java.util.Optional;

/** One direction of a binding. */
record Way<S, T>(Face<S> source, Face<T> target, Step<S, T> step) {

  /** One direction of a converter. */
  interface Step<S, T> {
    Conversion<T> convert(S value, Optional<T> current);
  }

  Conversion<T> convert(S value) {
    Optional<T> current = target.isBlank() ? Optional.empty() : Optional.ofNullable(target.value());
    return Objects.requireNonNull(
        step.convert(value, current), () -> "the converter of " + source.field() + " said null");
  }
}
