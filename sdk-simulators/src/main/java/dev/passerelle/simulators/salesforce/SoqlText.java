package dev.passerelle.simulators.salesforce;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the part of SOQL that the simulator speaks. */
final class SoqlText {
  private static final Set<String> OPERATORS = Set.of("=", "!=", "<", "<=", ">", ">=");

  /** A query. */
  record Query(
      List<String> fields,
      String object,
      @Nullable Condition condition,
      List<String> order,
      int limit) {}

  /** A condition: a comparison, a list, or two of them joined. */
  sealed interface Condition {}

  record Compare(String field, String operator, @Nullable Object value) implements Condition {}

  record In(String field, List<@Nullable Object> values) implements Condition {}

  record Both(Condition left, Condition right) implements Condition {}

  record Either(Condition left, Condition right) implements Condition {}

  /** A word, a symbol or a literal. */
  private record Token(String text, boolean quoted) {}

  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private SoqlText(String text) {
    split(text);
  }

  static Query parse(String text) {
    return new SoqlText(text).query();
  }

  private void split(String text) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        i++;
      } else if (c == '\'') {
        i = quoted(text, i + 1);
      } else if ("(),".indexOf(c) >= 0) {
        tokens.add(new Token(String.valueOf(c), false));
        i++;
      } else if ("=!<>".indexOf(c) >= 0) {
        int end = i + 1 < text.length() && text.charAt(i + 1) == '=' ? i + 2 : i + 1;
        tokens.add(new Token(text.substring(i, end), false));
        i = end;
      } else {
        int end = i;
        while (end < text.length() && " \t\n(),=!<>'".indexOf(text.charAt(end)) < 0) {
          end++;
        }
        tokens.add(new Token(text.substring(i, end), false));
        i = end;
      }
    }
  }

  private int quoted(String text, int from) {
    StringBuilder value = new StringBuilder();
    int i = from;
    while (i < text.length() && text.charAt(i) != '\'') {
      if (text.charAt(i) == '\\' && i + 1 < text.length()) {
        value.append(unescaped(text.charAt(i + 1)));
        i += 2;
      } else {
        value.append(text.charAt(i++));
      }
    }
    if (i >= text.length()) {
      throw malformed("unterminated string");
    }
    tokens.add(new Token(value.toString(), true));
    return i + 1;
  }

  private static char unescaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '\\', '\'', '"', '%', '_' -> c;
      default -> throw malformed("bad escape");
    };
  }

  private Query query() {
    expect("SELECT");
    List<String> fields = names();
    expect("FROM");
    String object = word();
    Condition condition = null;
    List<String> order = List.of();
    int limit = Integer.MAX_VALUE;
    if (take("WHERE")) {
      condition = either();
    }
    if (take("ORDER")) {
      expect("BY");
      order = names();
    }
    if (take("LIMIT")) {
      limit = Integer.parseInt(word());
    }
    if (at < tokens.size()) {
      throw malformed("unexpected token: '" + tokens.get(at).text() + "'");
    }
    return new Query(fields, object, condition, order, limit);
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    do {
      names.add(word());
      if (!take("ASC") && take("DESC")) {
        throw malformed("the simulator does not sort downwards");
      }
    } while (take(","));
    return names;
  }

  private Condition either() {
    Condition left = both();
    while (take("OR")) {
      left = new Either(left, both());
    }
    return left;
  }

  private Condition both() {
    Condition left = single();
    while (take("AND")) {
      left = new Both(left, single());
    }
    return left;
  }

  private Condition single() {
    if (take("(")) {
      Condition inner = either();
      expect(")");
      return inner;
    }
    String field = word();
    if (take("IN")) {
      expect("(");
      List<@Nullable Object> values = new ArrayList<>();
      do {
        values.add(literal());
      } while (take(","));
      expect(")");
      return new In(field, values);
    }
    String operator = word();
    if (!OPERATORS.contains(operator)) {
      throw malformed("unexpected token: '" + operator + "'");
    }
    return new Compare(field, operator, literal());
  }

  private @Nullable Object literal() {
    Token token = next();
    String text = token.text();
    if (token.quoted()) {
      return text;
    }
    if (text.equalsIgnoreCase("null")) {
      return null;
    }
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return Boolean.valueOf(text);
    }
    if (text.matches("-?\\d+(\\.\\d+)?")) {
      return new BigDecimal(text);
    }
    if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
      return LocalDate.parse(text);
    }
    if (text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z")) {
      return Instant.parse(text);
    }
    throw malformed("unexpected token: '" + text + "'");
  }

  private String word() {
    return next().text();
  }

  private Token next() {
    if (at >= tokens.size()) {
      throw malformed("unexpected end");
    }
    return tokens.get(at++);
  }

  private boolean take(String word) {
    if (at < tokens.size()
        && !tokens.get(at).quoted()
        && tokens.get(at).text().toUpperCase(Locale.ROOT).equals(word)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String word) {
    if (!take(word)) {
      throw malformed("expecting '" + word + "'");
    }
  }

  private static SfError malformed(String why) {
    return SfError.bad("MALFORMED_QUERY", why);
  }
}
