package dev.passerelle.samples.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and programs write into CSV files. */
class CsvTableTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "id,name\n1,a\n2,b\n",
        "id,name\r\n1,a\r\n",
        "id,name\n1,a",
        "\uFEFFid,name\n1,\"a\"\"b\"\n",
        "id,name\n1,\"two\nlines\"\n\n2,b,c\n",
        "id;name\n1;a,b\n",
        "id,name\n1,\"never closed\n2,b\n",
        "id,name",
        ""
      })
  void whatNobodyChangesStaysToTheLetter(String text) {
    assertThat(CsvTable.parse(text).text()).isEqualTo(text);
  }

  @Test
  void cellsAreTakenApart() {
    CsvTable table =
        CsvTable.parse(
            "\uFEFFid,name,note\r\n1,\"Durand, \"\"le\"\" grand\",\"a\r\nb\"\r\n2,x\r\n");
    assertThat(table.columns()).containsExactly("id", "name", "note");
    assertThat(table.rows().get(0).cells()).containsExactly("1", "Durand, \"le\" grand", "a\r\nb");
    assertThat(table.cell(table.rows().get(1), "note")).isEmpty();
    assertThat(table.cell(table.rows().get(1), "nowhere")).isEmpty();
  }

  @Test
  void aRowIsWrittenInTheFilesOwnManner() {
    CsvTable table = CsvTable.parse("id;name;note\r\n");
    CsvTable.Row row = table.row(List.of("1"), Map.of("name", "a;\"b\"", "note", "c,d"));
    assertThat(row.text()).isEqualTo("1;\"a;\"\"b\"\"\";c,d\r\n");
    assertThat(CsvTable.parse(table.with(List.of(row)).text()).rows()).containsExactly(row);
  }

  @Test
  void aLastRowWithoutALineEndGetsOneBeforeTheNext() {
    CsvTable table = CsvTable.parse("id,name\n1,a");
    List<CsvTable.Row> rows =
        List.of(table.rows().get(0), table.row(List.of("2"), Map.of("name", "b")));
    assertThat(table.with(rows).text()).isEqualTo("id,name\n1,a\n2,b\n");
  }
}
