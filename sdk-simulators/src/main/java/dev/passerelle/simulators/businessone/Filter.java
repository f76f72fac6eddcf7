package dev.passerelle.simulators.businessone;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of {@code $filter} that the Service Layer takes: comparisons, and, or, not, parentheses,
 * startswith, endswith, contains, substringof. Texts are compared as a Microsoft database does by
 * default, without regard to case; dates and times may stand in quotes.
 */
final class Filter {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*('(?:[^']|'')*'|[(),]|-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?[mMlLdDfF]?(?![\\w-])"
              + "|[A-Za-z_][\\w/]*|\\S)");

  private final List<String> tokens = new ArrayList<>();
  private final Shape shape;
  private int at;

  private Filter(String text, Shape shape) {
    this.shape = shape;
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    if (!text.substring(end).isBlank()) {
      throw B1Error.badFilter("unreadable");
    }
  }

  /** The condition of a text; everything for an empty one. */
  static Predicate<Row> of(String text, Shape shape) {
    if (text.isBlank()) {
      return row -> true;
    }
    Filter filter = new Filter(text, shape);
    Predicate<Row> condition = filter.or();
    if (filter.at < filter.tokens.size()) {
      throw B1Error.badFilter("unexpected " + filter.tokens.get(filter.at));
    }
    return condition;
  }

  private Predicate<Row> or() {
    Predicate<Row> left = and();
    while (takes("or")) {
      left = left.or(and());
    }
    return left;
  }

  private Predicate<Row> and() {
    Predicate<Row> left = unary();
    while (takes("and")) {
      left = left.and(unary());
    }
    return left;
  }

  private Predicate<Row> unary() {
    if (takes("not")) {
      return unary().negate();
    }
    if (takes("(")) {
      Predicate<Row> inside = or();
      need(")");
      return inside;
    }
    String word = next();
    return switch (word) {
      case "startswith" -> function(String::startsWith, false);
      case "endswith" -> function(String::endsWith, false);
      case "contains" -> function(String::contains, false);
      case "substringof" -> function(String::contains, true);
      default -> comparison(word);
    };
  }

  private Predicate<Row> function(BiPredicate<String, String> test, boolean literalFirst) {
    need("(");
    String first = next();
    need(",");
    String second = next();
    need(")");
    String name = property(literalFirst ? second : first).name();
    String literal = fold(String.valueOf(literal(literalFirst ? first : second)));
    return row -> test.test(fold(row.text(name)), literal);
  }

  private Predicate<Row> comparison(String word) {
    Shape.Property property = property(word);
    String operator = next();
    Object literal = literal(next());
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

  private boolean takes(String word) {
    boolean fits = at < tokens.size() && tokens.get(at).equals(word);
    at += fits ? 1 : 0;
    return fits;
  }

  private void need(String word) {
    if (!takes(word)) {
      throw B1Error.badFilter(word + " was expected");
    }
  }

  private String next() {
    if (at == tokens.size()) {
      throw B1Error.badFilter("ends too early");
    }
    return tokens.get(at++);
  }
}
