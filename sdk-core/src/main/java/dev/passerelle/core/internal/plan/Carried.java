package dev.passerelle.core.internal.plan;

import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.model.Ref;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value carried to the other side: its references translated, then converted. */
sealed interface Carried<T> {

  /** The value in the target's terms; null when it is empty there. */
  record Value<T>(@Nullable T value, List<ErrorDetail> notices) implements Carried<T> {}

  /** The target keeps what it has. */
  record Keep<T>(List<ErrorDetail> notices) implements Carried<T> {}

  /** A reference, or something that the converter names, is missing. */
  record Waits<T>(List<Missing> missing) implements Carried<T> {}

  /** The record must not be written so. */
  record Refused<T>(ErrorDetail why) implements Carried<T> {}

  /** One thing missing; {@code ref} is null where it is no record. */
  record Missing(@Nullable Ref ref, ErrorDetail detail) {}
}
