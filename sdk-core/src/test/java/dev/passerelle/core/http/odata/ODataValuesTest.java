package dev.passerelle.core.http.odata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.http.JsonTree;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ODataValuesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/Date(1772323200000)/",
        "/Date(1772323200000+0000)/",
        "\\/Date(1772323200000)\\/",
        "2026-03-01",
        "2026-03-01T00:00:00",
        "2026-03-01T23:59:59Z",
        "2026-03-01T00:00:00+02:00"
      })
  void oneDay(String written) {
    assertThat(ODataValues.date(JsonTree.of(written))).contains(LocalDate.of(2026, 3, 1));
  }

  @Test
  void openEnded() {
    assertThat(ODataValues.date(JsonTree.of("/Date(253402214400000)/")))
        .contains(LocalDate.of(9999, 12, 31));
    assertThat(ODataValues.date(JsonTree.of("/Date(-62135596800000)/")))
        .contains(LocalDate.of(1, 1, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/Date(1772359200000+0000)/",
        "/Date(1772359200000+0120)/",
        "2026-03-01T10:00:00Z",
        "2026-03-01T12:00:00+02:00"
      })
  void oneInstant(String written) {
    assertThat(ODataValues.instant(JsonTree.of(written)))
        .contains(Instant.parse("2026-03-01T10:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "PT10H30M,10:30",
    "PT9H0M5S,09:00:05",
    "23:59:59,23:59:59",
    "93005,09:30:05",
    "7,00:00:07"
  })
  void timesOfDay(String written, LocalTime time) {
    assertThat(ODataValues.time(JsonTree.of(written))).contains(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no date", "/Date(x)/", "PT25H", "999999", "2026-13-01"})
  void whatCannotBeReadIsEmpty(String written) {
    assertThat(ODataValues.date(JsonTree.of(written))).isEmpty();
    assertThat(ODataValues.time(JsonTree.of(written))).isEmpty();
    assertThat(ODataValues.instant(JsonTree.of(written))).isEmpty();
  }

  @Test
  void decimalsAreExact() {
    assertThat(ODataValues.decimal(JsonTree.of("10.500"))).contains(new BigDecimal("10.500"));
    assertThat(ODataDialect.V2.json(new BigDecimal("1E+2"))).isEqualTo("100");
    assertThat(ODataDialect.V4.json(new BigDecimal("0.10"))).isEqualTo(new BigDecimal("0.10"));
  }

  @ParameterizedTest
  @EnumSource(ODataDialect.class)
  void whatIsWrittenIsReadBack(ODataDialect dialect) {
    LocalDate day = LocalDate.of(2026, 10, 25);
    LocalTime time = LocalTime.of(2, 30, 7);
    BigDecimal amount = new BigDecimal("-12.345");
    assertThat(ODataValues.date(JsonTree.of(dialect.json(day)))).contains(day);
    assertThat(ODataValues.time(JsonTree.of(dialect.json(time)))).contains(time);
    assertThat(ODataValues.decimal(JsonTree.of(dialect.json(amount)))).contains(amount);
    assertThat(dialect.json(null)).isNull();
  }
}
