package dev.passerelle.core.conflict;

import java.util.Objects;

/** What a {@link ConflictPolicy} decides. */
public sealed interface Resolution {

  /** One system's value counts; the other system gets it. */
  static Resolution take(String system) {
    return new Take(system);
  }

  /**
   * Both systems get a value made of the two. It is in the terms of {@link Conflict#terms()}, and
   * of that field's type.
   */
  static Resolution value(Object merged) {
    return new Merged(merged);
  }

  /** Nobody is overwritten; a person decides. {@code reason} is for that person, without values. */
  static Resolution review(String reason) {
    return new Review(reason);
  }

  /**
   * One system's value counts.
   *
   * @param system one of the conflict's two systems
   */
  record Take(String system) implements Resolution {

    /** Refuses null. */
    public Take {
      Objects.requireNonNull(system, "system");
    }
  }

  /**
   * A new value for both.
   *
   * @param value of the type of {@link Conflict#field()}
   */
  record Merged(Object value) implements Resolution {

    /** Refuses null. */
    public Merged {
      Objects.requireNonNull(value, "value");
    }

    /** Shows no value: it may be personal. */
    @Override
    public String toString() {
      return "Merged[…]";
    }
  }

  /**
   * A person decides.
   *
   * @param reason why, in a few words, never a field's value
   */
  record Review(String reason) implements Resolution {

    /** Refuses null. */
    public Review {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
