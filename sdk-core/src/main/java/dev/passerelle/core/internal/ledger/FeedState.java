package dev.passerelle.core.internal.ledger;

import dev.passerelle.core.adapter.Position;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a feed stands.
 *
 * @param feed the feed
 * @param version for compare-and-set
 * @param phase what is going on
 * @param position bookmark of the change feed; null before the first list is complete
 * @param cursor bookmark of a list in progress
 * @param generation number of the last list begun
 * @param listedAt when the last full list was completed
 * @param keysAt when the last list of keys was completed
 * @param polledAt when changes were last read
 */
public record FeedState(
    Feed feed,
    long version,
    Phase phase,
    @Nullable Position position,
    @Nullable Position cursor,
    long generation,
    @Nullable Instant listedAt,
    @Nullable Instant keysAt,
    @Nullable Instant polledAt) {

  /** What is going on with a feed. */
  public enum Phase {
    /** Never listed. */
    NEW,
    /** A full list is in progress. */
    LISTING,
    /** A full list is complete, its records are not all decided. */
    LISTED,
    /** Following changes. */
    LIVE
  }

  /** A feed never seen before. */
  public static FeedState fresh(Feed feed) {
    return new FeedState(feed, 0, Phase.NEW, null, null, 0, null, null, null);
  }

  /** Whether the feed has been listed once, so that matching may trust the index (L9). */
  public boolean listedOnce() {
    return listedAt != null;
  }

  /** The bookmark of the change feed. */
  public Optional<Position> changes() {
    return Optional.ofNullable(position);
  }

  /** The beginning of a new list. */
  public FeedState beginList() {
    return new FeedState(
        feed,
        version,
        Phase.LISTING,
        position,
        Position.START,
        generation + 1,
        listedAt,
        keysAt,
        polledAt);
  }

  /** One page of a list further. */
  public FeedState listedTo(Position next) {
    return new FeedState(
        feed, version, Phase.LISTING, position, next, generation, listedAt, keysAt, polledAt);
  }

  /** A list is complete; {@code start} is where changes begin. */
  public FeedState endList(Position start, Instant now) {
    Position from = position == null ? start : position;
    return new FeedState(feed, version, Phase.LISTED, from, null, generation, now, now, polledAt);
  }

  /** Its records are to be decided like those of a list. */
  public FeedState listed() {
    return new FeedState(
        feed, version, Phase.LISTED, position, cursor, generation, listedAt, keysAt, polledAt);
  }

  /** The records of a list have been decided. */
  public FeedState live() {
    return new FeedState(
        feed, version, Phase.LIVE, position, cursor, generation, listedAt, keysAt, polledAt);
  }

  /** Changes were read up to here. */
  public FeedState readTo(Position next, Instant now) {
    return new FeedState(feed, version, phase, next, cursor, generation, listedAt, keysAt, now);
  }

  /** A list of keys begins. */
  public FeedState nextGeneration() {
    return new FeedState(
        feed, version, phase, position, cursor, generation + 1, listedAt, keysAt, polledAt);
  }

  /** A list of keys is complete. */
  public FeedState keysListed(Instant now) {
    return new FeedState(
        feed, version, phase, position, cursor, generation, listedAt, now, polledAt);
  }

  /** The bookmark is lost: list again (L2). */
  public FeedState lost() {
    return new FeedState(
        feed, version, Phase.NEW, null, null, generation, listedAt, keysAt, polledAt);
  }
}
