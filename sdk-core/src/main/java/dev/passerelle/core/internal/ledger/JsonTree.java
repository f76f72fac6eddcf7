package dev.passerelle.core.internal.ledger;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link JsonText} wrote, several times as fast as Moshi does, which is asked wherever a
 * text is anything else: a number, a blank between two values, a text that is not JSON.
 */
final class JsonTree {
  private static final JsonAdapter<Object> OTHERS =
      new Moshi.Builder().build().adapter(Object.class);

  private final String text;
  private int at;

  private JsonTree(String text) {
    this.text = text;
  }

  /**
   * The tree of a text: texts, flags, nulls, maps in order and lists; a number as a double.
   *
   * @throws UncheckedIOException when the text is not JSON
   */
  static @Nullable Object of(String text) {
    JsonTree json = new JsonTree(text);
    try {
      Object tree = json.value();
      if (json.at == text.length()) {
        return tree;
      }
    } catch (Strange | IndexOutOfBoundsException | NumberFormatException e) {
      return others(text);
    }
    return others(text);
  }

  private static @Nullable Object others(String text) {
    try {
      return OTHERS.fromJson(text);
    } catch (IOException e) {
      throw new UncheckedIOException("stored payload is not JSON", e);
    }
  }

  private @Nullable Object value() {
    return switch (text.charAt(at)) {
      case '"' -> string();
      case '{' -> map();
      case '[' -> list();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> throw new Strange();
    };
  }

  private @Nullable Object word(String word, @Nullable Object meant) {
    if (!text.startsWith(word, at)) {
      throw new Strange();
    }
    at += word.length();
    return meant;
  }

  private Map<String, @Nullable Object> map() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    at++;
    if (ends('}')) {
      return map;
    }
    do {
      String key = string();
      need(':');
      int before = map.size();
      map.put(key, value());
      if (map.size() == before) {
        throw new Strange();
      }
    } while (goesOn('}'));
    return map;
  }

  private List<@Nullable Object> list() {
    List<@Nullable Object> list = new ArrayList<>();
    at++;
    if (ends(']')) {
      return list;
    }
    do {
      list.add(value());
    } while (goesOn(']'));
    return list;
  }

  private boolean ends(char end) {
    boolean ends = text.charAt(at) == end;
    if (ends) {
      at++;
    }
    return ends;
  }

  private boolean goesOn(char end) {
    if (ends(end)) {
      return false;
    }
    need(',');
    return true;
  }

  private void need(char wanted) {
    if (text.charAt(at++) != wanted) {
      throw new Strange();
    }
  }

  private String string() {
    need('"');
    int from = at;
    char c = text.charAt(at);
    while (c != '"' && c != '\\' && c >= ' ') {
      c = text.charAt(++at);
    }
    if (c == '"') {
      return text.substring(from, at++);
    }
    StringBuilder unescaped = new StringBuilder(text.length() - from).append(text, from, at);
    while (c != '"') {
      unescaped.append(c == '\\' ? escaped() : plain(c));
      c = text.charAt(at);
    }
    at++;
    return unescaped.toString();
  }

  private char plain(char c) {
    if (c < ' ') {
      throw new Strange();
    }
    at++;
    return c;
  }

  private char escaped() {
    char c = text.charAt(at + 1);
    at += 2;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'f' -> '\f';
      case 'u' -> (char) Integer.parseInt(text, at, at += 4, 16);
      default -> throw new Strange();
    };
  }

  /** Not what {@link JsonText} writes. */
  private static final class Strange extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Strange() {
      super(null, null, false, false);
    }
  }
}
