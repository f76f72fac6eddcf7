package dev.passerelle.core.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Casts between plain JSON trees and values, in one place. */
final class Json {
  private Json() {}

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object json) {
    if (json instanceof Map<?, ?>) {
      return (Map<String, Object>) json;
    }
    throw new IllegalArgumentException("expected a JSON object");
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(Object json) {
    if (json instanceof List<?>) {
      return (List<Object>) json;
    }
    throw new IllegalArgumentException("expected a JSON array");
  }

  /** One scale for equal decimals, never an exponent: 10, 8.4, 0. */
  static BigDecimal strip(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  static void put(BiConsumer<String, Object> into, String key, @Nullable Object value) {
    if (value instanceof BigDecimal number) {
      into.accept(key, strip(number).toPlainString());
    } else if (value != null) {
      into.accept(key, value);
    }
  }

  static @Nullable BigDecimal decimal(Map<String, Object> json, String key) {
    Object value = json.get(key);
    return value == null ? null : new BigDecimal((String) value);
  }

  static String need(Map<String, Object> json, String key) {
    Object value = json.get(key);
    if (value == null) {
      throw new IllegalArgumentException("JSON object without '" + key + "'");
    }
    return value.toString();
  }

  static @Nullable String text(Map<String, Object> json, String key) {
    return (String) json.get(key);
  }
}
