package dev.passerelle.core.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.mapping.CodeTable.OnUnknown;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeTableTest {
  private static CodeTable csv(String text) {
    return CodeTable.csv("countries", new StringReader(text));
  }

  @Test
  void translatesBothWays() {
    CodeTable table = CodeTable.of("reps", Map.of("1", "9001", "2", "9002"));
    assertThat(table.toRight("1")).isEqualTo(Conversion.value("9001"));
    assertThat(table.toLeft("9002")).isEqualTo(Conversion.value("2"));
    assertThat(table.coversLeft("1")).isTrue();
    assertThat(table.coversRight("1")).isFalse();
  }

  @Test
  void severalLeftCodesMayShareARightOneWithOneWayBack() {
    CodeTable table = CodeTable.of("c", Map.of("GUADELOUPE", "GP")).rightwards("GPE", "GP");
    assertThat(table.toRight("GPE")).isEqualTo(Conversion.value("GP"));
    assertThat(table.toLeft("GP")).isEqualTo(Conversion.value("GUADELOUPE"));
    assertThatThrownBy(() -> CodeTable.of("c", Map.of("GUADELOUPE", "GP", "GPE", "GP")))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("GP occurs twice");
  }

  @Test
  void readsCsvWithQuotesCommentsAndDirections() {
    CodeTable table =
        csv(
            "\uFEFFerp;crm;\n# islands\nGUADELOUPE;GP\n\n\"ST; BARTH\";BL;\nGPE;GP;>\nGUADELOUPE;gp;<\n");
    assertThat(table.toLeft("GP")).isEqualTo(Conversion.value("GUADELOUPE"));
    assertThat(table.toRight("ST; BARTH")).isEqualTo(Conversion.value("BL"));
    assertThat(table.toRight("GPE")).isEqualTo(Conversion.value("GP"));
    assertThat(table.toLeft("gp")).isEqualTo(Conversion.value("GUADELOUPE"));
  }

  @ParameterizedTest
  @CsvSource({
    "'erp,crm\nA,1\nA,2', 3, occurs twice",
    "'erp,crm\nA,1\nB,1', 3, occurs twice",
    "'erp,crm\nA', 2, two codes",
    "'erp,crm\n\nA,', 3, blank",
    "'erp,crm\nA,1,both', 2, third column",
    "'erp,crm\n\"A,1', 2, quote",
    "'', 1, heading",
  })
  void aMistakeNamesItsLine(String text, int line, String why) {
    assertThatThrownBy(() -> csv(text))
        .isInstanceOfSatisfying(
            InvalidConfiguration.class,
            wrong -> {
              assertThat(wrong.place().source()).isEqualTo("countries");
              assertThat(wrong.place().line()).isEqualTo(line);
              assertThat(wrong).hasMessageContaining(why);
            });
  }

  @Test
  void aFileIsNamedAndReadAsUtf8(@TempDir Path folder) throws IOException {
    Path good = folder.resolve("units.csv");
    Files.writeString(good, "erp;crm\nPIÈCE;piece\n");
    assertThat(CodeTable.csv("units", good).toLeft("piece")).isEqualTo(Conversion.value("PIÈCE"));

    Path latin = folder.resolve("latin.csv");
    Files.write(latin, "erp;crm\nPIÈCE;piece\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> CodeTable.csv("units", latin))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("UTF-8")
        .hasMessageContaining("latin.csv");
    assertThatThrownBy(() -> CodeTable.csv("units", folder.resolve("none.csv")))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("none.csv");
  }

  @Test
  void caseMayBeIgnored() {
    CodeTable table = CodeTable.of("c", Map.of("GUADELOUPE", "GP")).ignoringCase();
    assertThat(table.toRight("Guadeloupe")).isEqualTo(Conversion.value("GP"));
    CodeTable clash = CodeTable.of("c", Map.of("a", "1", "A", "2"));
    assertThatThrownBy(clash::ignoringCase).isInstanceOf(InvalidConfiguration.class);
  }

  @Test
  void theFingerprintIsThatOfTheContents() {
    CodeTable one = CodeTable.of("c", Map.of("A", "1", "B", "2"));
    CodeTable two = csv("x,y\nB,2\nA,1\n");
    assertThat(one.fingerprint())
        .isEqualTo(CodeTable.of("c", Map.of("B", "2", "A", "1")).fingerprint());
    assertThat(one.fingerprint()).isNotEqualTo(two.fingerprint());
    assertThat(one.pair("C", "3").fingerprint()).isNotEqualTo(one.fingerprint());
    assertThat(one.onUnknown(OnUnknown.RAW).fingerprint()).isNotEqualTo(one.fingerprint());
  }
}
