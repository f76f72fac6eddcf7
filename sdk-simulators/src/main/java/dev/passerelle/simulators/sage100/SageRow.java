package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One row as it was read; columns that the schema lacks are absent. */
record SageRow(String table, Map<String, @Nullable Object> values) {
  int cbMarq() {
    return number("cbMarq");
  }

  boolean has(String column) {
    return values.containsKey(column);
  }

  /** The text without its trailing spaces; empty for NULL. */
  String text(String column) {
    Object value = values.get(column);
    return value == null ? "" : value.toString().stripTrailing();
  }

  int number(String column) {
    return values.get(column) instanceof Number number ? number.intValue() : 0;
  }

  boolean flag(String column) {
    return number(column) != 0;
  }

  BigDecimal amount(String column) {
    return values.get(column) instanceof BigDecimal amount ? amount : BigDecimal.ZERO;
  }

  /** The date; empty for NULL and for Sage's empty date. */
  Optional<LocalDate> date(String column) {
    return moment(column)
        .map(LocalDateTime::toLocalDate)
        .filter(date -> !date.equals(SageColumn.NO_DATE));
  }

  /** The date, or Sage's empty date. */
  LocalDate rawDate(String column) {
    return date(column).orElse(SageColumn.NO_DATE);
  }

  LocalDateTime modified() {
    return moment("cbModification").orElseThrow();
  }

  private Optional<LocalDateTime> moment(String column) {
    Object value = values.get(column);
    if (value instanceof Timestamp stamp) {
      return Optional.of(stamp.toLocalDateTime());
    }
    return value instanceof LocalDateTime time ? Optional.of(time) : Optional.empty();
  }
}
