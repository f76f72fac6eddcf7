package dev.passerelle.hubspot.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** HubSpot's ways of writing a time: ISO text, a bare date, or milliseconds since 1970 (§9). */
public final class HubSpotTimes {
  private HubSpotTimes() {}

  /**
   * The instant of a property's text; a bare date is its midnight in UTC.
   *
   * @throws DateTimeException when the text is no time
   */
  public static Instant instant(String text) {
    if (text.matches("-?\\d{1,15}")) {
      return Instant.ofEpochMilli(Long.parseLong(text));
    }
    return text.length() == 10
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
        : Instant.parse(text);
  }
}
