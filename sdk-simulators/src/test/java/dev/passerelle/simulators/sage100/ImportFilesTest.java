package dev.passerelle.simulators.sage100;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.simulators.SimulatedClock;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Import files, as docs/sage-100-import.md lays them out. */
class ImportFilesTest {
  private static final Charset ANSI = Charset.forName("windows-1252");
  private static final String ECOLODGE =
      "C;ECOLODGEDE;Éco-Lodge Deshaies;Route de la Perle Fictive;;97126;DESHAIES;GUADELOUPE;;"
          + "reservation@ecolodge-deshaies.example;;;;;2;1;1;";
  private static final String[] Q1006 = {
    "E;1;;16032026;ECOLODGEDE;HS Q-1006;70100001006;;;",
    "L;CIT-EAU-1K;;2;312,50;;",
    "L;EAU-MIN-6P;;50;3,30;;",
    "L;LIV-FORFAIT;;1;45,00;;"
  };

  @TempDir Path root;
  private final SimulatedClock clock = SimulatedClock.at(Instant.parse("2026-03-16T13:36:00Z"));
  private Sage100Simulator sage;

  @BeforeEach
  void start() {
    sage =
        Sage100Simulator.builder("NEGOCE971", clock)
            .zone(NegoceCompany.GUADELOUPE)
            .data(NegoceCompany.DATA)
            .importDirectory(root)
            .start();
  }

  @AfterEach
  void close() {
    sage.close();
  }

  private void drop(String name, String... records) throws IOException {
    List<String> lines = new ArrayList<>(List.of("V;1;NEGOCE971;" + name));
    lines.addAll(List.of(records));
    lines.add("Z;" + lines.size());
    write(name, String.join("\r\n", lines) + "\r\n");
  }

  private void write(String name, String text) throws IOException {
    Files.write(root.resolve("in").resolve(name + ".txt"), text.getBytes(ANSI));
  }

  private List<String> journal(String name) throws IOException {
    return Files.readAllLines(root.resolve("out").resolve(name + ".jrn"), ANSI);
  }

  private String value(String sql) {
    try (var connection = sage.dataSource().getConnection();
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      return result.next() ? result.getString(1).strip() : "";
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  @Test
  void aCustomerAndItsOrderAreThoseOfTheCase() throws IOException {
    drop("f1", ECOLODGE, Q1006[0], Q1006[1], Q1006[2], Q1006[3]);
    assertThat(sage.imports().run()).isEqualTo(1);
    assertThat(journal("f1")).containsExactly("2;C;OK;ECOLODGEDE", "3;E;OK;BC260023", "Z;2");
    assertThat(value("SELECT CT_Intitule FROM F_COMPTET WHERE CT_Num = 'ECOLODGEDE'"))
        .isEqualTo("Éco-Lodge Deshaies");
    assertThat(value("SELECT DO_TotalTTC FROM F_DOCENTETE WHERE DO_NoWeb = '70100001006'"))
        .startsWith("895.42");
    assertThat(root.resolve("done/f1.txt")).exists();
    assertThat(sage.effects().writes()).isEqualTo(2);
  }

  @Test
  void aRejectedRecordDoesNotStopTheOthers() throws IOException {
    drop(
        "f1",
        Q1006[0],
        Q1006[1],
        "S;SUPERBASSE;1",
        "M;NOBODY;x",
        "K;MAIRIEPBF;Acajou;Inès;Maire;;;;1");
    sage.imports().run();
    assertThat(journal("f1"))
        .containsExactly(
            "2;E;REJET;;UNKNOWN_CUSTOMER;DO_Tiers",
            "4;S;OK;SUPERBASSE",
            "5;M;REJET;;UNKNOWN_CUSTOMER;CT_Num",
            "6;K;OK;MAIRIEPBF/Acajou/Inès",
            "Z;4");
    assertThat(value("SELECT CT_Sommeil FROM F_COMPTET WHERE cbMarq = 104")).isEqualTo("1");
  }

  @Test
  void replacingSetsEveryColumn() throws IOException {
    drop(
        "f1",
        "M;CANTINESUD;Cantines Scolaires du Sud;\"8; rue de l'École\";;97130;CAPESTERRE-BELLE-EAU;"
            + "GUADELOUPE;;intendance@cantinesud.example;00000015800014;FR01000000158;;;2;2");
    sage.imports().run();
    assertThat(journal("f1")).containsExactly("2;M;OK;CANTINESUD", "Z;1");
    assertThat(value("SELECT CT_Adresse FROM F_COMPTET WHERE cbMarq = 106"))
        .isEqualTo("8; rue de l'École");
    assertThat(value("SELECT CT_Telephone FROM F_COMPTET WHERE cbMarq = 106")).isEmpty();
    assertThat(value("SELECT CT_Encours FROM F_COMPTET WHERE cbMarq = 106")).startsWith("5000");
  }

  @Test
  void aFileThatIsDroppedTwiceIsImportedTwice() throws IOException {
    String[] order = {"E;1;;;BATIGWADA;R;W1;;;", "L;LIV-FORFAIT;;1;;;"};
    drop("f1", order);
    drop("f2", order);
    assertThat(sage.imports().run()).isEqualTo(2);
    assertThat(value("SELECT COUNT(*) FROM F_DOCENTETE WHERE DO_NoWeb = 'W1'")).isEqualTo("2");
  }

  @Test
  void anUnusableFileIsRefusedWhole() throws IOException {
    write("cut", "V;1;NEGOCE971;cut\r\nS;SUPERBASSE;1\r\n");
    write("half", "V;1;NEGOCE971;half\r\nS;SUPERB");
    write("other", "V;1;OTHER;other\r\nS;SUPERBASSE;1\r\nZ;2\r\n");
    write("model", "V;9;NEGOCE971;model\r\nZ;1\r\n");
    assertThat(sage.imports().run()).isEqualTo(4);
    assertThat(journal("cut")).contains("0;V;REJET;;INCOMPLETE;");
    assertThat(journal("half")).contains("0;V;REJET;;INCOMPLETE;");
    assertThat(journal("other")).contains("0;V;REJET;;COMPANY;");
    assertThat(journal("model")).contains("0;V;REJET;;LAYOUT;");
    assertThat(root.resolve("refused/cut.txt")).exists();
    assertThat(sage.effects().all()).isEmpty();
  }

  @Test
  void isSlowAndCanBeInterrupted() throws IOException {
    sage.imports().delay(Duration.ofMinutes(2));
    drop("f1", "S;SUPERBASSE;1", "S;MAIRIEPBF;1");
    assertThat(sage.imports().run()).isZero();
    clock.advance(Duration.ofMinutes(2));
    sage.imports().stopAfter(1);
    assertThat(sage.imports().run()).isEqualTo(1);
    assertThat(value("SELECT CT_Sommeil FROM F_COMPTET WHERE cbMarq = 104")).isEqualTo("1");
    assertThat(value("SELECT CT_Sommeil FROM F_COMPTET WHERE cbMarq = 105")).isEqualTo("0");
    assertThat(root.resolve("out/f1.jrn")).doesNotExist();
    assertThat(root.resolve("work/f1.txt")).exists();
    assertThat(sage.imports().run()).isZero();
  }

  @Test
  void waitsWhileSomethingElseHasTheCompany() throws IOException {
    drop("f1", "S;SUPERBASSE;1");
    sage.locks().exclusive(true);
    assertThat(sage.imports().run()).isZero();
    sage.locks().exclusive(false);
    sage.locks().inUse("F_COMPTET", 104, 1);
    sage.imports().run();
    assertThat(journal("f1")).containsExactly("2;S;REJET;;RECORD_IN_USE;", "Z;1");
  }
}
