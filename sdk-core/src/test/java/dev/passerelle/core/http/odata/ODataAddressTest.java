package dev.passerelle.core.http.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.olingo.odata2.api.uri.expression.BinaryExpression;
import org.apache.olingo.odata2.api.uri.expression.LiteralExpression;
import org.apache.olingo.server.api.uri.UriResourceEntitySet;
import org.apache.olingo.server.api.uri.queryoption.expression.Binary;
import org.apache.olingo.server.api.uri.queryoption.expression.Literal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every address that the kit emits is read by a parser that is not ours. */
class ODataAddressTest {
  private static Olingo olingo;

  @BeforeAll
  static void readShapes() throws Exception {
    olingo = Olingo.of(Shapes.V4, Shapes.V2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A1",
        "O'Neill",
        "''",
        "a' or 'x' eq 'x",
        "100% & more; #1?",
        "a/b\\c",
        "Žluťoučký 漢字 🙂",
        "a+b c",
        "$filter=1",
        "a,b(c)d=e",
        "x&$top=1",
        " "
      })
  void aTextStaysOneText(String hostile) throws Exception {
    ODataQuery query =
        ODataQuery.all()
            .select("Id", "Name")
            .filter(ODataFilter.eq("Name", hostile).and(ODataFilter.ne("Id", "1")))
            .orderBy("Name")
            .orderByDescending("Id")
            .top(5);

    Binary four =
        (Binary)
            ((Binary)
                    olingo
                        .four("Orders?" + query.encoded(ODataDialect.V4))
                        .getFilterOption()
                        .getExpression())
                .getLeftOperand();
    assertThat(((Literal) four.getRightOperand()).getText())
        .isEqualTo("'" + hostile.replace("'", "''") + "'");

    BinaryExpression two =
        (BinaryExpression)
            ((BinaryExpression)
                    olingo
                        .two("Orders?" + query.encoded(ODataDialect.V2))
                        .getFilter()
                        .getExpression())
                .getLeftOperand();
    assertThat(unquoted((LiteralExpression) two.getRightOperand())).isEqualTo(hostile);
  }

  private static String unquoted(LiteralExpression literal) throws Exception {
    return literal
        .getUriLiteral()
        .substring(1, literal.getUriLiteral().length() - 1)
        .replace("''", "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A1", "O'Neill", "a/b", "a b", "50%", "a#b?c", "a&b=c", "é漢", "a,b=c"})
  void aKeyStaysOneKey(String hostile) throws Exception {
    String path = "Orders" + ODataKey.of(hostile).encoded(ODataDialect.V4);
    UriResourceEntitySet set =
        (UriResourceEntitySet) olingo.four(path).getUriResourceParts().get(0);
    assertThat(set.getKeyPredicates().get(0).getText())
        .isEqualTo("'" + hostile.replace("'", "''") + "'");
    assertThat(
            olingo
                .two("Orders" + ODataKey.of(hostile).encoded(ODataDialect.V2))
                .getKeyPredicates()
                .get(0)
                .getLiteral())
        .isEqualTo(hostile);
  }

  @Test
  void keysOfSeveralParts() throws Exception {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("OrderId", "4'2");
    parts.put("Pos", 10);
    ODataKey key = ODataKey.of(parts);

    assertThat(key.encoded(ODataDialect.SERVICE_LAYER_V2)).isEqualTo("(OrderId='4%27%272',Pos=10)");
    assertThat(olingo.two("Items" + key.encoded(ODataDialect.V2)).getKeyPredicates()).hasSize(2);
    assertThat(olingo.four("Items" + key.encoded(ODataDialect.V4)).getUriResourceParts())
        .hasSize(1);
  }

  @Test
  void everyTypeOfValue() throws Exception {
    List<ODataFilter> all =
        List.of(
            ODataFilter.ge("Total", new BigDecimal("1E+3")),
            ODataFilter.lt("Number", 9_000_000_000L),
            ODataFilter.eq("Paid", true),
            ODataFilter.gt("Day", LocalDate.of(2026, 3, 1)),
            ODataFilter.ge("At", LocalTime.of(10, 30)),
            ODataFilter.le("Changed", Instant.parse("2026-03-01T10:00:00.1234567Z")),
            ODataFilter.eq("Uuid", UUID.fromString("00000000-0000-4000-8000-000000000001")),
            ODataFilter.eq("Name", null),
            ODataFilter.startsWith("Name", "A'"),
            ODataFilter.contains("Name", "b"),
            ODataFilter.in("Id", List.of("1", "2", "3")),
            ODataFilter.eq("Paid", false).not());
    ODataQuery query = ODataQuery.all().filter(ODataFilter.all(all)).counted().skip(3);

    assertThat(olingo.four("Orders?" + query.encoded(ODataDialect.V4)).getFilterOption())
        .isNotNull();
    ODataFilter without =
        ODataFilter.all(all.subList(0, 5)).and(ODataFilter.any(all.subList(6, 12)));
    assertThat(olingo.two("Orders?" + query.filter(without).encoded(ODataDialect.V2)).getFilter())
        .isNotNull();
  }

  @Test
  void literalsOfVersionTwo() {
    assertThat(ODataDialect.V2.literal(LocalDate.of(2026, 3, 1)))
        .isEqualTo("datetime'2026-03-01T00:00:00'");
    assertThat(ODataDialect.V2.literal(LocalDateTime.of(2026, 3, 1, 4, 5, 6)))
        .isEqualTo("datetime'2026-03-01T04:05:06'");
    assertThat(ODataDialect.V2.literal(Instant.parse("2026-03-01T10:00:00Z")))
        .isEqualTo("datetimeoffset'2026-03-01T10:00:00Z'");
    assertThat(ODataDialect.V2.literal(LocalTime.of(10, 30))).isEqualTo("time'PT10H30M0S'");
    assertThat(ODataDialect.V2.literal(new BigDecimal("10.50"))).isEqualTo("10.50M");
  }

  @Test
  void theServiceLayerQuotesDatesAndTimes() {
    for (ODataDialect dialect :
        List.of(ODataDialect.SERVICE_LAYER_V1, ODataDialect.SERVICE_LAYER_V2)) {
      LocalDate day = LocalDate.of(2022, 7, 31);
      ODataFilter since =
          ODataFilter.gt("UpdateDate", day)
              .or(
                  ODataFilter.eq("UpdateDate", day)
                      .and(ODataFilter.ge("UpdateTime", LocalTime.NOON)));
      assertThat(since.text(dialect))
          .isEqualTo(
              "UpdateDate gt '2022-07-31' or "
                  + "(UpdateDate eq '2022-07-31' and UpdateTime ge '12:00:00')");
      assertThatThrownBy(() -> dialect.literal(Instant.EPOCH))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(ODataFilter.contains("A", "x").text(ODataDialect.SERVICE_LAYER_V1))
        .isEqualTo("substringof('x',A)");
    assertThat(ODataFilter.contains("A", "x").text(ODataDialect.SERVICE_LAYER_V2))
        .isEqualTo("contains(A,'x')");
  }

  @Test
  void whatIsExpandedIsSelected() throws Exception {
    ODataQuery items = ODataQuery.all().select("Pos", "Material");
    String two = ODataQuery.all().select("Id").expand("to_Item", items).encoded(ODataDialect.V2);
    assertThat(two).isEqualTo("$select=Id,to_Item/Pos,to_Item/Material&$expand=to_Item");
    assertThat(olingo.two("Orders?" + two).getExpand()).hasSize(1);

    String four =
        ODataQuery.all()
            .select("Id")
            .expand("_Item", items.filter(ODataFilter.eq("Material", "a;b")).top(2))
            .encoded(ODataDialect.V4);
    assertThat(olingo.four("Orders?" + four).getExpandOption().getExpandItems()).hasSize(1);
    assertThatThrownBy(
            () -> ODataQuery.all().expand("to_Item", items.top(1)).encoded(ODataDialect.V2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a'", "a eq 1", "a/", "1a", "a,b", "a)"})
  void aNameIsAName(String hostile) {
    assertThatThrownBy(() -> ODataFilter.eq(hostile, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ODataQuery.all().select(hostile))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ODataQuery.all().orderBy(hostile))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEmptyKeyWouldBeTheWholeSet() {
    assertThatThrownBy(() -> ODataKey.of("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ODataKey.of(Map.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ODataFilter.in("Id", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
