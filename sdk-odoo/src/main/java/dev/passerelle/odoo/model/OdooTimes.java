package dev.passerelle.odoo.model;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Odoo's form of instants: UTC without saying so, in whole seconds (fact sheet §3, §9). */
public final class OdooTimes {
  private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private OdooTimes() {}

  /** The instant as filters and writes take it; a fraction of a second is cut. */
  public static String text(Instant instant) {
    return FORM.format(instant.atZone(ZoneOffset.UTC));
  }

  /**
   * The instant that a field shows.
   *
   * @throws java.time.DateTimeException where the text is not of this form
   */
  public static Instant instant(String text) {
    return LocalDateTime.parse(text, FORM).toInstant(ZoneOffset.UTC);
  }
}
