package dev.passerelle.core.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Stored digests must not change with the writer: it writes what Moshi writes, to the letter. */
class JsonTextTest {
  private static final JsonAdapter<Object> MOSHI =
      new Moshi.Builder().build().adapter(Object.class).serializeNulls();

  @Test
  void everyCharacterIsWrittenAsMoshiDoes() {
    for (int from = 0; from < 0x10000; from += 0x100) {
      StringBuilder text = new StringBuilder();
      for (int c = from; c < from + 0x100; c++) {
        if (!Character.isSurrogate((char) c)) {
          text.append((char) c).append('x');
        }
      }
      asMoshi(text.toString());
    }
    asMoshi("\uD83D\uDE80 rockets");
  }

  @Test
  void treesOfEveryKindOfValueAreWrittenAsMoshiDoes() {
    asMoshi(Map.of());
    asMoshi(List.of());
    asMoshi("");
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("text \"quoted\"", "a\\b");
    map.put("null", null);
    map.put("yes", true);
    map.put("whole", 5);
    map.put("long", 9_007_199_254_740_993L);
    map.put("decimal", 1.5);
    map.put("list", new ArrayList<>(Arrays.asList("a", null, List.of(false), Map.of("k", "v"))));
    map.put("empty", Map.of("list", List.of()));
    asMoshi(map);
  }

  private static void asMoshi(Object tree) {
    assertThat(JsonText.of(tree)).isEqualTo(MOSHI.toJson(tree));
  }
}
