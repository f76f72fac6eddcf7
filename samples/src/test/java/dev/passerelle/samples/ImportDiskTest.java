package dev.passerelle.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.Responsible;
import dev.passerelle.core.model.Product;
import dev.passerelle.sage.sage100.ImportDirectory;
import dev.passerelle.sage.sage100.sync.Sage100;
import dev.passerelle.sage.sage100.sync.Sage100Settings;
import dev.passerelle.sage.sage100.sync.StockFormula;
import dev.passerelle.simulators.sage100.Sage100Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the import directory is full: nothing half written, nothing lost, nothing twice. */
class ImportDiskTest {
  @TempDir Path root;

  /** The case, with a Sage that is written to by import files. */
  private final class Imports implements AutoCloseable {
    final Limits limits = new Limits();
    final Path directory;
    private final Sage100Simulator sage;
    private final NegoceSystemsAccess access;
    private final SyncEngine engine;
    private final long before;

    Imports(String name, int mostWaiting) throws IOException {
      directory = Files.createDirectories(root.resolve(name));
      Company company = limits.world.company();
      sage =
          Sage100Simulator.builder(company.database(), limits.world.clock())
              .zone(company.zone())
              .data(company.file("sage"))
              .importDirectory(directory)
              .start();
      access = limits.access(limits.world.hubspot());
      engine = access.engine(limits.runtime, event -> {}, erp(mostWaiting));
      limits.use(engine).begun();
      limits.quotes();
      before = orders();
    }

    private Connector erp(int mostWaiting) {
      return Sage100.connect(
          Sage100Settings.builder(sage.dataSource(), limits.world.company().zone())
              .system("erp")
              .clock(limits.world.clock())
              .pause(limits.world.clock()::advance)
              .stock(StockFormula.ON_HAND_LESS_PICKING_AND_RESERVED)
              .importFiles(ImportDirectory.of(directory).named("erp").mostWaiting(mostWaiting))
              .freeField(Product.TYPE, NegoceFlows.OCTROI_DE_MER, "Octroi de mer inclus")
              .build());
    }

    private long orders() {
      String sql =
          "SELECT COUNT(*) FROM [dbo].[F_DOCENTETE] WHERE [DO_Domaine] = 0 AND [DO_Type] = 1";
      try (Connection connection = sage.dataSource().getConnection();
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        rows.next();
        return rows.getLong(1);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    SyncReport run() {
      return limits.run();
    }

    /** Sage's import task takes what is there, and the engine hears of it, a few times over. */
    void settle() {
      for (int i = 0; i < 8; i++) {
        sage.imports().run();
        run();
      }
    }

    List<String> in() {
      try (Stream<Path> files = Files.list(directory.resolve("in"))) {
        return files.map(file -> file.getFileName().toString()).sorted().toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void assertAllOrdersOnce() {
      settle();
      for (String quote : List.of("Q-1001", "Q-1006", "Q-1007")) {
        assertThat(limits.world.quote(quote).orElseThrow().value("erp_sync_status"))
            .as(quote)
            .contains("synced");
      }
      assertThat(orders()).isEqualTo(before + 3);
      assertThat(in()).isEmpty();
      assertThat(run().totalWrites()).isZero();
    }

    ErrorDetail assertFull(SyncReport run, String why) {
      ErrorDetail error = limits.only(run, ErrorCode.IMPORT_DIRECTORY_FULL, "erp");
      assertThat(error.figures().get("directory")).isEqualTo(directory.resolve("in").toString());
      assertThat(error.cause()).contains(why);
      Limits.assertActs(error, Responsible.ADMINISTRATOR, "free disk space");
      return error;
    }

    @Override
    public void close() {
      engine.close();
      access.close();
      sage.close();
      limits.close();
    }
  }

  @Test
  void nobodyPicksTheFilesUp() throws IOException {
    try (Imports imports = new Imports("waiting", 1)) {
      Files.writeString(imports.directory.resolve("in/zz-other.txt"), "another program's");
      for (int i = 0; i < 12; i++) {
        imports.assertFull(imports.run(), "nobody picks the files up");
        assertThat(imports.in()).containsExactly("zz-other.txt");
      }
      Files.delete(imports.directory.resolve("in/zz-other.txt"));
      imports.assertAllOrdersOnce();
    }
  }

  @Test
  void theDiskIsFull() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full));
    List<String> names;
    // A file is named after what it is for: the same case in another directory tells the names.
    try (Imports imports = new Imports("names", 500)) {
      imports.run();
      names = imports.in();
      assertThat(names).isNotEmpty();
    }
    try (Imports imports = new Imports("full", 500)) {
      for (String name : names) {
        Path hidden = imports.directory.resolve("in").resolve(name.replace(".txt", ".tmp"));
        Files.createSymbolicLink(hidden, full);
      }
      imports.assertFull(imports.run(), "no space left on the disk");
      assertThat(imports.in())
          .as("no file, nor half a one, that an import takes")
          .noneMatch(name -> name.endsWith(".txt"));
      for (String name : imports.in()) {
        Files.delete(imports.directory.resolve("in").resolve(name));
      }
      imports.assertAllOrdersOnce();
    }
  }
}
