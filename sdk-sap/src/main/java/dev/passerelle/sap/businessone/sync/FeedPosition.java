package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.Position;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the changes were read, in the server's local time.
 *
 * @param water the newest stamp that was seen
 * @param scan the read that is under way; null between two reads
 */
record FeedPosition(LocalDateTime water, @Nullable Scan scan) {
  private static final String TAG = "c1";

  /**
   * A read under way.
   *
   * @param source which set
   * @param from the stamp reached
   * @param newest the newest stamp seen in this read
   * @param key the key reached among those of that stamp; empty before the first
   */
  record Scan(int source, LocalDateTime from, LocalDateTime newest, String key) {}

  static FeedPosition at(LocalDateTime water) {
    return new FeedPosition(water, null);
  }

  Position position() {
    StringBuilder text = new StringBuilder(TAG).append(' ').append(water);
    if (scan != null) {
      text.append(' ').append(scan.source).append(' ').append(scan.from);
      text.append(' ').append(scan.newest).append(' ').append(scan.key);
    }
    return new Position(text.toString());
  }

  /** Empty when the text is no position of changes. */
  static Optional<FeedPosition> of(Position position) {
    // The key stands last, since it may hold blanks.
    String[] parts = position.value().split(" ", 6);
    if (!parts[0].equals(TAG) || (parts.length != 2 && parts.length != 6)) {
      return Optional.empty();
    }
    try {
      LocalDateTime water = LocalDateTime.parse(parts[1]);
      return Optional.of(
          new FeedPosition(
              water,
              parts.length == 2
                  ? null
                  : new Scan(
                      Integer.parseInt(parts[2]),
                      LocalDateTime.parse(parts[3]),
                      LocalDateTime.parse(parts[4]),
                      parts[5])));
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
