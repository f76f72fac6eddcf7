package dev.passerelle.simulators.odoo;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a version compares instants (fact sheet §3): up to 18 to the microsecond, with texts of many
 * forms; from 19 on in whole seconds on both sides, and only its own form.
 */
final class DateFilters {
  static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final boolean wholeSeconds;
  private final ZoneId userZone;

  DateFilters(int version, ZoneId userZone) {
    this.wholeSeconds = version >= 19;
    this.userZone = userZone;
  }

  void check(@Nullable Object wanted) {
    if (wanted instanceof String text) {
      parse(text);
    }
  }

  boolean fits(Optional<Instant> actual, String operator, @Nullable Object wanted) {
    if (!(wanted instanceof String text)) {
      return operator.equals("=") == actual.isEmpty();
    }
    if (actual.isEmpty()) {
      return false;
    }
    Instant left = wholeSeconds ? actual.get().truncatedTo(ChronoUnit.SECONDS) : actual.get();
    Instant limit = parse(text);
    int order = left.compareTo(wholeSeconds ? limit.truncatedTo(ChronoUnit.SECONDS) : limit);
    return switch (operator) {
      case "=" -> order == 0;
      case "!=" -> order != 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      default -> throw OdooError.value("Invalid operator " + operator);
    };
  }

  private Instant parse(String text) {
    try {
      if (text.length() == 10) {
        return LocalDate.parse(text)
            .atStartOfDay(wholeSeconds ? userZone : ZoneOffset.UTC)
            .toInstant();
      }
      boolean zoned = text.endsWith("Z") || text.matches(".*[+-]\\d\\d:\\d\\d");
      if (zoned && wholeSeconds) {
        throw OdooError.value("time data does not match format '%Y-%m-%d %H:%M:%S'");
      }
      String iso = text.replace(' ', 'T');
      return zoned
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw OdooError.value("time data does not match format '%Y-%m-%d %H:%M:%S'");
    }
  }

  static String show(Instant instant) {
    return FORM.format(instant.atZone(ZoneOffset.UTC));
  }
}
