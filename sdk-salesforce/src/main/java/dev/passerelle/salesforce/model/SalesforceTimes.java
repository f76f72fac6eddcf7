package dev.passerelle.salesforce.model;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Date-times as Salesforce writes them: {@code 2026-11-24T02:00:00.000+0000} (§9). */
public final class SalesforceTimes {
  private static final DateTimeFormatter READ =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX][XX][X]");
  private static final DateTimeFormatter WRITE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private SalesforceTimes() {}

  /** Throws {@link java.time.DateTimeException} on another text. */
  public static Instant instant(String text) {
    return OffsetDateTime.parse(text, READ).toInstant();
  }

  /** For a record's field: milliseconds, UTC. */
  public static String text(Instant instant) {
    return WRITE.format(instant);
  }

  /** For a condition of a query: whole seconds, as stamps are kept. */
  public static String literal(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
