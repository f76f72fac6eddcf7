package dev.passerelle.simulators.s4hana;

import dev.passerelle.simulators.odata.Conditions;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code $filter} of both versions: comparisons, and, or, not, parentheses, startswith, endswith,
 * contains, substringof. Numbers kept as text are compared with their zeros.
 */
final class Filter extends Conditions<Row> {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*((?:datetimeoffset|datetime|time|guid)?'(?:[^']|'')*'"
              + "|\\d{4}-\\d{2}-\\d{2}(?:T[\\d:.]+Z)?|[(),]|-?\\d+(?:\\.\\d+)?[mMlLdDfF]?"
              + "|[A-Za-z_][\\w/]*|\\S)");

  private final Shape shape;

  private Filter(String text, Shape shape) {
    super(text, TOKEN);
    this.shape = shape;
  }

  /** The condition of a text; everything for an empty one. */
  static Predicate<Row> of(String text, Shape shape) {
    return text.isBlank() ? row -> true : new Filter(text, shape).parse();
  }

  @Override
  protected RuntimeException refused(String why) {
    return S4Error.badRequest(why);
  }

  @Override
  protected Predicate<Row> function(String name, String text, BiPredicate<String, String> test) {
    Property property = shape.need(name);
    String literal = fold(String.valueOf(literal(text, property)));
    return row -> test.test(fold(row.text(property.stored())), literal);
  }

  @Override
  protected Predicate<Row> comparison(String name, String operator, String text) {
    Property property = shape.need(name);
    Object literal = literal(text, property);
    if (!List.of("eq", "ne", "gt", "ge", "lt", "le").contains(operator)) {
      throw S4Error.badRequest("unknown operator " + operator);
    }
    return row -> test(operator, value(property, row.get(property.stored())), literal);
  }

  private static boolean test(
      String operator, @Nullable Comparable<Object> value, @Nullable Object literal) {
    if (value == null || literal == null) {
      boolean same = value == null && literal == null;
      return operator.equals("eq") ? same : operator.equals("ne") && !same;
    }
    int order = value.compareTo(literal);
    return switch (operator) {
      case "eq" -> order == 0;
      case "ne" -> order != 0;
      case "gt" -> order > 0;
      case "ge" -> order >= 0;
      case "lt" -> order < 0;
      default -> order <= 0;
    };
  }

  /** A value in the form in which it is compared and ordered. */
  @SuppressWarnings("unchecked")
  static @Nullable Comparable<Object> value(Property property, @Nullable Object value) {
    Object comparable =
        switch (property.kind()) {
          case TEXT -> fold(property.internal(value == null ? "" : value.toString()));
          case FLAG -> value == null ? Boolean.FALSE : value;
          default -> value;
        };
    return (Comparable<Object>) comparable;
  }

  private static String fold(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  private static @Nullable Object literal(String token, Property property) {
    if (token.equals("null")) {
      return null;
    }
    int quote = token.indexOf('\'');
    String prefix = quote < 0 ? "" : token.substring(0, quote);
    String bare =
        quote < 0 ? token : token.substring(quote + 1, token.length() - 1).replace("''", "'");
    try {
      return switch (property.kind()) {
        case TEXT -> fold(property.internal(property.external(quoted(quote == 0, bare))));
        case DECIMAL -> new BigDecimal(bare.replaceAll("[mMlLdDfF]$", ""));
        case FLAG -> flag(bare);
        case DAY -> day(prefix, bare);
        case TIME -> time(bare);
        case INSTANT -> instant(prefix, bare);
      };
    } catch (DateTimeException | NumberFormatException e) {
      throw S4Error.badRequest("a literal for " + property.name() + " was expected");
    }
  }

  private static String quoted(boolean quoted, String text) {
    if (!quoted) {
      throw S4Error.badRequest("a text in quotes was expected");
    }
    return text;
  }

  private static Boolean flag(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw S4Error.badRequest("a flag was expected");
    }
    return Boolean.valueOf(text);
  }

  private static LocalDate day(String prefix, String text) {
    if (!prefix.equals("datetime") && !prefix.isEmpty()) {
      throw S4Error.badRequest("datetime was expected");
    }
    return LocalDate.parse(text.substring(0, 10));
  }

  private static LocalTime time(String text) {
    return Values.time(text);
  }

  private static Instant instant(String prefix, String text) {
    if (!prefix.equals("datetimeoffset") && !prefix.isEmpty()) {
      throw S4Error.badRequest("datetimeoffset was expected");
    }
    return Instant.parse(text);
  }
}
