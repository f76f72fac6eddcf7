package dev.passerelle.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.error.DriftDetected;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public class JsonTest {
  public record Line(@Nullable BigDecimal price, @Nullable Instant at, @Nullable LocalDate day) {}

  private final Json json = new Json();

  @Property
  void moneyKeepsEveryDigit(
      @ForAll @BigRange(min = "-1e30", max = "1e30") @Scale(8) BigDecimal amount) {
    Line line = new Line(amount, null, null);

    Line back = json.read(Line.class, json.write(line));

    assertThat(back.price()).isEqualTo(new BigDecimal(amount.toPlainString()));
  }

  @ParameterizedTest
  @CsvSource({"0.1", "100.00", "12345678901234567890.123456789", "-0.005", "1E+3", "'\"8.40\"'"})
  void numbersAreReadAsTheyAreWritten(String text) {
    Line line = json.read(Line.class, "{\"price\":" + text + "}");

    assertThat(line.price()).isEqualTo(new BigDecimal(text.replace("\"", "")));
  }

  @Test
  void datesAndTimesAreIsoText() {
    Line line =
        json.read(
            Line.class,
            "{\"at\":\"2022-06-21T10:37:52.040+02:00\",\"day\":\"2026-03-16T00:00:00Z\",\"x\":{}}");

    assertThat(line.at()).isEqualTo(Instant.parse("2022-06-21T08:37:52.040Z"));
    assertThat(line.day()).isEqualTo(LocalDate.of(2026, 3, 16));
    assertThat(json.write(line))
        .isEqualTo("{\"at\":\"2022-06-21T08:37:52.040Z\",\"day\":\"2026-03-16\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"day\":\"2026-03-16T23:00:00Z\"}",
        "{\"day\":\"16/03/2026\"}",
        "{\"price\":\"lucie\"}",
        "{\"price\":1e999999999}",
        "{\"price\":true}",
        "null",
        "[]",
        "{\"price\":1",
        ""
      })
  void whatDoesNotFitIsDriftThatQuotesNothing(String text) {
    assertThatThrownBy(() -> json.read(Line.class, text))
        .isInstanceOf(DriftDetected.class)
        .hasNoCause()
        .message()
        .doesNotContain("lucie");
  }

  @Test
  void mapsHoldExactNumbers() {
    @SuppressWarnings("unchecked")
    Map<String, Object> map = json.read(Map.class, "{\"total\":0.10,\"big\":12345678901234567890}");

    assertThat(map)
        .containsEntry("total", new BigDecimal("0.10"))
        .containsEntry("big", new BigDecimal("12345678901234567890"));
    assertThat(json.write(map)).isEqualTo("{\"total\":0.10,\"big\":12345678901234567890}");
  }

  @Test
  void aTreeTellsNullFromAbsent() {
    JsonTree tree = json.tree("{\"a\":null,\"b\":[1.50,\"x\",true],\"c\":{\"d\":\"2\"}}");

    assertThat(tree.at("a").isNull()).isTrue();
    assertThat(tree.at("a").isMissing()).isFalse();
    assertThat(tree.at("z").isMissing()).isTrue();
    assertThat(tree.at("z").at(3).at("y").text()).isEmpty();
    assertThat(tree.at("b").at(0).number()).contains(new BigDecimal("1.50"));
    assertThat(tree.at("b").at(0).text()).contains("1.50");
    assertThat(tree.at("b").at(2).bool()).contains(true);
    assertThat(tree.at("b").items()).hasSize(3);
    assertThat(tree.at("c").at("d").number()).contains(new BigDecimal("2"));
    assertThat(tree.fields()).containsOnlyKeys("a", "b", "c");
    assertThat(json.write(tree))
        .isEqualTo("{\"a\":null,\"b\":[1.50,\"x\",true],\"c\":{\"d\":\"2\"}}");
    assertThat(tree).hasToString("[a, b, c]");
  }

  @Test
  void aTreeIsMadeOfPlainValuesAndCopiesThem() {
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("n", 1.10);
    source.put("list", Arrays.asList("a", null, 3L));
    JsonTree tree = JsonTree.of(source);
    source.clear();

    assertThat(json.write(tree)).isEqualTo("{\"n\":1.1,\"list\":[\"a\",null,3]}");
    assertThat(tree).isEqualTo(json.tree("{\"n\":1.1,\"list\":[\"a\",null,3]}"));
    assertThatThrownBy(() -> JsonTree.of(List.of(new Object())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTreeHasBounds() {
    assertThatThrownBy(() -> json.tree("[".repeat(100) + "]".repeat(100)))
        .isInstanceOf(DriftDetected.class);
    assertThat(json.tree("[".repeat(60) + "]".repeat(60)).items()).hasSize(1);
    assertThatThrownBy(() -> json.tree("{} {}")).isInstanceOf(DriftDetected.class);
    assertThatThrownBy(() -> json.tree("{\"n\":1e2147483647}")).isInstanceOf(DriftDetected.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{\"a\":", "{\"a\":1e2147483647}", "nope"})
  void anErrorBodyThatIsNotJsonIsMissing(String body) {
    assertThat(JsonReading.lenient(body).isMissing()).isTrue();
  }
}
