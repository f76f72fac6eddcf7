package dev.passerelle.core.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored reads as Moshi reads it, whoever wrote it, and what is no JSON is refused. */
class JsonTreeTest {
  private static final JsonAdapter<Object> MOSHI =
      new Moshi.Builder().build().adapter(Object.class);

  @Test
  void everyCharacterIsReadAsItWasWritten() {
    for (int from = 0; from < 0x10000; from += 0x100) {
      StringBuilder text = new StringBuilder();
      for (int c = from; c < from + 0x100; c++) {
        text.append((char) c).append('x');
      }
      assertThat(JsonTree.of(JsonText.of(text.toString()))).isEqualTo(text.toString());
    }
  }

  @Test
  void treesAreReadAsTheyWereWrittenAndInOrder() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("text \"quoted\"", "a\\b\n");
    map.put("null", null);
    map.put("yes", true);
    map.put("no", false);
    map.put("list", new ArrayList<>(Arrays.asList("a", null, List.of(false), Map.of("k", "v"))));
    map.put("empty", Map.of("list", List.of(), "map", Map.of(), "text", ""));
    Object read = JsonTree.of(JsonText.of(map));
    assertThat(read).isEqualTo(map);
    assertThat(((Map<?, ?>) read).keySet().toString()).isEqualTo(map.keySet().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5",
        "-1.5e3",
        "[9007199254740993]",
        "{\"a\":{\"b\":1}}",
        " { \"a\" : [ true , null ] } ",
        "\"\\u00e9\\/\\ud83d\\ude80\"",
        "\"\u0001raw\"",
        "null"
      })
  void whatOthersWriteIsReadAsMoshiDoes(String text) throws IOException {
    assertThat(JsonTree.of(text)).isEqualTo(MOSHI.fromJson(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":tru}",
        "[\"a\"",
        "[\"a\",]",
        "\"a",
        "\"\\",
        "\"\\u00",
        "\"\\ux12\"",
        "\"\\q\"",
        "{\"a\":\"b\" x",
        "{a:1}",
        "[] []"
      })
  void whatIsNoJsonIsRefused(String text) {
    assertThatThrownBy(() -> JsonTree.of(text)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void aNameThatStandsTwiceIsRefused() {
    assertThatThrownBy(() -> JsonTree.of("{\"a\":\"1\",\"a\":\"2\"}"))
        .isInstanceOf(com.squareup.moshi.JsonDataException.class);
  }
}
