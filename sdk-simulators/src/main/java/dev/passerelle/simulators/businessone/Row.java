package dev.passerelle.simulators.businessone;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stored record, or a row inside one: texts, numbers as {@code BigDecimal}, dates and times as
 * ISO texts, lists of rows.
 */
final class Row {
  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
  private long version = 1;

  Row() {}

  @Nullable Object get(String name) {
    return values.get(name);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  Row set(String name, @Nullable Object value) {
    values.put(name, value instanceof Integer number ? BigDecimal.valueOf(number) : value);
    return this;
  }

  Row setIfAbsent(String name, Object value) {
    if (values.get(name) == null) {
      set(name, value);
    }
    return this;
  }

  void remove(String name) {
    values.remove(name);
  }

  String text(String name) {
    Object value = values.get(name);
    return value instanceof BigDecimal number
        ? number.toPlainString()
        : value == null ? "" : value.toString();
  }

  BigDecimal number(String name) {
    return values.get(name) instanceof BigDecimal number ? number : BigDecimal.ZERO;
  }

  int integer(String name) {
    return number(name).intValue();
  }

  boolean yes(String name) {
    return "tYES".equals(values.get(name));
  }

  Row add(String name, BigDecimal amount) {
    return set(name, number(name).add(amount));
  }

  /** The live list of rows; made where there is none. */
  @SuppressWarnings("unchecked")
  List<Row> rows(String name) {
    return (List<Row>) values.computeIfAbsent(name, missing -> new ArrayList<Row>());
  }

  Map<String, @Nullable Object> values() {
    return values;
  }

  void touch() {
    version++;
  }

  String etag() {
    return "W/\"" + Long.toHexString(0xB1000000L + version) + "\"";
  }

  Row copy() {
    Row copy = new Row();
    copy.version = version;
    values.forEach((name, value) -> copy.values.put(name, copyOf(value)));
    return copy;
  }

  /** Takes back what changed since a copy was made. */
  void restore(Row copy) {
    version = copy.version;
    values.clear();
    values.putAll(copy.values);
  }

  private static @Nullable Object copyOf(@Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      return value;
    }
    List<Row> rows = new ArrayList<>();
    list.forEach(each -> rows.add(((Row) each).copy()));
    return rows;
  }
}
