package dev.passerelle.core.conflict;

import dev.passerelle.core.model.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Two different new values of one field, or, at a first meeting, two values without a history.
 * Values and bases of both sides are shown in the terms (ids, codes) of one system, {@link
 * #terms()}, so that they can be compared and merged. Immutable.
 *
 * @param flow the flow's name
 * @param field the field as {@code terms} calls it
 * @param terms the system in whose ids and codes both values are given; one of the two
 * @param left what one system says
 * @param right what the other says
 * @param firstMeeting whether there is no base: nobody knows who changed what
 * @param tolerance stamps closer than this count as simultaneous, not negative
 * @param <T> the value's type
 */
public record Conflict<T>(
    String flow,
    Field<T> field,
    String terms,
    Voice<T> left,
    Voice<T> right,
    boolean firstMeeting,
    Duration tolerance) {

  /**
   * What one system says.
   *
   * @param system its name
   * @param field the field's name there
   * @param value the new value; null when it was emptied
   * @param base the value last agreed; null when it was empty, or at a first meeting
   * @param changedAt when the value appeared: the system's own history per field, else the stamp
   *     that the record had when it first showed it; where one of the two systems does not tell,
   *     for both the first observation that showed it. Null where unknown and at a first meeting
   * @param <T> the value's type
   */
  public record Voice<T>(
      String system,
      String field,
      @Nullable T value,
      @Nullable T base,
      @Nullable Instant changedAt) {

    /** Shows no value: it may be personal. */
    @Override
    public String toString() {
      return system + "." + field;
    }
  }

  /** Refuses null. */
  public Conflict {
    Objects.requireNonNull(flow, "flow");
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(terms, "terms");
    Objects.requireNonNull(tolerance, "tolerance");
  }

  /** The two systems. */
  public List<String> systems() {
    return List.of(left.system(), right.system());
  }

  /** What a system says; refuses a system that takes no part. */
  public Voice<T> in(String system) {
    if (left.system().equals(system)) {
      return left;
    }
    if (right.system().equals(system)) {
      return right;
    }
    throw new IllegalArgumentException("system '" + system + "' takes no part in " + this);
  }

  /** The other system. */
  public String other(String system) {
    return in(system) == left ? right.system() : left.system();
  }

  /** A system's new value; empty when it was emptied. */
  public Optional<T> valueIn(String system) {
    return Optional.ofNullable(in(system).value());
  }

  /** The value last agreed, as a system had it. */
  public Optional<T> baseIn(String system) {
    return Optional.ofNullable(in(system).base());
  }

  /** When a system's value appeared, where known. */
  public Optional<Instant> changedAt(String system) {
    return Optional.ofNullable(in(system).changedAt());
  }

  /** Whether a system's value is null or says nothing. */
  public boolean blankIn(String system) {
    T value = in(system).value();
    return value == null || field.type().blank(value);
  }

  /** Names only: values may be personal. */
  @Override
  public String toString() {
    return "conflict of " + left + " and " + right + " in flow " + flow;
  }
}
