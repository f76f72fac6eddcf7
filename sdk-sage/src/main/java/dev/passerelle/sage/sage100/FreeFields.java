package dev.passerelle.sage.sage100;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Free fields ("informations libres"): real columns whose names a customer chose (fact sheet §2).
 */
final class FreeFields {
  private FreeFields() {}

  /** The values of the columns that are there and not empty: text, number or date. */
  static Map<String, Object> values(Row row, Set<String> columns) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String column : columns) {
      row.value(column)
          .flatMap(value -> clean(row, column, value))
          .ifPresent(value -> values.put(column, value));
    }
    return values;
  }

  private static Optional<Object> clean(Row row, String column, Object value) {
    if (value instanceof LocalDateTime) {
      return row.date(column).map(date -> date);
    }
    return Optional.of(value instanceof String text ? text.stripTrailing() : value);
  }
}
