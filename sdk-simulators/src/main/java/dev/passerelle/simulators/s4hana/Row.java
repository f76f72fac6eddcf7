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
  private @Nullable Store store;
  private String set = "";
  private long place;

  Row() {}

  @Nullable Object get(String name) {
    return values.get(name);
  }

  /** From now on the store is told before the row changes, and after. */
  void storedIn(Store owner, String where, long at) {
    store = owner;
    set = where;
    place = at;
  }

  /** Later rows of a set have higher ones. */
  long place() {
    return place;
  }

  private void changing() {
    if (store != null) {
      store.changing(this);
    }
  }

  Row set(String name, @Nullable Object value) {
    changing();
    String before = text(name);
    values.put(name, value);
    if (store != null) {
      store.changed(set, this, name, before);
    }
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
    changing();
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

  /** Takes back what changed since a copy was made. */
  void restore(Row copy) {
    version = copy.version;
    values.clear();
    values.putAll(copy.values);
  }
}
