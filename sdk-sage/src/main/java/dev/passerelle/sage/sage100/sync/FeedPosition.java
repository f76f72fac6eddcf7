package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Position;
import dev.passerelle.sage.sage100.RowMark;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a feed stands. At rest it holds the server's time at which the last reading began; while a
 * reading spans several pages also the mark of each table, or the place in the list. Always the
 * business date and the digest of the settings for which the values were computed (L4).
 *
 * @param mode what comes next
 * @param start the server's local time at which the present reading began
 * @param date the business date
 * @param digest digest of the settings
 * @param from while scanning: from where rows are read
 * @param marks while scanning: the last row read, per table
 * @param after while listing: the last cbMarq read
 */
record FeedPosition(
    Mode mode,
    LocalDateTime start,
    LocalDate date,
    String digest,
    LocalDateTime from,
    Map<String, RowMark> marks,
    long after) {
  private static final String VERSION = "1";

  enum Mode {
    REST,
    SCAN,
    LIST
  }

  FeedPosition {
    marks = Map.copyOf(marks);
  }

  static FeedPosition rest(LocalDateTime start, LocalDate date, String digest) {
    return new FeedPosition(Mode.REST, start, date, digest, start, Map.of(), 0);
  }

  static FeedPosition list(LocalDateTime start, LocalDate date, String digest) {
    return new FeedPosition(Mode.LIST, start, date, digest, start, Map.of(), 0);
  }

  FeedPosition scan(LocalDateTime begun, LocalDateTime lowest) {
    return new FeedPosition(Mode.SCAN, begun, date, digest, lowest, Map.of(), 0);
  }

  FeedPosition with(Map<String, RowMark> reached) {
    return new FeedPosition(mode, start, date, digest, from, reached, after);
  }

  FeedPosition after(long marq) {
    return new FeedPosition(mode, start, date, digest, from, marks, marq);
  }

  FeedPosition atRest() {
    return rest(start, date, digest);
  }

  RowMark mark(String table) {
    return marks.getOrDefault(table, RowMark.before(from));
  }

  Position toPosition() {
    StringBuilder text = new StringBuilder(VERSION);
    text.append('|').append(mode).append('|').append(start).append('|').append(date);
    text.append('|').append(digest).append('|').append(from).append('|').append(after);
    marks.forEach(
        (table, mark) ->
            text.append('|')
                .append(table)
                .append(',')
                .append(mark.time())
                .append(',')
                .append(mark.marq()));
    return new Position(text.toString());
  }

  /** The position behind the text; empty when it is none of ours or of another version. */
  static Optional<FeedPosition> parse(Position position) {
    String[] parts = position.value().split("\\|", -1);
    if (parts.length < 7 || !parts[0].equals(VERSION)) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(parts));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static FeedPosition parse(String[] parts) {
    Map<String, RowMark> marks = new LinkedHashMap<>();
    List<String> texts = Arrays.asList(parts).subList(7, parts.length);
    for (String text : texts) {
      String[] mark = text.split(",", -1);
      if (mark.length != 3) {
        throw new IllegalArgumentException("no mark");
      }
      marks.put(mark[0], new RowMark(LocalDateTime.parse(mark[1]), Long.parseLong(mark[2])));
    }
    return new FeedPosition(
        Mode.valueOf(parts[1]),
        LocalDateTime.parse(parts[2]),
        LocalDate.parse(parts[3]),
        parts[4],
        LocalDateTime.parse(parts[5]),
        marks,
        Long.parseLong(parts[6]));
  }
}
