package dev.passerelle.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.SendingRight;
import dev.passerelle.core.error.StateStoreFailure;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.state.JdbcStateStore;
import dev.passerelle.core.state.StateStore;
import dev.passerelle.testkit.Fault;
import dev.passerelle.testkit.InMemoryConnector;
import dev.passerelle.testkit.SystemCall;
import dev.passerelle.testkit.TestIds;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** Two nodes on one PostgreSQL; one of them is paused, dies or lives in another time (L29). */
@TestInstance(Lifecycle.PER_CLASS)
class NodesTest {
  private static final int CUSTOMERS = 5;
  private EmbeddedPostgres server;
  private JdbcConnectionPool pool;
  private int schemas;
  private World world;

  @BeforeAll
  void startServer() throws IOException {
    server = EmbeddedPostgres.builder().start();
    PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
    source.setUrl(server.getJdbcUrl("postgres", "postgres"));
    pool = JdbcConnectionPool.create(source);
  }

  @AfterAll
  void stopServer() throws IOException {
    pool.dispose();
    server.close();
  }

  @BeforeEach
  void makeWorld() throws SQLException {
    schemas++;
    try (var connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA nodes_" + schemas);
    }
    world = new World();
    Trade trade = new Trade(world);
    for (int i = 0; i < CUSTOMERS; i++) {
      trade.customer("C" + i, "Customer " + i);
    }
  }

  @AfterEach
  void closeWorld() {
    world.close();
  }

  /** Each node has a store of its own; the database's time is the world's. */
  private StateStore store() {
    return JdbcStateStore.builder(pool).schema("nodes_" + schemas).clock(world.clock).build();
  }

  private SyncRuntime node(String name, StateStore store, Clock clock) {
    return SyncRuntime.on(store)
        .clock(clock)
        .nanos(() -> world.clock.instant().toEpochMilli() * 1_000_000)
        .ids(TestIds.of(name))
        .node(name)
        .build();
  }

  private SyncEngine node(String name) {
    return node(name, real -> real);
  }

  private SyncEngine node(String name, Function<Connector, Connector> way) {
    return world.engine(
        node(name, store(), world.clock), way.apply(InMemoryConnector.to(world.crm)));
  }

  private Duration term() {
    return world.runtime.leaseTerm();
  }

  private void assertEachCustomerOnce() {
    assertThat(world.inCrm(Customer.TYPE).count()).isEqualTo(CUSTOMERS);
    for (int i = 0; i < CUSTOMERS; i++) {
      String code = "C" + i;
      assertThat(
              world.inCrm(Customer.TYPE).ids().stream()
                  .map(id -> world.inCrm(Customer.TYPE).fields(id).orElseThrow())
                  .filter(fields -> fields.get(Customer.CODE).orElse("").equals(code)))
          .hasSize(1);
    }
  }

  private SyncReport later(SyncEngine engine) {
    world.clock.advance(Duration.ofMinutes(4));
    return engine.run();
  }

  @Test
  void aHolderThatWasPausedBeforeItSentSendsNothing() {
    SyncEngine successor = node("b");
    SyncEngine holder =
        node(
            "a",
            real ->
                Interrupted.before(
                    real,
                    () -> {
                      world.clock.advance(term().plusMillis(1));
                      assertThat(successor.run().leading()).isTrue();
                      assertThat(world.inCrm(Customer.TYPE).count()).isZero();
                    }));
    assertThatThrownBy(holder::run).isInstanceOf(StateStoreFailure.class);
    assertThat(world.inCrm(Customer.TYPE).count()).isZero();
    later(successor);
    assertEachCustomerOnce();
    assertThat(later(holder).leading()).isTrue();
    assertThat(later(successor).totalWrites()).isZero();
    assertEachCustomerOnce();
  }

  @Test
  void aHolderThatWasPausedAfterItSentCommitsNothing() {
    SyncEngine successor = node("b");
    SyncEngine holder =
        node(
            "a",
            real ->
                Interrupted.after(
                    real,
                    () -> {
                      world.clock.advance(term().plusMillis(1));
                      assertThat(successor.run().flow("customers").created()).isPositive();
                    }));
    assertThatThrownBy(holder::run)
        .isInstanceOfSatisfying(
            StateStoreFailure.class,
            e -> assertThat(e.kind()).isEqualTo(StateStoreFailure.Kind.CONFLICT));
    later(successor);
    assertEachCustomerOnce();
    assertThat(later(successor).totalWrites()).isZero();
  }

  @Test
  void aPauseWithinTheTermCostsNothing() {
    SyncEngine other = node("b");
    SyncEngine holder =
        node(
            "a",
            real ->
                Interrupted.before(
                    real,
                    () -> {
                      world.clock.advance(term().minusSeconds(1));
                      assertThat(other.run().leading()).isFalse();
                    }));
    assertThat(holder.run().flow("customers").created()).isEqualTo(CUSTOMERS);
    assertEachCustomerOnce();
  }

  @Test
  void theLeaseIsFreeAfterEachRun() {
    SyncEngine one = node("a");
    SyncEngine other = node("b");
    assertThat(one.run().leading()).isTrue();
    assertThat(other.run().leading()).isTrue();
    assertThat(one.run().leading()).isTrue();
    assertEachCustomerOnce();
  }

  /** Each node numbers what it writes down by its own clock; no number may be given twice. */
  @Test
  void nodesOfOneInstantAndOfEarlierOnesWriteOneAudit() {
    SyncEngine one = node("a");
    SyncEngine sameInstant = node("b");
    SyncEngine behind =
        world.engine(
            node("c", store(), Clock.offset(world.clock, Duration.ofHours(-1))),
            InMemoryConnector.to(world.crm));
    writesOfMany(one);
    writesOfMany(sameInstant);
    writesOfMany(behind);
    writesOfMany(one);
    assertThat(world.inCrm(Customer.TYPE).count()).isEqualTo(CUSTOMERS + 4L * CUSTOMERS);
  }

  private void writesOfMany(SyncEngine engine) {
    Trade trade = new Trade(world);
    long known = world.inErp(Customer.TYPE).count();
    for (long i = known; i < known + CUSTOMERS; i++) {
      trade.customer("C" + i, "Customer " + i);
    }
    assertThat(engine.run().flow("customers").created()).isGreaterThanOrEqualTo(CUSTOMERS);
  }

  @Test
  void aConnectorIsToldWhatAnotherNodeMayHaveUsedOfItsQuotas() {
    List<Duration> told = new ArrayList<>();
    SyncEngine one = node("a", real -> Interrupted.told(real, told));
    SyncEngine other = node("b");
    one.run();
    one.run();
    assertThat(told).isEmpty();
    other.run();
    world.clock.advance(Duration.ofSeconds(3));
    one.run();
    assertThat(told).containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void anotherNodeTakesOverWhenTheTermOfADeadOneHasPassed() {
    killed(node("a", real -> Interrupted.before(real, NodesTest::die)));
    SyncEngine successor = node("b");
    world.clock.advance(term().minusMillis(1));
    assertThat(successor.run().leading()).isFalse();
    world.clock.advance(Duration.ofMillis(1));
    assertThat(successor.run().leading()).isTrue();
    later(successor);
    assertEachCustomerOnce();
  }

  @Test
  void aNodeWhoseClockIsAnHourAheadTakesNothingOver() {
    SyncEngine ahead =
        world.engine(
            node("b", store(), Clock.offset(world.clock, Duration.ofHours(1))),
            InMemoryConnector.to(world.crm));
    SyncEngine holder =
        node(
            "a",
            real -> Interrupted.before(real, () -> assertThat(ahead.run().leading()).isFalse()));
    assertThat(holder.run().flow("customers").created()).isEqualTo(CUSTOMERS);
  }

  /** The note of a write says when it was made, which may be long before the write was sent. */
  @Test
  void absenceIsNotBelievedBeforeALateWriteOfADeadNodeMayHaveBeenDone() {
    world
        .crm
        .faults()
        .next(0, 1, SystemCall.WRITE, Customer.TYPE, Fault.executeLate(Duration.ofSeconds(100)));
    killed(
        node(
            "a",
            real ->
                Interrupted.after(
                    Interrupted.before(real, this::waitLongAndKeepTheLease), NodesTest::die)));
    SyncEngine successor = node("b");
    world.clock.advance(term());
    assertThat(successor.run().leading()).isTrue();
    world.clock.advance(Duration.ofSeconds(60));
    successor.run();
    assertThat(world.crm.calls().of(Customer.TYPE, SystemCall.WRITE)).isEqualTo(1);
    later(successor);
    assertEachCustomerOnce();
  }

  private void waitLongAndKeepTheLease() {
    for (int i = 0; i < 60; i++) {
      world.clock.advance(term().minusSeconds(1));
      SendingRight.require();
    }
  }

  private static void die() {
    throw new Killed();
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static void killed(SyncEngine engine) {
    assertThatThrownBy(engine::run).isInstanceOf(Killed.class);
  }

  @Test
  void twoThatBeginATenantAtOnceDoNotFail() {
    SyncEngine one = node("a");
    StateStore store = store();
    // Just before the first row of the tenant's lease.
    AtomicBoolean begun = new AtomicBoolean();
    StateStore overtaken =
        new HeardStore(
            store,
            method -> {
              if (method.equals("insert") && !begun.getAndSet(true)) {
                assertThat(one.run().leading()).isTrue();
              }
            });
    SyncEngine other =
        world.engine(node("b", overtaken, world.clock), InMemoryConnector.to(world.crm));
    assertThat(other.run().leading()).isFalse();
    assertThat(other.run().leading()).isTrue();
    later(other);
    assertEachCustomerOnce();
  }
}
