package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * How a set tells when its records changed (fact sheet §3): an instant, a day with a time beside
 * it, or a day alone. Stamps are local to whoever writes them: UTC for instants, the server's zone
 * for the others. Answers cut instants to the millisecond while the database has more digits, so
 * stamps are compared in steps that lose nothing.
 */
record Stamp(Kind kind, String first, String second) {
  /** The kinds. */
  enum Kind {
    INSTANT(ChronoUnit.MILLIS),
    DAY_AND_TIME(ChronoUnit.SECONDS),
    DAY(ChronoUnit.DAYS);

    private final ChronoUnit step;

    Kind(ChronoUnit step) {
      this.step = step;
    }
  }

  static final LocalDateTime BEFORE_ALL = LocalDateTime.of(1900, 1, 1, 0, 0);

  static Stamp instant(String property) {
    return new Stamp(Kind.INSTANT, property, "");
  }

  static Stamp dayAndTime(String day, String time) {
    return new Stamp(Kind.DAY_AND_TIME, day, time);
  }

  static Stamp day(String property) {
    return new Stamp(Kind.DAY, property, "");
  }

  List<String> properties() {
    return second.isEmpty() ? List.of(first) : List.of(first, second);
  }

  /** The stamp of a record, cut to its step; empty where it has none. */
  Optional<LocalDateTime> of(S4Record row) {
    return switch (kind) {
      case INSTANT ->
          row.instant(first).map(at -> cut(LocalDateTime.ofInstant(at, ZoneOffset.UTC)));
      case DAY_AND_TIME ->
          row.date(first).map(day -> cut(day.atTime(row.time(second).orElse(LocalTime.MIDNIGHT))));
      case DAY -> row.date(first).map(day -> day.atStartOfDay());
    };
  }

  LocalDateTime cut(LocalDateTime stamp) {
    return stamp.truncatedTo(kind.step);
  }

  LocalDateTime following(LocalDateTime stamp) {
    return cut(stamp).plus(1, kind.step);
  }

  /** Where a read begins that follows another; days overlap by a whole one. */
  LocalDateTime from(LocalDateTime water, Duration overlap) {
    LocalDateTime from = cut(water.minus(overlap));
    return kind == Kind.DAY && !water.equals(BEFORE_ALL) ? from.minusDays(1) : from;
  }

  /** From a stamp on. */
  ODataFilter since(LocalDateTime from) {
    return switch (kind) {
      case INSTANT -> ODataFilter.ge(first, from.toInstant(ZoneOffset.UTC));
      case DAY_AND_TIME ->
          ODataFilter.gt(first, from.toLocalDate())
              .or(
                  ODataFilter.eq(first, from.toLocalDate())
                      .and(ODataFilter.ge(second, from.toLocalTime())));
      case DAY -> ODataFilter.ge(first, from.toLocalDate());
    };
  }

  /**
   * Behind a row, in the order of stamps and keys. Not of instants: those of one step are ordered
   * by digits that are not told.
   */
  ODataFilter after(LocalDateTime stamp, String keyName, String key) {
    return since(following(stamp)).or(within(stamp).and(ODataFilter.gt(keyName, key)));
  }

  /** Within one step. */
  ODataFilter within(LocalDateTime stamp) {
    return switch (kind) {
      case INSTANT ->
          since(stamp).and(ODataFilter.lt(first, following(stamp).toInstant(ZoneOffset.UTC)));
      case DAY_AND_TIME ->
          ODataFilter.eq(first, stamp.toLocalDate())
              .and(ODataFilter.eq(second, stamp.toLocalTime()));
      case DAY -> ODataFilter.eq(first, stamp.toLocalDate());
    };
  }
}
