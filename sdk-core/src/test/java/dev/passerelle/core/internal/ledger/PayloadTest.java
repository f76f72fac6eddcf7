package dev.passerelle.core.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is stored is read as it was written, and its digests stay the same over the versions. */
class PayloadTest {
  @Test
  void everyKindOfValueComesBack() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("text \"quoted\"", "a\\b\u2028\u0001 \uD83D\uDE80");
    map.put("null", null);
    map.put("yes", true);
    map.put("list", new ArrayList<>(Arrays.asList("a", null, List.of(false), Map.of("k", "v"))));
    map.put("empty", Map.of("list", List.of()));
    Map<String, @Nullable Object> read = Payload.read(Payload.write(map));
    map.put("v", "1");
    assertThat(read).isEqualTo(map);
  }

  @Test
  void whatIsWrittenIsStableToTheLetter() {
    assertThat(Payload.json(Arrays.asList("é\"\n", null, true, 5, 9_007_199_254_740_993L, 1.5)))
        .isEqualTo("[\"é\\\"\\n\",null,true,5,9007199254740993,1.5]");
    assertThat(Payload.digest(Map.of("name", "Dupont", "city", "Aubière")))
        .isEqualTo(Payload.digest("{\"city\":\"Aubière\",\"name\":\"Dupont\"}"));
  }

  @Test
  void whatIsNotAPayloadOfThisVersionIsRefused() {
    assertThatThrownBy(() -> Payload.read("{\"v\":\"2\"}"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Payload.read("[]")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Payload.read("{\"v\":\"1\"")).isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> Payload.read("{\"v\":\"1\"} {}"))
        .isInstanceOf(UncheckedIOException.class);
  }
}
