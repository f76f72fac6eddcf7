package dev.passerelle.core.internal.ledger;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes trees of texts, flags, lists and maps as JSON, as Moshi does and several times as fast:
 * every stored payload and every digest goes through here.
 */
final class JsonText {
  private static final JsonAdapter<Object> OTHERS =
      new Moshi.Builder().build().adapter(Object.class).serializeNulls();
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder text = new StringBuilder(256);

  private JsonText() {}

  static String of(Object tree) {
    JsonText json = new JsonText();
    json.any(tree);
    return json.text.toString();
  }

  private void any(@Nullable Object value) {
    if (value == null) {
      text.append("null");
    } else if (value instanceof String string) {
      string(string);
    } else if (value instanceof Map<?, ?> map) {
      map(map);
    } else if (value instanceof List<?> list) {
      list(list);
    } else if (value instanceof Boolean flag) {
      text.append(flag.booleanValue());
    } else {
      text.append(OTHERS.toJson(value));
    }
  }

  private void map(Map<?, ?> map) {
    char before = '{';
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      text.append(before);
      before = ',';
      string((String) entry.getKey());
      text.append(':');
      any(entry.getValue());
    }
    text.append(before == '{' ? "{}" : "}");
  }

  private void list(List<?> list) {
    char before = '[';
    for (Object each : list) {
      text.append(before);
      before = ',';
      any(each);
    }
    text.append(before == '[' ? "[]" : "]");
  }

  private void string(String value) {
    text.append('"');
    int from = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || c == '\u2028' || c == '\u2029') {
        text.append(value, from, i);
        escape(c);
        from = i + 1;
      }
    }
    text.append(value, from, value.length()).append('"');
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\t' -> text.append("\\t");
      case '\b' -> text.append("\\b");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\f' -> text.append("\\f");
      default ->
          text.append("\\u")
              .append(HEX[c >> 12])
              .append(HEX[c >> 8 & 15])
              .append(HEX[c >> 4 & 15])
              .append(HEX[c & 15]);
    }
  }
}
