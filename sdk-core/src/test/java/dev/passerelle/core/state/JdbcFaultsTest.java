package dev.passerelle.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.error.StateStoreFailure;
import dev.passerelle.core.error.StateStoreFailure.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbcFaultsTest {

  private static final Table COUNTER =
      Table.named("counter")
          .key(Column.text("tenant", 64), Column.text("name", 64))
          .columns(Column.number("n"))
          .build();
  private static final StateSchema SCHEMA = StateSchema.of(COUNTER);

  private final DataSource database = H2.memory(";LOCK_TIMEOUT=300");
  private final AtomicInteger out = new AtomicInteger();
  private volatile H2.Fault fault = (method, arguments) -> {};
  private final DataSource source =
      H2.failing(database, (method, arguments) -> fault.before(method, arguments), out);

  @AfterEach
  void noConnectionIsLeftOut() {
    assertThat(out).hasValue(0);
  }

  private JdbcStateStore opened() {
    JdbcStateStore store = JdbcStateStore.builder(source).attempts(3).build();
    store.open(SCHEMA, MigrationMode.RUN);
    return store;
  }

  private static Row counter(String name, long n) {
    return COUNTER.row().set("tenant", "a").set("name", name).set("n", n).build();
  }

  private static Key key(String name) {
    return Key.of("a", name);
  }

  private static H2.Fault failOn(String name, String state) {
    return (method, arguments) -> {
      if (method.equals(name)) {
        throw new SQLException("told 'secret'", state);
      }
    };
  }

  private static void fails(Kind kind, ThrowingCallable attempt) {
    assertThatThrownBy(attempt)
        .isInstanceOfSatisfying(StateStoreFailure.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void aDatabaseThatIsAwayIsUnavailableAtEveryCall() {
    JdbcStateStore store = opened();
    for (String method :
        List.of("getConnection", "setAutoCommit", "prepareStatement", "executeQuery")) {
      fault = failOn(method, "08006");
      fails(Kind.UNAVAILABLE, () -> store.perform(tx -> tx.find(COUNTER, key("x"))));
    }
    fault = failOn("getConnection", "08001");
    fails(Kind.UNAVAILABLE, () -> JdbcStateStore.over(source).open(SCHEMA, MigrationMode.NEVER));
  }

  @Test
  void aConnectionLostInTheCommitLeavesTheOutcomeOpenAndIsNotTriedAgain() {
    JdbcStateStore store = opened();
    AtomicInteger runs = new AtomicInteger();
    fault = failOn("commit", "08006");
    assertThatThrownBy(
            () ->
                store.perform(
                    tx -> {
                      runs.incrementAndGet();
                      tx.insert(COUNTER, counter("x", 1));
                    }))
        .isInstanceOfSatisfying(
            StateStoreFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
        .hasMessageContaining("outcome is not known");
    assertThat(runs).hasValue(1);
  }

  @Test
  void aConflictIsTriedAgainWithTheSameWorkAndThenSaid() {
    JdbcStateStore store = opened();
    AtomicInteger runs = new AtomicInteger();
    fault = failOn("commit", "40001");
    fails(
        Kind.CONFLICT,
        () ->
            store.perform(
                tx -> {
                  runs.incrementAndGet();
                  tx.insert(COUNTER, counter("x", 1));
                }));
    assertThat(runs).hasValue(3);
    AtomicInteger failures = new AtomicInteger(2);
    fault =
        (method, arguments) -> {
          if (method.equals("commit") && failures.getAndDecrement() > 0) {
            throw new SQLException("", "40001");
          }
        };
    store.perform(tx -> tx.insert(COUNTER, counter("x", 1)));
    assertThat(store.<Long>transact(tx -> tx.count(Query.of(COUNTER).where("tenant", "a"))))
        .isEqualTo(1);
  }

  @Test
  void aBrokenRollbackHidesNeitherTheFailureNorTheConnection() {
    JdbcStateStore store = opened();
    fault = failOn("rollback", "08003");
    IllegalStateException own = new IllegalStateException("own");
    assertThatThrownBy(
            () ->
                store.perform(
                    tx -> {
                      throw own;
                    }))
        .isSameAs(own);
  }

  @Test
  void anErrorOfTheWorkRollsBackToo() {
    JdbcStateStore store = opened();
    assertThatThrownBy(
            () ->
                store.perform(
                    tx -> {
                      tx.insert(COUNTER, counter("x", 1));
                      throw new AssertionError("own");
                    }))
        .isInstanceOf(AssertionError.class);
    assertThat(store.<Long>transact(tx -> tx.count(Query.of(COUNTER).where("tenant", "a"))))
        .isZero();
  }

  @Test
  void anInterruptedThreadStartsNoTransactionAndStaysInterrupted() {
    JdbcStateStore store = opened();
    Thread.currentThread().interrupt();
    try {
      fails(Kind.UNAVAILABLE, () -> store.perform(tx -> tx.find(COUNTER, key("x"))));
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aRowHeldByAnotherIsAConflictOnceTheLockTimesOut() throws SQLException {
    JdbcStateStore store = opened();
    store.perform(tx -> tx.insert(COUNTER, counter("x", 1)));
    AtomicInteger runs = new AtomicInteger();
    try (Connection other = database.getConnection();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("UPDATE \"pas_counter\" SET \"n\" = 5");
      fails(
          Kind.CONFLICT,
          () ->
              store.perform(
                  tx -> {
                    runs.incrementAndGet();
                    tx.upsert(COUNTER, counter("x", 2));
                  }));
      other.rollback();
    }
    assertThat(runs).hasValue(3);
  }

  @Test
  void aDeadlockIsTriedAgainUntilBothAreThrough() throws Exception {
    JdbcStateStore store = opened();
    store.perform(tx -> tx.insert(COUNTER, List.of(counter("x", 0), counter("y", 0))));
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    AtomicInteger runs = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      Future<?> one = pool.submit(() -> crossing(store, "x", "y", bothHoldOne, runs));
      Future<?> two = pool.submit(() -> crossing(store, "y", "x", bothHoldOne, runs));
      one.get(30, TimeUnit.SECONDS);
      two.get(30, TimeUnit.SECONDS);
    } finally {
      pool.shutdownNow();
    }
    assertThat(runs).hasValueGreaterThan(2);
    for (String name : List.of("x", "y")) {
      Row row = store.<java.util.Optional<Row>>transact(tx -> tx.find(COUNTER, key(name))).get();
      assertThat(row.number("n")).isEqualTo(2);
    }
  }

  private static void crossing(
      JdbcStateStore store, String first, String second, CyclicBarrier met, AtomicInteger runs) {
    store.perform(
        tx -> {
          boolean early = runs.incrementAndGet() <= 2;
          increment(tx, first);
          if (early) {
            await(met);
          }
          increment(tx, second);
        });
  }

  private static void increment(StateTransaction tx, String name) {
    Row before = tx.find(COUNTER, key(name)).orElseThrow();
    Row after = before.with("n", before.number("n") + 1);
    if (!tx.compareAndSet(COUNTER, before, after)) {
      throw Failures.conflict("lost the race");
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
