package dev.passerelle.samples.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.samples.csv.CsvFile.Changed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is replaced whole or not at all, and nobody's edit is lost. */
class CsvFileTest {
  private static final String OLD = "id,name\n1,Alpha\n";

  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void write() {
    path = folder.resolve("customers.csv");
    save(OLD);
  }

  private void save(String text) {
    try {
      Files.writeString(path, text);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static Function<CsvTable, Changed<Integer>> adding(String row) {
    return table -> {
      List<CsvTable.Row> rows = new ArrayList<>(table.rows());
      rows.add(new CsvTable.Row(row, List.of()));
      return new Changed<>(table.with(rows), rows.size());
    };
  }

  @Test
  void aChangeIsOnDisk() {
    assertThat(new CsvFile(path).change(adding("2,Bravo\n"))).isEqualTo(2);
    assertThat(path).hasContent(OLD + "2,Bravo\n");
  }

  @Test
  void whoDiesBeforeTheRenameLeavesTheOldFile() {
    CsvFile dying =
        new CsvFile(path) {
          @Override
          void replace(Path fresh, Path place) {
            assertThat(fresh).hasContent(OLD + "2,Bravo\n");
            throw new ThreadDeath();
          }
        };
    assertThatThrownBy(() -> dying.change(adding("2,Bravo\n"))).isInstanceOf(ThreadDeath.class);
    assertThat(path).hasContent(OLD);
    assertThat(new CsvFile(path).change(adding("3,Charlie\n"))).isEqualTo(2);
    assertThat(path).hasContent(OLD + "3,Charlie\n");
  }

  @Test
  void whatSomebodySavesMeanwhileIsNotLost() {
    List<Integer> asked = new ArrayList<>();
    new CsvFile(path)
        .change(
            table -> {
              asked.add(table.rows().size());
              if (asked.size() == 1) {
                save(OLD + "2,By hand\n");
              }
              return adding("3,Charlie\n").apply(table);
            });
    assertThat(asked).containsExactly(1, 2);
    assertThat(path).hasContent(OLD + "2,By hand\n3,Charlie\n");
  }

  @Test
  void whoSavesAllTheTimeIsNotOverwritten() {
    List<Integer> asked = new ArrayList<>();
    assertThatThrownBy(
            () ->
                new CsvFile(path)
                    .change(
                        table -> {
                          asked.add(1);
                          save(OLD + "2,Version " + asked.size() + "\n");
                          return adding("3,Charlie\n").apply(table);
                        }))
        .isInstanceOf(TransientFailure.class);
    assertThat(path).hasContent(OLD + "2,Version " + asked.size() + "\n");
  }

  @Test
  void twoWritersExcludeEachOther() {
    CsvFile other = new CsvFile(path);
    new CsvFile(path)
        .change(
            table -> {
              assertThatThrownBy(() -> other.change(adding("2,Bravo\n")))
                  .isInstanceOf(TransientFailure.class);
              return adding("3,Charlie\n").apply(table);
            });
    assertThat(path).hasContent(OLD + "3,Charlie\n");
  }

  @Test
  void aRenameThatFailsIsOfUnknownOutcome() {
    CsvFile failing =
        new CsvFile(path) {
          @Override
          void replace(Path fresh, Path place) throws IOException {
            throw new IOException("no answer from /secret/folder");
          }
        };
    assertThatThrownBy(() -> failing.change(adding("2,Bravo\n")))
        .isInstanceOf(OutcomeUnknown.class)
        .hasNoCause()
        .hasMessageNotContaining("secret");
  }

  @Test
  void whatChangesNothingWritesNothing() {
    CsvFile still =
        new CsvFile(path) {
          @Override
          void replace(Path fresh, Path place) {
            throw new AssertionError("nothing to replace");
          }
        };
    String answer = still.change(table -> new Changed<>(table, "kept"));
    assertThat(answer).isEqualTo("kept");
  }

  @Test
  void aMissingFileIsNotAnEmptyOne() throws IOException {
    Files.delete(path);
    assertThatThrownBy(() -> new CsvFile(path).read())
        .isInstanceOf(SystemUnavailable.class)
        .hasMessageContaining("customers.csv")
        .hasMessageNotContaining(folder.toString());
    assertThatThrownBy(() -> new CsvFile(path).change(adding("2,Bravo\n")))
        .isInstanceOf(SystemUnavailable.class);
  }

  @Test
  void aFileThatIsBeingSavedIsNotATableWithoutRows() {
    save("");
    assertThatThrownBy(() -> new CsvFile(path).read()).isInstanceOf(TransientFailure.class);
  }

  @Test
  void anotherCharacterSetIsSaid() throws IOException {
    Files.write(path, "id,name\n1,Société\n".getBytes(ISO_8859_1));
    assertThatThrownBy(() -> new CsvFile(path).read())
        .isInstanceOfSatisfying(
            SystemUnavailable.class,
            thrown -> assertThat(thrown.detail().nextStep()).contains("UTF-8"));
  }
}
