package dev.passerelle.core.http.odata;

import dev.passerelle.core.http.JsonTree;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads values in whichever form a dialect writes them. What is missing, null or unreadable is
 * empty.
 */
public final class ODataValues {
  private static final Pattern EPOCH =
      Pattern.compile("\\\\?/Date\\((-?\\d{1,16})(?:[+-]\\d{4})?\\)\\\\?/");
  private static final Duration DAY = Duration.ofDays(1);

  private ODataValues() {}

  /**
   * A calendar day: {@code /Date(…)/} in UTC, a date, or the first ten characters of a date-time.
   * The zone that a date-time pretends to have means nothing here: no shift.
   */
  public static Optional<LocalDate> date(JsonTree value) {
    return text(value, ODataValues::parseDate);
  }

  private static LocalDate parseDate(String text) {
    Matcher epoch = EPOCH.matcher(text);
    return epoch.matches()
        ? millis(epoch).atZone(ZoneOffset.UTC).toLocalDate()
        : LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
  }

  /** An instant: {@code /Date(…+0000)/}, whose milliseconds are UTC, or a date-time with offset. */
  public static Optional<Instant> instant(JsonTree value) {
    return text(value, ODataValues::parseInstant);
  }

  private static Instant parseInstant(String text) {
    Matcher epoch = EPOCH.matcher(text);
    return epoch.matches() ? millis(epoch) : OffsetDateTime.parse(text).toInstant();
  }

  /**
   * A time of day: {@code PT10H30M}, {@code 10:30:00}, or a number {@code 103000} as old services
   * write it.
   */
  public static Optional<LocalTime> time(JsonTree value) {
    return text(value, ODataValues::parseTime);
  }

  private static LocalTime parseTime(String text) {
    if (text.startsWith("P")) {
      Duration sinceMidnight = Duration.parse(text);
      if (sinceMidnight.isNegative() || sinceMidnight.compareTo(DAY) >= 0) {
        throw new DateTimeException("no time of day");
      }
      return LocalTime.MIDNIGHT.plus(sinceMidnight);
    }
    if (text.matches("\\d{1,6}")) {
      int number = Integer.parseInt(text);
      return LocalTime.of(number / 10_000, number / 100 % 100, number % 100);
    }
    return LocalTime.parse(text);
  }

  /** An exact number, as a JSON number or a string (V2, and V4 with IEEE754Compatible). */
  public static Optional<BigDecimal> decimal(JsonTree value) {
    return value.number();
  }

  private static Instant millis(Matcher epoch) {
    return Instant.ofEpochMilli(Long.parseLong(epoch.group(1)));
  }

  private static <T> Optional<T> text(JsonTree value, Function<String, T> parse) {
    try {
      return value.text().filter(text -> !text.isEmpty()).map(parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
