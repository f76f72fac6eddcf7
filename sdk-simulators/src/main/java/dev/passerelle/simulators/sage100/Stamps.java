package dev.passerelle.simulators.sage100;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/**
 * The two types that Sage's {@code cbModification} has had, with SQL Server's rounding (fact sheet
 * §4).
 */
public enum Stamps {
  /** Rounded to 1/300 s: the milliseconds end in 0, 3 or 7. */
  DATETIME("datetime") {
    @Override
    LocalDateTime round(LocalDateTime time) {
      long millis = Math.round(time.getNano() / 1_000_000.0);
      long ticks = Math.round(millis * 3 / 10.0);
      return time.truncatedTo(ChronoUnit.SECONDS)
          .plusNanos(Math.round(ticks * 10 / 3.0) * 1_000_000);
    }
  },
  /** Rounded to the minute, from 29.999 s upwards into the future. */
  SMALLDATETIME("smalldatetime") {
    @Override
    LocalDateTime round(LocalDateTime time) {
      long millis = time.getSecond() * 1000L + time.getNano() / 1_000_000;
      LocalDateTime minute = time.truncatedTo(ChronoUnit.MINUTES);
      return millis >= 29_999 ? minute.plusMinutes(1) : minute;
    }
  };

  private final String sqlType;

  Stamps(String sqlType) {
    this.sqlType = sqlType;
  }

  String sqlType() {
    return sqlType;
  }

  /** What the column holds after this local time was written to it. */
  abstract LocalDateTime round(LocalDateTime time);
}
