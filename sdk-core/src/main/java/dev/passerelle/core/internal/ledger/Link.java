package dev.passerelle.core.internal.ledger;

import dev.passerelle.core.model.RecordId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * These two records are the same thing (L7).
 *
 * @param id the link's id
 * @param pairing the pair of feeds
 * @param state how far it is
 * @param left the left record; null while it is being created
 * @param right the right record; null while it is being created
 * @param origin which side the link came from, or {@code MATCH}, {@code PERSON}
 * @param evidence why
 * @param generation counts creates for the same source record
 * @param since when it took its state
 */
public record Link(
    String id,
    String pairing,
    State state,
    @Nullable RecordId left,
    @Nullable RecordId right,
    String origin,
    String evidence,
    long generation,
    Instant since) {

  /** How far a link is. */
  public enum State {
    /** A create is planned or under way. */
    PENDING_CREATE,
    /** Both records exist. */
    ACTIVE,
    /** A further record of one side that is the same thing as one already linked. */
    ALIAS,
    /** One record is gone. */
    GONE,
    /** Separated by a person; not matched again. */
    UNCOUPLED,
    /** Merged remotely. */
    MERGED_INTO
  }

  /** The record of a side. */
  public Optional<RecordId> on(Side side) {
    return Optional.ofNullable(side == Side.LEFT ? left : right);
  }

  /** The same link in another state. */
  public Link in(State other, Instant now) {
    return new Link(id, pairing, other, left, right, origin, evidence, generation, now);
  }

  /** The same link with the record of one side. */
  public Link bind(Side side, RecordId record, State other, Instant now) {
    return new Link(
        id,
        pairing,
        other,
        side == Side.LEFT ? record : left,
        side == Side.RIGHT ? record : right,
        origin,
        evidence,
        generation,
        now);
  }
}
