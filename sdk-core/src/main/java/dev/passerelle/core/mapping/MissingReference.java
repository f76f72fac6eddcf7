package dev.passerelle.core.mapping;

import dev.passerelle.core.error.ErrorCode;
import java.util.Objects;
import java.util.Optional;

/**
 * What happens when a field refers to a record that has no counterpart yet (L17).
 *
 * <p>Immutable.
 */
public final class MissingReference {
  /** The counterpart is asked for, where its flow creates on demand, and awaited. */
  public static final MissingReference REQUEST = new MissingReference("REQUEST", Optional.empty());

  /** The counterpart is awaited. */
  public static final MissingReference WAIT = new MissingReference("WAIT", Optional.empty());

  private final String name;
  private final Optional<ErrorCode> code;

  private MissingReference(String name, Optional<ErrorCode> code) {
    this.name = name;
    this.code = code;
  }

  /** The record is rejected with a code. */
  public static MissingReference reject(ErrorCode code) {
    return new MissingReference("REJECT " + code, Optional.of(Objects.requireNonNull(code)));
  }

  /** The code to reject with; empty when the counterpart is awaited. */
  public Optional<ErrorCode> rejectsWith() {
    return code;
  }

  /** Whether the counterpart is to be created on demand. */
  public boolean requests() {
    return this == REQUEST;
  }

  @Override
  public String toString() {
    return name;
  }
}
