package dev.passerelle.core.internal.ledger;

import static dev.passerelle.core.internal.ledger.Tables.FEEDS;

import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.error.StateStoreFailure;
import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.Row;
import java.util.Optional;

/** Access to feed states. Positions change by compare-and-set only. */
public final class Feeds {
  private final Tx tx;

  Feeds(Tx tx) {
    this.tx = tx;
  }

  /** The state of a feed; fresh when never seen. */
  public FeedState get(Feed feed) {
    return tx.state()
        .find(FEEDS, Key.of(tx.tenant(), feed.key()))
        .map(row -> decode(feed, row))
        .orElseGet(() -> FeedState.fresh(feed));
  }

  /**
   * Saves a state whose version is the one read.
   *
   * @throws StateStoreFailure of kind conflict when somebody else moved the feed
   */
  public FeedState save(FeedState next) {
    Row row = encode(next);
    if (next.version() == 0) {
      tx.state().insert(FEEDS, row);
    } else if (!tx.state()
        .compareAndSet(FEEDS, Row.builder().set("version", next.version()).build(), row)) {
      throw new StateStoreFailure(
          StateStoreFailure.Kind.CONFLICT, "feed " + next.feed() + " was moved by another node");
    }
    return decode(next.feed(), row);
  }

  private Row encode(FeedState s) {
    return FEEDS
        .row()
        .set("tenant", tx.tenant())
        .set("feed", s.feed().key())
        .set("version", s.version() + 1)
        .set("phase", s.phase().name())
        .setOptional("position", s.changes().map(Position::value))
        .setOptional("cursor", Optional.ofNullable(s.cursor()).map(Position::value))
        .set("generation", s.generation())
        .set("listed_at", s.listedAt())
        .set("keys_at", s.keysAt())
        .set("polled_at", s.polledAt())
        .build();
  }

  private static FeedState decode(Feed feed, Row row) {
    return new FeedState(
        feed,
        row.number("version"),
        FeedState.Phase.valueOf(row.text("phase")),
        row.optText("position").map(Position::new).orElse(null),
        row.optText("cursor").map(Position::new).orElse(null),
        row.number("generation"),
        row.optInstant("listed_at").orElse(null),
        row.optInstant("keys_at").orElse(null),
        row.optInstant("polled_at").orElse(null));
  }
}
