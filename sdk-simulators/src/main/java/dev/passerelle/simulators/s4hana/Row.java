package dev.passerelle.simulators.s4hana;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stored row: texts, {@code BigDecimal}, {@code Boolean}, {@code LocalDate}, {@code LocalTime},
 * {@code Instant}, by the stored names.
 */
final class Row {
  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
  private long version = 1;

  Row() {}

  @Nullable Object get(String name) {
    return values.get(name);
  }

  Row set(String name, @Nullable Object value) {
    values.put(name, value);
    return this;
  }

  Row setIfBlank(String name, Object value) {
    if (isBlank(name)) {
      set(name, value);
    }
    return this;
  }

  boolean isBlank(String name) {
    Object value = values.get(name);
    return value == null || value.equals("");
  }

  String text(String name) {
    Object value = values.get(name);
    return value == null ? "" : value.toString();
  }

  BigDecimal number(String name) {
    return values.get(name) instanceof BigDecimal number ? number : BigDecimal.ZERO;
  }

  boolean yes(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  @Nullable LocalDate day(String name) {
    return values.get(name) instanceof LocalDate day ? day : null;
  }

  void touch() {
    version++;
  }

  String etag() {
    return "W/\"'" + "2026%010d".formatted(version) + "'\"";
  }

  Row copy() {
    Row copy = new Row();
    copy.version = version;
    copy.values.putAll(values);
    return copy;
  }
}
