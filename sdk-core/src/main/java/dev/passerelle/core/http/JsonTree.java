package dev.passerelle.core.http;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value of unknown shape, and the body of requests whose fields are only known at run time:
 * numbers are exact, {@code null} and absent differ (R7). Immutable. Reading what is not there
 * gives a {@linkplain #isMissing() missing} tree, never an exception.
 */
public final class JsonTree {
  private static final JsonTree MISSING = new JsonTree(null, true);

  private final @Nullable Object value;
  private final boolean missing;

  private JsonTree(@Nullable Object value, boolean missing) {
    this.value = value;
    this.missing = missing;
  }

  /**
   * A tree of plain values: null, {@link String}, {@link Boolean}, {@link Number}, {@code Map} with
   * string keys, {@code Iterable}, or a tree. Copied.
   *
   * @throws IllegalArgumentException for a value of another type
   */
  public static JsonTree of(@Nullable Object value) {
    return new JsonTree(plain(value), false);
  }

  static JsonTree missing() {
    return MISSING;
  }

  /** The tree over values that are already plain and not shared. */
  static JsonTree trusted(@Nullable Object plain) {
    return new JsonTree(plain, false);
  }

  /** The member of an object; missing where this is none or has none of that name. */
  public JsonTree at(String name) {
    return value instanceof Map<?, ?> map && map.containsKey(name)
        ? new JsonTree(map.get(name), false)
        : MISSING;
  }

  /** The element of an array, from 0; missing where this is none or is shorter. */
  public JsonTree at(int index) {
    return value instanceof List<?> list && index >= 0 && index < list.size()
        ? new JsonTree(list.get(index), false)
        : MISSING;
  }

  /** There is no such member or element. */
  public boolean isMissing() {
    return missing;
  }

  /** The value is there and is {@code null}. */
  public boolean isNull() {
    return !missing && value == null;
  }

  /** A string, or a number or boolean as text; empty for everything else. */
  public Optional<String> text() {
    return value instanceof String text
        ? Optional.of(text)
        : value instanceof BigDecimal number
            ? Optional.of(number.toPlainString())
            : value instanceof Boolean ? Optional.of(value.toString()) : Optional.empty();
  }

  /** A number, or a string that holds one; exact. */
  public Optional<BigDecimal> number() {
    return value instanceof BigDecimal number
        ? Optional.of(number)
        : value instanceof String text ? JsonReading.decimal(text) : Optional.empty();
  }

  /** A boolean, or the strings {@code true} and {@code false}. */
  public Optional<Boolean> bool() {
    return value instanceof Boolean bool
        ? Optional.of(bool)
        : "true".equals(value)
            ? Optional.of(true)
            : "false".equals(value) ? Optional.of(false) : Optional.empty();
  }

  /** The elements of an array; empty for everything else. */
  public List<JsonTree> items() {
    return value instanceof List<?> list
        ? list.stream().map(JsonTree::trusted).toList()
        : List.of();
  }

  /** The members of an object, in order; empty for everything else. */
  public Map<String, JsonTree> fields() {
    Map<String, JsonTree> fields = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, member) -> fields.put((String) name, trusted(member)));
    }
    return Collections.unmodifiableMap(fields);
  }

  @Nullable Object plain() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonTree tree
        && missing == tree.missing
        && java.util.Objects.equals(value, tree.value);
  }

  @Override
  public int hashCode() {
    return java.util.Objects.hash(value, missing);
  }

  /**
   * Its shape, without values: a tree may hold personal data. {@link Json#write} gives the text.
   */
  @Override
  public String toString() {
    return missing
        ? "(missing)"
        : value instanceof Map<?, ?> map
            ? map.keySet().toString()
            : value instanceof List<?> list ? "[" + list.size() + "]" : "(value)";
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value == null || value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof JsonTree tree) {
      return tree.value;
    }
    if (value instanceof Number number) {
      return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((name, member) -> copy.put((String) name, plain(member)));
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof Iterable<?> items) {
      List<@Nullable Object> copy = new ArrayList<>();
      items.forEach(item -> copy.add(plain(item)));
      return Collections.unmodifiableList(copy);
    }
    throw new IllegalArgumentException("not a JSON value: " + value.getClass().getName());
  }
}
