package dev.passerelle.simulators.s4hana;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keys as they stand in addresses: {@code ('42')}, {@code (SalesOrder='42',SalesOrderItem='10')}.
 */
final class Keys {
  private static final Pattern SEGMENT = Pattern.compile("(\\w+)(?:\\((.*)\\))?", Pattern.DOTALL);
  private static final Pattern PART =
      Pattern.compile(
          "(?:(\\w+)=)?((?:datetimeoffset|datetime)?'(?:[^']|'')*'|true|false|[\\d:TZ.-]+)"
              + "(?:,|$)");

  /**
   * A segment of a path.
   *
   * @param key as it stands between the parentheses; empty for the set itself
   */
  record Address(String set, String key) {}

  private Keys() {}

  static Address address(String segment) {
    Matcher matcher = SEGMENT.matcher(segment);
    if (!matcher.matches()) {
      throw S4Error.badRequest("unreadable segment");
    }
    return new Address(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
  }

  /** Stored names and texts of a key. */
  static Map<String, String> parse(Shape shape, String text) {
    List<Property> keys = shape.keys();
    Map<String, String> key = new LinkedHashMap<>();
    Matcher matcher = PART.matcher(text);
    int end = 0;
    while (end < text.length() && matcher.find() && matcher.start() == end) {
      Property property = matcher.group(1) == null ? keys.get(0) : shape.need(matcher.group(1));
      key.put(property.stored(), value(property, matcher.group(2)));
      end = matcher.end();
    }
    if (key.size() != keys.size()) {
      throw S4Error.badRequest("the key predicate is not complete");
    }
    return key;
  }

  private static String value(Property property, String token) {
    int quote = token.indexOf('\'');
    String bare =
        quote < 0 ? token : token.substring(quote + 1, token.length() - 1).replace("''", "'");
    return switch (property.kind()) {
      case DAY -> Values.day(bare).toString();
      case INSTANT -> Values.instant(bare).toString();
      default -> property.external(bare);
    };
  }

  static String text(Shape shape, Row row) {
    List<Property> keys = shape.keys();
    if (keys.size() == 1) {
      return "(" + literal(keys.get(0), row) + ")";
    }
    return keys.stream()
        .map(key -> key.name() + "=" + literal(key, row))
        .collect(Collectors.joining(",", "(", ")"));
  }

  private static String literal(Property key, Row row) {
    String text = row.text(key.stored());
    return switch (key.kind()) {
      case FLAG -> text.isEmpty() ? "false" : text;
      case DAY -> "datetime'" + text + "T00:00:00'";
      case INSTANT -> "datetimeoffset'" + text + "'";
      default -> "'" + text.replace("'", "''") + "'";
    };
  }
}
