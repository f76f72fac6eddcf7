package dev.passerelle.core.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.mapping.CodeTable.OnUnknown;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.PostalAddress;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvertersTest {
  private static final Converter<String, String> PHONE = Converters.phone("33", "0");

  private static <R> R value(Conversion<R> conversion) {
    return ((Conversion.Value<R>) conversion).value();
  }

  @ParameterizedTest
  @CsvSource({
    "05 36 49 10 11, +33536491011",
    "05.36.49.10.11, +33536491011",
    "0536491011, +33536491011",
    "00 33 5 36 49 10 11, +33536491011",
    "+33 (0)5 36 49 10 11, +33536491011",
    "+590 690 00 00 00, +590690000000",
    "3949, 3949",
    "poste 12, poste 12",
    "05 36 49 10 11 (Nadège), 05 36 49 10 11 (Nadège)",
  })
  void phoneNumbersGoOutInternational(String left, String right) {
    assertThat(value(PHONE.toRight(left, Optional.empty()))).isEqualTo(right);
  }

  @ParameterizedTest
  @CsvSource({
    "+33536491011, 05 36 49 10 11",
    "+33 5 36 49 10 11, 05 36 49 10 11",
    "05-36-49-10-11, 05 36 49 10 11",
    "+590690000000, +590690000000",
    "extension 4, extension 4",
  })
  void andComeBackInPairs(String right, String left) {
    assertThat(value(PHONE.toLeft(right, Optional.empty()))).isEqualTo(left);
  }

  @Property(tries = 500)
  void phoneNumbersAreTotalAndSettleAtOnce(@ForAll @StringLength(max = 20) String text) {
    String out = value(PHONE.toRight(text, Optional.empty()));
    String back = value(PHONE.toLeft(out, Optional.empty()));
    assertThat(value(PHONE.toRight(back, Optional.empty()))).isEqualTo(out);
  }

  @Test
  void anAddressKeepsTheTargetsCountryWhereTheCodeIsUnknown() {
    CodeTable table = CodeTable.of("countries", Map.of("GUADELOUPE", "GP"));
    PostalAddress known = new PostalAddress("1 rue A", null, null, null, null, "GUADELOUPE");
    PostalAddress unknown = known.withCountry("ATLANTIS");
    PostalAddress there = new PostalAddress("old", null, null, null, null, "MQ");

    Converter<PostalAddress, PostalAddress> keep = Converters.addressCountry(table);
    assertThat(value(keep.toRight(known, Optional.empty()))).isEqualTo(known.withCountry("GP"));
    assertThat(value(keep.toLeft(known.withCountry("GP"), Optional.empty()))).isEqualTo(known);
    assertThat(value(keep.toRight(unknown, Optional.of(there)))).isEqualTo(known.withCountry("MQ"));
    assertThat(value(keep.toRight(unknown, Optional.empty()))).isEqualTo(known.withCountry(null));
    assertThat(((Conversion.Value<?>) keep.toRight(unknown, Optional.empty())).notices())
        .hasSize(1);
    assertThat(
            Converters.addressCountry(table.onUnknown(OnUnknown.WAIT))
                .toRight(unknown, Optional.of(there)))
        .isInstanceOf(Conversion.Await.class);
    assertThat(
            Converters.addressCountry(table.onUnknown(OnUnknown.REJECT))
                .toRight(unknown, Optional.of(there)))
        .isInstanceOf(Conversion.Reject.class);
  }

  @Test
  void linesTranslateUnitAndTax() {
    CodeTable units = CodeTable.of("units", Map.of("SAC", "bag"));
    CodeTable taxes = CodeTable.of("taxes", Map.of("C85", "8.5"));
    DocumentLine line =
        DocumentLine.item("1").quantity(BigDecimal.TEN).unit("SAC").taxCode("C85").build();
    DocumentLine odd = line.toBuilder().unit("BAR").build();
    DocumentLine there = line.toBuilder().unit("rod").build();
    Converter<List<DocumentLine>, List<DocumentLine>> lines = Converters.lines(units, taxes);

    assertThat(value(lines.toRight(List.of(line), Optional.empty())))
        .containsExactly(line.toBuilder().unit("bag").taxCode("8.5").build());
    assertThat(value(lines.toRight(List.of(odd), Optional.of(List.of(there)))))
        .containsExactly(line.toBuilder().unit("rod").taxCode("8.5").build());
    assertThat(value(lines.toRight(List.of(odd), Optional.empty())).get(0).unit()).isEmpty();
    assertThat(
            Converters.lines(units.onUnknown(OnUnknown.REJECT), taxes)
                .toRight(List.of(odd), Optional.empty()))
        .isInstanceOf(Conversion.Reject.class);
    DocumentLine comment = DocumentLine.comment("2", "text");
    assertThat(value(lines.toRight(List.of(comment), Optional.empty()))).containsExactly(comment);
  }

  @Test
  void decimalsAreRoundedHalfUp() {
    assertThat(
            value(Converters.decimalScale(2).toRight(new BigDecimal("55.165"), Optional.empty())))
        .isEqualTo(new BigDecimal("55.17"));
  }

  @Test
  void aConstantLeavesItsSourceAlone() {
    Converter<String, String> constant = Converters.constant("erp");
    assertThat(constant.toRight("anything", Optional.empty())).isEqualTo(Conversion.value("erp"));
    assertThat(constant.toLeft("erp", Optional.of("x"))).isEqualTo(Conversion.keepTarget());
  }

  @Test
  void convertersChainAndTurnRound() {
    Converter<String, String> chain =
        Converters.trimmed().andThen(Converters.code(CodeTable.of("t", Map.of("A", "1"))));
    assertThat(chain.toRight(" A ", Optional.empty())).isEqualTo(Conversion.value("1"));
    assertThat(chain.toLeft("1", Optional.empty())).isEqualTo(Conversion.value("A"));
    assertThat(chain.toRight("B", Optional.empty())).isInstanceOf(Conversion.KeepTarget.class);
    assertThat(chain.reversed().toRight("1", Optional.empty())).isEqualTo(Conversion.value("A"));
    assertThat(chain.identity()).isNotEqualTo(chain.reversed().identity());
  }
}
