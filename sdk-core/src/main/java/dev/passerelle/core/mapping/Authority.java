package dev.passerelle.core.mapping;

import dev.passerelle.core.conflict.ConflictPolicy;
import java.time.Duration;
import java.util.Optional;

/** Whose value of a field counts (L13). Made by {@link Terms}. */
public sealed interface Authority {

  /** The one system whose value counts; empty for a shared field. */
  default Optional<String> source() {
    return Optional.empty();
  }

  /**
   * One system owns the field. Its side is written only at its creation, and on a blank at a first
   * meeting.
   *
   * @param system the owner
   */
  record OwnedBy(String system) implements Authority {
    @Override
    public Optional<String> source() {
      return Optional.of(system);
    }
  }

  /**
   * Both sides may change the field.
   *
   * @param policy decides when both did
   */
  record Shared(ConflictPolicy policy) implements Authority {}

  /**
   * The value travels when a record is created, and onto a blank at a first meeting; later changes
   * on either side are nobody's business.
   *
   * @param from the system that gives the value at a first meeting
   */
  record SetAtCreate(String from) implements Authority {
    @Override
    public Optional<String> source() {
      return Optional.of(from);
    }
  }

  /**
   * One system's field is only read: that side is never written, not at creation either.
   *
   * @param system the owner
   */
  record ReadOnly(String system) implements Authority {
    @Override
    public Optional<String> source() {
      return Optional.of(system);
    }
  }

  /**
   * An as-of instant: not compared, travels with a write of its own flow, causes one only when the
   * target's value is older than {@code refresh} (L32).
   *
   * @param from the system that gives the instant
   * @param refresh above zero
   */
  record Along(String from, Duration refresh) implements Authority {
    @Override
    public Optional<String> source() {
      return Optional.of(from);
    }
  }
}
