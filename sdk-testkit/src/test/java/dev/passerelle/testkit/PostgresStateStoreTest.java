package dev.passerelle.testkit;

import static dev.passerelle.testkit.StoreSamples.ITEM;
import static dev.passerelle.testkit.StoreSamples.SCHEMA;
import static dev.passerelle.testkit.StoreSamples.id;
import static dev.passerelle.testkit.StoreSamples.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

  @Test
  void aTransactionInWhichANodeWasPausedLetsTheOthersGoOn() {
    StateStore paused =
        JdbcStateStore.builder(server.getPostgresDatabase())
            .schema(schema())
            .longestPause(Duration.ofMillis(200))
            .build();
    paused.open(SCHEMA, MigrationMode.RUN);
    StateStore other = connect();
    other.open(SCHEMA, MigrationMode.RUN);
    other.perform(tx -> tx.insert(ITEM, item("a", "x").set("amount", 0).build()));
    AtomicInteger runs = new AtomicInteger();
    paused.perform(
        tx -> {
          raise(tx, "x");
          if (runs.incrementAndGet() == 1) {
            // Waits for the row until the database has ended this transaction.
            other.perform(late -> raise(late, "x"));
          }
          raise(tx, "x");
        });
    assertThat(runs).hasValue(2);
    assertThat(other.<Row>transact(tx -> tx.find(ITEM, id("a", "x")).orElseThrow()))
        .returns(3L, row -> row.number("amount"));
  }

  /** With one item, and half a second of patience. */
  private StateStore impatient() {
    StateStore store =
        JdbcStateStore.builder(source)
            .schema(schema())
            .longestPause(Duration.ofMillis(500))
            .build();
    store.open(SCHEMA, MigrationMode.RUN);
    store.perform(tx -> tx.insert(ITEM, item("a", "x").set("amount", 0).build()));
    return store;
  }

  @Test
  void aBatchInWhichANodeWasPausedLetsTheOthersGoOn() throws IOException {
    StateStore store = impatient();
    String locks = "UPDATE " + schema() + ".pas_item SET amount = 7";
    try (SilentClient paused = new SilentClient(server.getPort(), locks)) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(30), () -> store.perform(late -> raise(late, "x")));
      assertThat(paused.isEnded()).isTrue();
    }
    assertThat(store.<Row>transact(tx -> tx.find(ITEM, id("a", "x")).orElseThrow()))
        .returns(1L, row -> row.number("amount"));
  }

  /** Who only reads is in nobody's way, however long it is silent. */
  @Test
  void whoOnlyReadsIsLeftAlone() throws IOException, SQLException {
    StateStore store = impatient();
    String reads = "SELECT amount FROM " + schema() + ".pas_item";
    AtomicInteger tries = new AtomicInteger();
    try (SilentClient paused = new SilentClient(server.getPort(), reads);
        var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("SELECT pg_sleep(0.6)");
      store.perform(
          tx -> {
            raise(tx, "x");
            if (tries.incrementAndGet() == 1) {
              throw new StateStoreFailure(StateStoreFailure.Kind.CONFLICT, "lost a race");
            }
          });
      assertThat(paused.answersStill()).isTrue();
    }
    assertThat(tries).hasValueGreaterThan(1);
  }

  @Test
  void theDatabasesTimeIsTold() {
    StateStore store = connect();
    store.open(SCHEMA, MigrationMode.RUN);
    Instant told = store.<Instant>transact(tx -> tx.now().orElseThrow());
    assertThat(told).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
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
