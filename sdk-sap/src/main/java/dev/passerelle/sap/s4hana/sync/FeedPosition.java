package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Position;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far the changes were read.
 *
 * @param waters the newest stamp that was seen, per scan
 * @param reading the read that is under way; null between two reads
 */
record FeedPosition(List<LocalDateTime> waters, @Nullable Under reading) {
  private static final String TAG = "s1";

  /**
   * A read under way.
   *
   * @param scan which one
   * @param from the stamp reached
   * @param newest the newest stamp seen in this scan
   * @param within whether the rows of this stamp are read in the order of their keys
   * @param key the key reached among them; empty before the first
   */
  record Under(int scan, LocalDateTime from, LocalDateTime newest, boolean within, String key) {}

  /** Copies. */
  FeedPosition {
    waters = List.copyOf(waters);
  }

  static FeedPosition at(List<LocalDateTime> waters) {
    return new FeedPosition(waters, null);
  }

  /** The same with a newer water of one scan, and nothing under way. */
  FeedPosition seen(int scan, LocalDateTime newest) {
    List<LocalDateTime> all = new ArrayList<>(waters);
    all.set(scan, newest.isAfter(all.get(scan)) ? newest : all.get(scan));
    return new FeedPosition(all, null);
  }

  FeedPosition under(Under now) {
    return new FeedPosition(waters, now);
  }

  static String text(List<LocalDateTime> waters) {
    return waters.stream().map(LocalDateTime::toString).collect(Collectors.joining("|"));
  }

  static List<LocalDateTime> waters(String text) {
    List<LocalDateTime> all = new ArrayList<>();
    for (String each : text.split("\\|", -1)) {
      all.add(LocalDateTime.parse(each));
    }
    return all;
  }

  Position position() {
    StringBuilder text = new StringBuilder(TAG).append(' ').append(text(waters));
    if (reading != null) {
      text.append(' ').append(reading.scan).append(' ').append(reading.from);
      text.append(' ').append(reading.newest).append(' ').append(reading.within);
      text.append(' ').append(reading.key);
    }
    return new Position(text.toString());
  }

  /** Empty when the text is no position of so many scans. */
  static Optional<FeedPosition> of(Position position, int scans) {
    // The key stands last, since it may hold blanks.
    String[] parts = position.value().split(" ", 7);
    if (!parts[0].equals(TAG) || (parts.length != 2 && parts.length != 7)) {
      return Optional.empty();
    }
    try {
      List<LocalDateTime> waters = waters(parts[1]);
      FeedPosition at = new FeedPosition(waters, parts.length == 2 ? null : under(parts));
      Under under = at.reading();
      boolean fits = waters.size() == scans && (under == null || under.scan() < scans);
      return fits ? Optional.of(at) : Optional.empty();
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Under under(String[] parts) {
    return new Under(
        Integer.parseInt(parts[2]),
        LocalDateTime.parse(parts[3]),
        LocalDateTime.parse(parts[4]),
        Boolean.parseBoolean(parts[5]),
        parts[6]);
  }
}
