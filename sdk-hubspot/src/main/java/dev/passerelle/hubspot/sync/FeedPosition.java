package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the changes were read.
 *
 * @param water every change before this instant was delivered
 * @param bin every deletion before this instant was delivered
 * @param scan the read that is under way; null between two reads
 */
record FeedPosition(Instant water, Instant bin, @Nullable Scan scan) {
  private static final String TAG = "c1";

  /** The recycle bin forgets after 90 days: what was deleted before that is not told. */
  private static final Duration REACH = Duration.ofDays(85);

  /**
   * A read under way.
   *
   * @param until where it ends: HubSpot's time when it began
   * @param trail which trail; the one after the last is the recycle bin
   * @param from the instant reached on this trail
   * @param id the id reached among those of that very instant; -1 while instants are walked
   * @param after the page of the recycle bin; empty for the first
   */
  record Scan(Instant until, int trail, Instant from, long id, String after) {
    Scan at(Instant instant, long reached) {
      return new Scan(until, trail, instant, reached, after);
    }

    /** The same read, which ends at the latest at an instant. */
    Scan within(Instant latest) {
      return latest.isBefore(until) ? new Scan(latest, trail, from, id, after) : this;
    }

    Scan binPage(String page) {
      return new Scan(until, trail, from, id, page);
    }
  }

  static FeedPosition starting(Instant instant) {
    return new FeedPosition(instant, instant, null);
  }

  FeedPosition with(@Nullable Scan next) {
    return new FeedPosition(water, bin, next);
  }

  Position position() {
    StringBuilder text = new StringBuilder(TAG);
    text.append(' ').append(water.toEpochMilli()).append(' ').append(bin.toEpochMilli());
    if (scan != null) {
      text.append(' ').append(scan.until.toEpochMilli());
      text.append(' ').append(scan.trail);
      text.append(' ').append(scan.from.toEpochMilli());
      text.append(' ').append(scan.id);
      text.append(' ').append(scan.after.isEmpty() ? "-" : scan.after);
    }
    return new Position(text.toString());
  }

  /** Empty when the text is no position of changes, or too old for deletions to be known. */
  static Optional<FeedPosition> of(Position position, Instant now) {
    String[] parts = position.value().split(" ", -1);
    if (!parts[0].equals(TAG) || (parts.length != 3 && parts.length != 8)) {
      return Optional.empty();
    }
    try {
      FeedPosition read =
          new FeedPosition(
              instant(parts[1]), instant(parts[2]), parts.length == 8 ? scan(parts) : null);
      return Optional.of(read).filter(each -> !each.water.isBefore(now.minus(REACH)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Scan scan(String[] parts) {
    return new Scan(
        instant(parts[3]),
        Integer.parseInt(parts[4]),
        instant(parts[5]),
        Long.parseLong(parts[6]),
        parts[7].equals("-") ? "" : parts[7]);
  }

  private static Instant instant(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }
}
