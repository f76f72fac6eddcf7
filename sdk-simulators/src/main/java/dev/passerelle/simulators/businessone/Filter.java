package dev.passerelle.simulators.businessone;

import dev.passerelle.simulators.odata.Conditions;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of {@code $filter} that the Service Layer takes: comparisons, and, or, not, parentheses,
 * startswith, endswith, contains, substringof. Texts are compared as a Microsoft database does by
 * default, without regard to case; dates and times may stand in quotes.
 */
final class Filter extends Conditions<Row> {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*('(?:[^']|'')*'|[(),]|-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?[mMlLdDfF]?(?![\\w-])"
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
    return B1Error.badFilter(why);
  }

  @Override
  protected Predicate<Row> function(String name, String literal, BiPredicate<String, String> test) {
    String property = property(name).name();
    String folded = fold(String.valueOf(literal(literal)));
    return row -> test.test(fold(row.text(property)), folded);
  }

  @Override
  protected Predicate<Row> comparison(String name, String operator, String text) {
    Shape.Property property = property(name);
    Object literal = literal(text);
    return row -> {
      int order = compare(property, row.get(property.name()), literal);
      boolean known = order != UNKNOWN;
      return switch (operator) {
        case "eq" -> known && order == 0;
        case "ne" -> !known || order != 0;
        case "gt" -> known && order > 0;
        case "ge" -> known && order >= 0;
        case "lt" -> known && order < 0;
        case "le" -> known && order <= 0;
        default -> throw B1Error.badFilter("unknown operator " + operator);
      };
    };
  }

  private static final int UNKNOWN = Integer.MIN_VALUE;

  /** As SQL: nothing compares with null, but for equality of two. */
  private static int compare(
      Shape.Property property, @Nullable Object value, @Nullable Object literal) {
    if (value == null || literal == null) {
      return Objects.equals(value, literal) ? 0 : UNKNOWN;
    }
    return order(property.kind(), value, literal);
  }

  /** The order of two values of a kind. */
  static int order(Shape.Kind kind, Object left, Object right) {
    return switch (kind) {
      case INT, NUMBER -> Integer.signum(decimal(left).compareTo(decimal(right)));
      case DATE -> Integer.signum(day(left).compareTo(day(right)));
      default -> Integer.signum(fold(left.toString()).compareTo(fold(right.toString())));
    };
  }

  private static BigDecimal decimal(Object value) {
    try {
      return value instanceof BigDecimal number ? number : new BigDecimal(value.toString());
    } catch (NumberFormatException e) {
      throw B1Error.badFilter("a number was expected");
    }
  }

  private static String day(Object value) {
    String text = value.toString();
    return text.length() > 10 ? text.substring(0, 10) : text;
  }

  private static String fold(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  private Shape.Property property(String name) {
    Shape.Property property = shape.find(name);
    if (property == null || property.kind() == Shape.Kind.ROWS) {
      throw B1Error.unknownProperty(name, shape.name());
    }
    return property;
  }

  private static @Nullable Object literal(String token) {
    if (token.startsWith("'")) {
      return token.substring(1, token.length() - 1).replace("''", "'");
    }
    if (token.equals("null")) {
      return null;
    }
    if (token.matches("-?\\d.*")) {
      return new BigDecimal(token.replaceAll("[mMlLdDfF]$", ""));
    }
    throw B1Error.badFilter("a literal was expected, not " + token);
  }
}
