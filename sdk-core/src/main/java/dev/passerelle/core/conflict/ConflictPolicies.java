package dev.passerelle.core.conflict;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ready-made policies, to be read as a phrase: {@code shared(newest("erp", ofMinutes(2)))}, {@code
 * shared(fillBlanks(prefer("crm")))}, {@code shared(mergeSets().orElse(owner("erp")))}. All give
 * the same answer whichever side of the flow is called left.
 */
public final class ConflictPolicies {
  private static final ConflictPolicy REVIEW =
      named("review", conflict -> Resolution.review("both systems have a value of their own"));

  private ConflictPolicies() {}

  /** One system's value always counts, even when it was emptied there. */
  public static ConflictPolicy owner(String system) {
    Objects.requireNonNull(system, "system");
    return named("owner " + system, conflict -> Resolution.take(conflict.in(system).system()));
  }

  /** One system's value counts unless it is blank; then the other's. */
  public static ConflictPolicy prefer(String system) {
    Objects.requireNonNull(system, "system");
    return named(
        "prefer " + system,
        conflict -> Resolution.take(conflict.blankIn(system) ? conflict.other(system) : system));
  }

  /**
   * The later change counts. Within {@code tolerance}, or where one of the two instants is unknown,
   * {@code tieSystem} wins. At a first meeting nothing is known to be newer: a person decides
   * (L11).
   *
   * @param tolerance how far two clocks may disagree, not negative
   */
  public static ConflictPolicy newest(String tieSystem, Duration tolerance) {
    Objects.requireNonNull(tieSystem, "tieSystem");
    if (tolerance.isNegative()) {
      throw new IllegalArgumentException("tolerance must not be negative");
    }
    return named(
        "newest, " + tieSystem + " on a tie", conflict -> later(conflict, tieSystem, tolerance));
  }

  /** A blank gives way to a value; where both have one, {@code then} decides. */
  public static ConflictPolicy fillBlanks(ConflictPolicy then) {
    return named("fill blanks, then " + then.name(), conflict -> filled(conflict, then));
  }

  /**
   * For sets: what either side added is in, what either side removed is out; at a first meeting the
   * union. A person decides where the values are no sets.
   */
  public static ConflictPolicy mergeSets() {
    return named("merge sets", ConflictPolicies::merged);
  }

  /** Nobody is overwritten; a person decides. */
  public static ConflictPolicy review() {
    return REVIEW;
  }

  private static ConflictPolicy named(String name, ConflictPolicy policy) {
    return policy.named(name);
  }

  private static Resolution later(Conflict<?> conflict, String tieSystem, Duration tolerance) {
    if (conflict.firstMeeting()) {
      return Resolution.review("nobody knows which value is newer at a first meeting");
    }
    String other = conflict.other(tieSystem);
    Optional<Instant> tied = conflict.changedAt(tieSystem);
    Optional<Instant> rival = conflict.changedAt(other);
    if (tied.isEmpty() || rival.isEmpty()) {
      return Resolution.take(tieSystem);
    }
    Duration slack =
        tolerance.compareTo(conflict.tolerance()) < 0 ? conflict.tolerance() : tolerance;
    boolean otherIsLater = rival.get().isAfter(tied.get().plus(slack));
    return Resolution.take(otherIsLater ? other : tieSystem);
  }

  private static Resolution filled(Conflict<?> conflict, ConflictPolicy then) {
    String left = conflict.left().system();
    String right = conflict.right().system();
    if (conflict.blankIn(left) == conflict.blankIn(right)) {
      return then.resolve(conflict);
    }
    return Resolution.take(conflict.blankIn(left) ? right : left);
  }

  private static Resolution merged(Conflict<?> conflict) {
    Conflict.Voice<?> left = conflict.left();
    Conflict.Voice<?> right = conflict.right();
    if (!setOrNull(left.value()) || !setOrNull(right.value())) {
      return Resolution.review("only sets can be merged");
    }
    Set<Object> all = elements(left.value());
    all.addAll(elements(right.value()));
    if (!conflict.firstMeeting()) {
      all.removeAll(removed(left));
      all.removeAll(removed(right));
    }
    return Resolution.value(all);
  }

  private static Set<Object> removed(Conflict.Voice<?> voice) {
    Set<Object> gone = elements(voice.base());
    gone.removeAll(elements(voice.value()));
    return gone;
  }

  private static boolean setOrNull(@Nullable Object value) {
    return value == null || value instanceof Set<?>;
  }

  private static Set<Object> elements(@Nullable Object value) {
    return value instanceof Set<?> set ? new LinkedHashSet<>(set) : new LinkedHashSet<>();
  }
}
