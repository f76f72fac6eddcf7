package dev.passerelle.simulators.odoo;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One record: values by field name, as {@code String}, {@code BigDecimal}, {@code Boolean}, {@code
 * Long} (integers and ids) or a list of ids; an empty one is absent.
 */
final class Row {
  private final long id;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private Instant created;
  private Instant written;

  Row(long id, Instant at) {
    this.id = id;
    created = at;
    written = at;
  }

  Row copy() {
    Row copy = new Row(id, created);
    copy.written = written;
    copy.values.putAll(values);
    return copy;
  }

  long id() {
    return id;
  }

  Instant created() {
    return created;
  }

  Instant written() {
    return written;
  }

  void stamp(Instant at) {
    written = at;
  }

  @Nullable Object get(String field) {
    return values.get(field);
  }

  boolean has(String field) {
    return values.containsKey(field);
  }

  Row set(String field, @Nullable Object value) {
    if (value == null) {
      values.remove(field);
    } else {
      values.put(field, value);
    }
    return this;
  }

  Optional<String> text(String field) {
    return Optional.ofNullable(values.get(field)).map(String::valueOf);
  }

  boolean is(String field, String value) {
    return value.equals(values.get(field));
  }

  boolean flag(String field) {
    return Boolean.TRUE.equals(values.get(field));
  }

  BigDecimal number(String field) {
    Object value = values.get(field);
    return value instanceof BigDecimal number
        ? number
        : value instanceof Long whole ? BigDecimal.valueOf(whole) : BigDecimal.ZERO;
  }

  Optional<Long> link(String field) {
    return values.get(field) instanceof Long other ? Optional.of(other) : Optional.empty();
  }

  @SuppressWarnings("unchecked")
  List<Long> links(String field) {
    return values.get(field) instanceof List<?> list ? (List<Long>) list : List.of();
  }
}
