package dev.passerelle.testkit;

import static dev.passerelle.testkit.StoreSamples.ITEM;
import static dev.passerelle.testkit.StoreSamples.SCHEMA;
import static dev.passerelle.testkit.StoreSamples.id;
import static dev.passerelle.testkit.StoreSamples.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.MigrationMode;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import dev.passerelle.core.state.StateStore;
import dev.passerelle.core.state.StateTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link StateStore} must do. Extend it and say how to reach an empty database; one
 * instance of the test class serves one test.
 *
 * <pre>{@code
 * final class MyStoreTest extends StateStoreContract {
 *   private final MyDatabase database = MyDatabase.empty();
 *
 *   @Override
 *   protected StateStore connect() {
 *     return new MyStore(database);
 *   }
 * }
 * }</pre>
 */
public abstract class StateStoreContract extends StoreWriteContract {

  /** For subclasses, which say how to reach the store. */
  protected StateStoreContract() {}

  /**
   * A store, not yet open, on the database of this test: empty at the first call, the same one at
   * each further call. The suite closes it.
   */
  @Override
  protected abstract StateStore connect();

  // ---- transactions

  @Test
  void anExceptionOfTheWorkLeavesNothingAndIsPassedOn() {
    StateStore store = opened();
    Row kept = item("a", "kept").set("email", "e").set("live", 1).build();
    store.perform(tx -> tx.insert(ITEM, kept));
    IllegalStateException own = new IllegalStateException("own");
    assertThatThrownBy(
            () ->
                store.perform(
                    tx -> {
                      tx.delete(ITEM, List.of(id("a", "kept")));
                      tx.insert(ITEM, item("a", "new").set("email", "e").set("live", 1).build());
                      tx.upsert(ITEM, item("a", "new").set("note", "n").build());
                      throw own;
                    }))
        .isSameAs(own);
    assertThat(scan(store, Query.of(ITEM).where("tenant", "a"), 9)).containsExactly(kept);
    duplicate(() -> store.perform(tx -> tx.insert(ITEM, kept.with("id", "another"))));
  }

  @Test
  void ownChangesAreSeenInTheSameTransaction() {
    StateStore store = opened();
    long seen =
        store.<Long>transact(
            tx -> {
              tx.insert(ITEM, List.of(item("a", "1").build(), item("a", "2").build()));
              tx.delete(ITEM, List.of(id("a", "1")));
              return tx.count(Query.of(ITEM).where("tenant", "a"));
            });
    assertThat(seen).isEqualTo(1);
  }

  @Test
  void aSwallowedFailureStillLosesTheTransaction() {
    StateStore store = opened();
    store.perform(tx -> tx.insert(ITEM, item("a", "1").build()));
    duplicate(
        () ->
            store.perform(
                tx -> {
                  tx.insert(ITEM, item("a", "2").build());
                  duplicate(() -> tx.insert(ITEM, item("a", "1").build()));
                  duplicate(() -> tx.find(ITEM, id("a", "1")));
                }));
    assertThat(count(store, Query.of(ITEM).where("tenant", "a"))).isEqualTo(1);
  }

  @Test
  void ofEightThreadsThatExpectTheSameOneWins() throws Exception {
    StateStore store = opened();
    store.perform(tx -> tx.insert(ITEM, item("a", "1").set("amount", 0).build()));
    for (int round = 0; round < 15; round++) {
      Row expected = Row.builder().set("amount", round).build();
      Row next = item("a", "1").set("amount", round + 1).build();
      Callable<Boolean> attempt = () -> cas(store, expected, next);
      assertThat(Together.run(8, i -> attempt)).containsOnlyOnce(true).hasSize(8);
    }
    assertThat(one(store, id("a", "1")).number("amount")).isEqualTo(15);
  }

  @Test
  void ofEightThreadsThatInsertOneKeyOneWins() throws Exception {
    StateStore store = opened();
    for (int round = 0; round < 10; round++) {
      String email = "e" + round;
      int number = round;
      List<Boolean> won =
          Together.run(
              8,
              i ->
                  () ->
                      inserted(
                          store,
                          item("a", "k" + number + i % 2)
                              .set("email", email)
                              .set("live", 1)
                              .build()));
      assertThat(won).containsOnlyOnce(true).hasSize(8);
    }
    assertThat(count(store, Query.of(ITEM).where("tenant", "a"))).isEqualTo(10);
  }

  @Test
  void concurrentUpsertsOfTheSameRowsAllSucceed() throws Exception {
    StateStore store = opened();
    Together.run(
        8,
        i ->
            () -> {
              List<Row> rows = new ArrayList<>();
              IntStream.range(0, 40)
                  .forEach(k -> rows.add(item("a", "k" + k).set("amount", i).build()));
              store.perform(tx -> tx.upsert(ITEM, i % 2 == 0 ? rows : StoreSamples.reversed(rows)));
              return true;
            });
    List<Row> rows = scan(store, Query.of(ITEM).where("tenant", "a"), 100);
    assertThat(rows).hasSize(40);
    assertThat(rows.stream().map(r -> r.number("amount")).distinct()).hasSize(1);
  }

  @Test
  void anUncommittedChangeIsNotSeenByOthers() throws Exception {
    StateStore store = opened();
    List<Integer> sizes = new ArrayList<>();
    Together.run(
        4,
        i ->
            () -> {
              for (int k = 0; k < 10; k++) {
                String id = "k" + i + "-" + k;
                store.perform(
                    tx ->
                        tx.insert(
                            ITEM,
                            List.of(item("a", id + "x").build(), item("a", id + "y").build())));
                List<Row> all = scan(store, Query.of(ITEM).where("tenant", "a"), 500);
                synchronized (sizes) {
                  sizes.add(all.size());
                }
              }
              return true;
            });
    assertThat(sizes).hasSize(40).allMatch(size -> size % 2 == 0);
  }

  // ---- life

  @Test
  void aStoreOpenedAgainSeesTheRows() {
    StateStore first = opened();
    Row row = item("a", "1").set("body", "kept").build();
    first.perform(tx -> tx.insert(ITEM, row));
    first.close();
    for (MigrationMode mode : MigrationMode.values()) {
      StateStore again = unopened();
      again.open(SCHEMA, mode);
      assertThat(one(again, id("a", "1"))).isEqualTo(row);
      again.close();
    }
  }

  @Test
  void checkAndNeverRefuseAMissingSchema() {
    for (MigrationMode mode : List.of(MigrationMode.CHECK, MigrationMode.NEVER)) {
      schemaFailure(() -> unopened().open(SCHEMA, mode), "no schema");
    }
    opened();
  }

  @Test
  void onlyRunBringsAnOlderSchemaUpToDateAndKeepsTheRows() {
    StateStore old = opened();
    Row row = item("a", "1").set("note", "kept").build();
    old.perform(tx -> tx.insert(ITEM, row));
    old.close();
    for (MigrationMode mode : List.of(MigrationMode.CHECK, MigrationMode.NEVER)) {
      schemaFailure(() -> unopened().open(StoreSamples.LATER, mode), "version 1");
    }
    StateStore later = unopened();
    later.open(StoreSamples.LATER, MigrationMode.RUN);
    var wider = StoreSamples.LATER.table("item");
    Row read = later.<Optional<Row>>transact(tx -> tx.find(wider, id("a", "1"))).orElseThrow();
    assertThat(read.text("note")).isEqualTo("kept");
    assertThat(read.isNull("phase")).isTrue();
    later.perform(tx -> tx.upsert(wider, read.with("phase", "p1")));
    Query byPhase = Query.of(wider, "by_phase").where("tenant", "a").where("phase", "p1");
    assertThat(later.<Long>transact(tx -> tx.count(byPhase))).isEqualTo(1);
  }

  @Test
  void aNewerOrAlteredSchemaIsRefused() {
    StateStore later = unopened();
    later.open(StoreSamples.LATER, MigrationMode.RUN);
    later.close();
    for (MigrationMode mode : MigrationMode.values()) {
      schemaFailure(() -> unopened().open(SCHEMA, mode), "version 2");
    }
    schemaFailure(() -> unopened().open(StoreSamples.ALTERED, MigrationMode.RUN), "version 1");
    schemaFailure(() -> unopened().open(StoreSamples.ALTERED, MigrationMode.CHECK), "version 1");
  }

  @Test
  void twoThatOpenAtOnceMigrateOnce() throws Exception {
    List<StateStore> stores = IntStream.range(0, 4).mapToObj(i -> unopened()).toList();
    Together.run(
        4,
        i ->
            () -> {
              stores.get(i).open(SCHEMA, MigrationMode.RUN);
              return true;
            });
    stores.get(0).perform(tx -> tx.insert(ITEM, item("a", "1").build()));
    assertThat(count(stores.get(3), Query.of(ITEM).where("tenant", "a"))).isEqualTo(1);
  }

  @Test
  void misuseIsRefusedBeforeItReachesTheStore() {
    StateStore store = opened();
    assertThatIllegalStateException()
        .isThrownBy(() -> store.perform(tx -> store.perform(inner -> {})));
    Query all = Query.of(ITEM).where("tenant", "a");
    misuse(store, tx -> tx.select(all));
    misuse(store, tx -> tx.select(Query.of(ITEM).limit(3)));
    misuse(store, tx -> tx.find(StoreSamples.FOREIGN, Key.of("a", "1")));
    misuse(store, tx -> tx.find(ITEM, Key.of("a", "1")));
    misuse(store, tx -> tx.insert(ITEM, Row.builder().set("tenant", "a").build()));
    Row row = item("a", "1").build();
    misuse(store, tx -> tx.compareAndSet(ITEM, Row.builder().set("body", "x").build(), row));
    misuse(store, tx -> tx.compareAndSet(ITEM, Row.builder().set("amount", "x").build(), row));
    misuse(store, tx -> tx.upsert(ITEM, row.with("note", "x".repeat(501))));
    List<StateTransaction> kept = new ArrayList<>();
    store.perform(kept::add);
    assertThatIllegalStateException().isThrownBy(() -> kept.get(0).find(ITEM, id("a", "1")));
  }

  @Test
  void aStoreThatIsNotOpenRefusesWork() {
    StateStore store = opened();
    store.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> store.perform(tx -> tx.find(ITEM, id("a", "1"))));
  }
}
