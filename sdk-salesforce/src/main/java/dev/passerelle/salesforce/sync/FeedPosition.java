package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the changes were read.
 *
 * @param water every change before this instant was delivered
 * @param scan the read that is under way; null between two reads
 */
record FeedPosition(Instant water, @Nullable Scan scan) {
  private static final String TAG = "c1";

  /** The recycle bin forgets after 15 days: what was deleted before that is not told. */
  private static final Duration REACH = Duration.ofDays(14);

  /**
   * A read under way.
   *
   * @param until where it ends: at the latest: Salesforce's time when it began, or by an answer
   *     since
   * @param trail which object: the record's own is the last
   * @param from the instant reached
   * @param id the id reached among those of that very instant; empty for none
   */
  record Scan(Instant until, int trail, Instant from, String id) {
    /** The same read, which ends at the latest at an instant. */
    Scan within(Instant latest) {
      return latest.isBefore(until) ? new Scan(latest, trail, from, id) : this;
    }
  }

  static FeedPosition starting(Instant instant) {
    return new FeedPosition(instant, null);
  }

  Position position() {
    StringBuilder text = new StringBuilder(TAG).append(' ').append(water.getEpochSecond());
    if (scan != null) {
      text.append(' ').append(scan.until.getEpochSecond());
      text.append(' ').append(scan.trail);
      text.append(' ').append(scan.from.getEpochSecond());
      text.append(' ').append(scan.id.isEmpty() ? "-" : scan.id);
    }
    return new Position(text.toString());
  }

  /** Empty when the text is no position of changes, or too old for deletions to be known. */
  static Optional<FeedPosition> of(Position position, Instant now) {
    String[] parts = position.value().split(" ", -1);
    if (!parts[0].equals(TAG) || (parts.length != 2 && parts.length != 6)) {
      return Optional.empty();
    }
    try {
      FeedPosition read =
          new FeedPosition(instant(parts[1]), parts.length == 6 ? scan(parts) : null);
      return Optional.of(read).filter(each -> !each.water.isBefore(now.minus(REACH)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Scan scan(String[] parts) {
    return new Scan(
        instant(parts[2]),
        Integer.parseInt(parts[3]),
        instant(parts[4]),
        parts[5].equals("-") ? "" : parts[5]);
  }

  private static Instant instant(String seconds) {
    return Instant.ofEpochSecond(Long.parseLong(seconds));
  }
}
