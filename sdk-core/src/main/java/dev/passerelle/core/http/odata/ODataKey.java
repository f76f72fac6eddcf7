package dev.passerelle.core.http.odata;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The key of an entity: one value, or several by name. Immutable.
 *
 * @see ODataService#find
 */
public final class ODataKey {
  private final Map<String, Object> parts;

  private ODataKey(Map<String, Object> parts) {
    this.parts = parts;
  }

  /** A text key, {@code Items('A1')}. Not empty: it would name the whole set. */
  public static ODataKey of(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("an empty key");
    }
    return new ODataKey(Map.of("", value));
  }

  /** A whole number of 32 bits, {@code Orders(5)}. */
  public static ODataKey of(int value) {
    return new ODataKey(Map.of("", value));
  }

  /** Several parts in order; values as in {@link ODataDialect}. */
  public static ODataKey of(Map<String, ?> named) {
    if (named.isEmpty()) {
      throw new IllegalArgumentException("an empty key");
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    named.forEach((name, value) -> copy.put(ODataText.name(name), value));
    return new ODataKey(copy);
  }

  /** As it stands in a path, percent-encoded, with its parentheses. */
  public String encoded(ODataDialect dialect) {
    return parts.entrySet().stream()
        .map(part -> name(part.getKey()) + literal(dialect, part.getValue()))
        .collect(Collectors.joining(",", "(", ")"));
  }

  private static String name(String name) {
    return name.isEmpty() ? "" : name + "=";
  }

  /** The quotes that open and close a literal stay bare: some gateways look for them. */
  private static String literal(ODataDialect dialect, Object value) {
    String text = dialect.literal(value);
    int open = text.indexOf('\'');
    return open < 0
        ? ODataText.encodeSegment(text)
        : text.substring(0, open + 1)
            + ODataText.encodeSegment(text.substring(open + 1, text.length() - 1))
            + "'";
  }

  @Override
  public String toString() {
    return parts.keySet().toString();
  }
}
