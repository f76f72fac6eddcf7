package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Position;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the changes were read.
 *
 * @param water every change with a stamp before this instant was delivered, but for what was not
 *     committed then
 * @param scan the read that is under way; null between two reads
 */
record FeedPosition(Instant water, @Nullable Scan scan) {
  private static final String TAG = "c1";

  /**
   * A read under way.
   *
   * @param until where it ends: just after the server's time when it began
   * @param trail which trail
   * @param from the second reached on this trail
   * @param id the id reached within that second, or within the window of a trail without stamps; -1
   *     while seconds are walked
   */
  record Scan(Instant until, int trail, Instant from, long id) {
    Scan at(Instant second, long reached) {
      return new Scan(until, trail, second, reached);
    }

    /** The same read, which ends at the latest at an instant. */
    Scan within(Instant latest) {
      return latest.isBefore(until) ? new Scan(latest, trail, from, id) : this;
    }
  }

  static FeedPosition starting(Instant instant) {
    return new FeedPosition(Instant.ofEpochSecond(instant.getEpochSecond()), null);
  }

  FeedPosition with(Scan next) {
    return new FeedPosition(water, next);
  }

  Position position() {
    String text = TAG + " " + water.getEpochSecond();
    if (scan != null) {
      text +=
          " "
              + scan.until().getEpochSecond()
              + " "
              + scan.trail()
              + " "
              + scan.from().getEpochSecond()
              + " "
              + scan.id();
    }
    return new Position(text);
  }

  /** Empty when the text is no position of changes. */
  static Optional<FeedPosition> of(Position position) {
    String[] parts = position.value().split(" ", -1);
    if (!parts[0].equals(TAG) || (parts.length != 2 && parts.length != 6)) {
      return Optional.empty();
    }
    try {
      Scan scan =
          parts.length == 2
              ? null
              : new Scan(
                  second(parts[2]),
                  Integer.parseInt(parts[3]),
                  second(parts[4]),
                  Long.parseLong(parts[5]));
      return Optional.of(new FeedPosition(second(parts[1]), scan));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Instant second(String text) {
    return Instant.ofEpochSecond(Long.parseLong(text));
  }
}
