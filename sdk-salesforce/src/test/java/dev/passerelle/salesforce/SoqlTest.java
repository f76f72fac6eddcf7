package dev.passerelle.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoqlTest {
  @Test
  void isPutTogetherFromTypedParts() {
    Soql query =
        Soql.select("Id", "Account.Name")
            .from("Contact")
            .where(
                Soql.eq("Email", "a@b.example")
                    .and(Soql.atLeast("SystemModstamp", Instant.parse("2026-11-24T02:00:00.9Z")))
                    .or(Soql.in("Level__c", List.of(1, 2))))
            .orderBy("SystemModstamp", "Id")
            .limit(7);

    assertThat(query.text())
        .isEqualTo(
            "SELECT Id,Account.Name FROM Contact WHERE ((Email = 'a@b.example') AND"
                + " (SystemModstamp >= 2026-11-24T02:00:00Z)) OR (Level__c IN (1,2))"
                + " ORDER BY SystemModstamp,Id LIMIT 7");
  }

  @Test
  void noValueLeavesItsQuotes() {
    assertThat(Soql.literal("O'Brien \\' OR Name != '"))
        .isEqualTo("'O\\'Brien \\\\\\' OR Name != \\''");
    assertThat(Soql.literal("ends with \\")).isEqualTo("'ends with \\\\'");
    assertThat(Soql.literal("two\nlines\tand \"quotes\"\r\b\f"))
        .isEqualTo("'two\\nlines\\tand \\\"quotes\\\"\\r\\b\\f'");
  }

  @Test
  void literalsAreSalesforces() {
    assertThat(Soql.literal(null)).isEqualTo("null");
    assertThat(Soql.literal(true)).isEqualTo("true");
    assertThat(Soql.literal(0)).isEqualTo("0");
    assertThat(Soql.literal(new BigDecimal("1E+3"))).isEqualTo("1000");
    assertThat(Soql.literal(LocalDate.of(2026, 2, 3))).isEqualTo("2026-02-03");
    assertThatThrownBy(() -> Soql.literal(new Object()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesAreNames() {
    assertThatThrownBy(() -> Soql.select("Id FROM User--"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Soql.select("Id").from("Account WHERE"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Soql.eq("Name = 'x' OR Name", "y"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Soql.in("Name", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Soql.select("Id").from("Account").limit(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void showsNoValue() {
    Soql.Condition condition = Soql.eq("Name", "Sentinel");
    assertThat(Soql.select("Id").from("Account").where(condition) + " " + condition)
        .doesNotContain("Sentinel");
  }

  @Test
  void longListsAreCutToAnAddress() {
    List<String> ids = IntStream.range(0, 1_000).mapToObj("0015g%011dAAA"::formatted).toList();
    List<List<String>> portions = SalesforceQueries.portions(ids);

    assertThat(portions).hasSizeGreaterThan(1);
    assertThat(portions.stream().flatMap(List::stream)).containsExactlyElementsOf(ids);
    portions.forEach(
        some ->
            assertThat(Soql.select("Id").from("A").where(Soql.in("Id", some)).text())
                .hasSizeLessThan(9_000));
  }
}
