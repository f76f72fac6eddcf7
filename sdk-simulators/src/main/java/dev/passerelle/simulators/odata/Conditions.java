package dev.passerelle.simulators.odata;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammar of {@code $filter}: comparisons, and, or, not, parentheses, startswith, endswith,
 * contains, substringof. What properties, literals and refusals look like is the system's business.
 *
 * @param <R> a row
 */
public abstract class Conditions<R> {
  private final List<String> tokens = new ArrayList<>();
  private int at;

  /**
   * Reads a text.
   *
   * @param token what stands for itself, in its first group
   */
  protected Conditions(String text, Pattern token) {
    Matcher matcher = token.matcher(text);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    if (!text.substring(end).isBlank()) {
      throw refused("unreadable");
    }
  }

  /** A condition that the system does not take. */
  protected abstract RuntimeException refused(String why);

  /** A test of a text. */
  protected abstract Predicate<R> function(
      String property, String literal, BiPredicate<String, String> test);

  /** A comparison; the operator is any word. */
  protected abstract Predicate<R> comparison(String property, String operator, String literal);

  /** The whole text. */
  public final Predicate<R> parse() {
    Predicate<R> condition = or();
    if (at < tokens.size()) {
      throw refused("unexpected " + tokens.get(at));
    }
    return condition;
  }

  private Predicate<R> or() {
    Predicate<R> left = and();
    while (takes("or")) {
      left = left.or(and());
    }
    return left;
  }

  private Predicate<R> and() {
    Predicate<R> left = unary();
    while (takes("and")) {
      left = left.and(unary());
    }
    return left;
  }

  private Predicate<R> unary() {
    if (takes("not")) {
      return unary().negate();
    }
    if (takes("(")) {
      Predicate<R> inside = or();
      need(")");
      return inside;
    }
    String word = next();
    return switch (word) {
      case "startswith" -> called(String::startsWith, false);
      case "endswith" -> called(String::endsWith, false);
      case "contains" -> called(String::contains, false);
      case "substringof" -> called(String::contains, true);
      default -> comparison(word, next(), next());
    };
  }

  private Predicate<R> called(BiPredicate<String, String> test, boolean literalFirst) {
    need("(");
    String first = next();
    need(",");
    String second = next();
    need(")");
    return literalFirst ? function(second, first, test) : function(first, second, test);
  }

  private boolean takes(String word) {
    boolean fits = at < tokens.size() && tokens.get(at).equals(word);
    at += fits ? 1 : 0;
    return fits;
  }

  private void need(String word) {
    if (!takes(word)) {
      throw refused(word + " was expected");
    }
  }

  private String next() {
    if (at == tokens.size()) {
      throw refused("ends too early");
    }
    return tokens.get(at++);
  }
}
