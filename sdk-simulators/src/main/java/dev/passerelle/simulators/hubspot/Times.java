package dev.passerelle.simulators.hubspot;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Instants and dates as HubSpot reads and writes them (fact sheet §9). */
final class Times {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Times() {}

  /** ISO-8601 in UTC with milliseconds. */
  static String text(Instant instant) {
    return MILLIS.format(instant);
  }

  /** An instant given as epoch milliseconds, ISO date and time, or ISO date (midnight UTC). */
  static Optional<Instant> parse(String text) {
    try {
      if (text.chars().skip(1).allMatch(Character::isDigit)) {
        return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
      }
      if (text.length() == 10) {
        return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
      }
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  static boolean isMidnightUtc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalTime().toNanoOfDay() == 0;
  }

  static String date(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }
}
