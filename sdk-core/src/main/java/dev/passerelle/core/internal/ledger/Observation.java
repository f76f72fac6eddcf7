package dev.passerelle.core.internal.ledger;

import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change seen on one side, stored before anything is decided (L1).
 *
 * @param feed where it was seen
 * @param id the record
 * @param state whether it may be decided now
 * @param seq order of arrival
 * @param seenAt when the first undecided change was seen
 * @param origin how it came
 * @param gone whether the record was reported or missed as gone
 * @param demand whether a document needs the record's counterpart
 * @param snapshot what was shown; null when only the id is known
 * @param shownAt when each new value was first shown (L14)
 */
public record Observation(
    Feed feed,
    RecordId id,
    State state,
    long seq,
    Instant seenAt,
    Origin origin,
    boolean gone,
    boolean demand,
    @Nullable Snapshot snapshot,
    Map<Field<?>, Instant> shownAt) {

  /** Whether an observation may be decided. */
  public enum State {
    /** To be decided. */
    PENDING,
    /** Something it needs is missing; the waiting store says what. */
    WAITING
  }

  /** How an observation came. */
  public enum Origin {
    /** From a list. */
    LIST,
    /** From the change feed. */
    CHANGE,
    /** From a webhook. */
    HINT,
    /** Asked for by a person or a document. */
    DEMAND
  }

  /** The authoritative values, if they were shown. */
  public Optional<Snapshot> values() {
    return Optional.ofNullable(snapshot).filter(Snapshot::authoritative).filter(s -> !gone);
  }

  /** The same observation with other values, read authoritatively. */
  public Observation confirmed(Snapshot values) {
    return new Observation(feed, id, state, seq, seenAt, origin, false, demand, values, shownAt);
  }

  /** The same observation without its values: it must be read again. */
  public Observation outdated() {
    return new Observation(
        feed, id, state, seq, seenAt, Origin.DEMAND, gone, demand, null, shownAt);
  }

  /** The same observation, brought back to be decided whatever its record shows. */
  public Observation released() {
    return new Observation(
        feed, id, State.PENDING, seq, seenAt, Origin.DEMAND, gone, demand, snapshot, shownAt);
  }

  /** The same observation in another state. */
  public Observation in(State other) {
    return new Observation(feed, id, other, seq, seenAt, origin, gone, demand, snapshot, shownAt);
  }
}
