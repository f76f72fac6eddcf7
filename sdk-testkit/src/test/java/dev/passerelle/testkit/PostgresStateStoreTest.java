package dev.passerelle.testkit;

import static dev.passerelle.testkit.StoreSamples.ITEM;
import static dev.passerelle.testkit.StoreSamples.SCHEMA;
import static dev.passerelle.testkit.StoreSamples.id;
import static dev.passerelle.testkit.StoreSamples.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.error.StateStoreFailure;
import dev.passerelle.core.state.DatabaseKind;
import dev.passerelle.core.state.JdbcStateStore;
import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.MigrationMode;
import dev.passerelle.core.state.Row;
import dev.passerelle.core.state.StateStore;
import dev.passerelle.core.state.StateTransaction;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** One server for the class; each test has a schema of its own. */
@TestInstance(Lifecycle.PER_CLASS)
final class PostgresStateStoreTest extends StateStoreContract {

  private final AtomicInteger schemas = new AtomicInteger();
  private EmbeddedPostgres server;
  private CountingDataSource source;

  @BeforeAll
  void startServer() throws IOException {
    server = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void createSchema() throws SQLException {
    DataSource database = server.getPostgresDatabase();
    schemas.incrementAndGet();
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + schema());
    }
    source = new CountingDataSource(database);
  }

  @AfterEach
  void everyConnectionCameBackAsItWas() throws SQLException {
    assertThat(source.out).hasValue(0);
    assertThat(source.altered).hasValue(0);
    source.closeIdle();
  }

  private String schema() {
    return "sync_" + schemas.get();
  }

  @Override
  protected StateStore connect() {
    return JdbcStateStore.builder(source).schema(schema()).build();
  }

  @Test
  void theScriptOfTheAdministratorIsWhatCheckWants() throws SQLException {
    String script = JdbcStateStore.ddl(DatabaseKind.POSTGRESQL, SCHEMA, "pas_", schema());
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(script);
    }
    for (MigrationMode mode : MigrationMode.values()) {
      connect().open(SCHEMA, mode);
    }
  }

  @Test
  void aDeadlockIsTriedAgainUntilBothAreThrough() throws Exception {
    StateStore store = connect();
    store.open(SCHEMA, MigrationMode.RUN);
    store.perform(
        tx ->
            tx.insert(
                ITEM,
                List.of(
                    item("a", "x").set("amount", 0).build(),
                    item("a", "y").set("amount", 0).build())));
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    AtomicInteger runs = new AtomicInteger();
    Together.run(
        2,
        i ->
            () -> {
              store.perform(
                  tx -> {
                    boolean early = runs.incrementAndGet() <= 2;
                    raise(tx, i == 0 ? "x" : "y");
                    if (early) {
                      await(bothHoldOne);
                    }
                    raise(tx, i == 0 ? "y" : "x");
                  });
              return true;
            });
    assertThat(runs).hasValueGreaterThan(2);
    Map<Key, Row> rows =
        store.transact(tx -> tx.findAll(ITEM, List.of(id("a", "x"), id("a", "y"))));
    assertThat(rows.values()).allMatch(row -> row.number("amount") == 2);
  }

  private static void raise(StateTransaction tx, String id) {
    Row before = tx.find(ITEM, id("a", id)).orElseThrow();
    Row expected = Row.builder().set("amount", before.number("amount")).build();
    if (!tx.compareAndSet(ITEM, expected, before.with("amount", before.number("amount") + 1))) {
      throw new StateStoreFailure(StateStoreFailure.Kind.CONFLICT, "lost the race");
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
