package dev.passerelle.testkit;

import static dev.passerelle.testkit.StoreSamples.ITEM;
import static dev.passerelle.testkit.StoreSamples.id;
import static dev.passerelle.testkit.StoreSamples.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.error.StateStoreFailure;
import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import dev.passerelle.core.state.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a store owes to writing. */
abstract class StoreWriteContract extends StoreReadContract {

  // ---- writing

  @Test
  void aSecondInsertNamesTableAndConstraintAndNoValue() {
    StateStore store = opened();
    Row row = item("a", "secret-id").set("email", "secret-mail").set("live", 1).build();
    store.perform(tx -> tx.insert(ITEM, row));
    StateStoreFailure key = duplicate(() -> store.perform(tx -> tx.insert(ITEM, row)));
    assertThat(key.constraint()).isEqualTo("primary key");
    Row other = item("a", "other").set("email", "secret-mail").set("live", 1).build();
    for (ThrowingCallable attempt :
        List.<ThrowingCallable>of(
            () -> store.perform(tx -> tx.insert(ITEM, other)),
            () -> store.perform(tx -> tx.upsert(ITEM, other)))) {
      StateStoreFailure unique = duplicate(attempt);
      assertThat(unique.constraint()).isEqualTo("by_email");
      assertThat(unique.detail().figures()).containsEntry("table", "item");
      assertThat(unique).hasMessageNotContaining("secret").hasNoCause();
    }
    assertThat(one(store, id("a", "secret-id"))).isEqualTo(row);
  }

  @Test
  void aUniqueKeyWithANullConstrainsNothing() {
    StateStore store = opened();
    store.perform(
        tx -> {
          tx.insert(ITEM, item("a", "1").set("email", "e").build());
          tx.insert(ITEM, item("a", "2").set("email", "e").build());
          tx.insert(ITEM, item("a", "3").set("live", 1).build());
          tx.insert(ITEM, item("a", "4").set("live", 1).build());
          tx.insert(ITEM, item("a", "5").set("email", "e").set("live", 1).build());
        });
    Row revived = item("a", "1").set("email", "e").set("live", 1).build();
    duplicate(() -> store.perform(tx -> tx.compareAndSet(ITEM, Row.builder().build(), revived)));
    store.perform(tx -> tx.upsert(ITEM, item("a", "5").set("email", "e").build()));
    store.perform(tx -> tx.upsert(ITEM, revived));
    Query live =
        Query.of(ITEM, "by_email").where("tenant", "a").where("email", "e").where("live", 1);
    assertThat(store.<List<Row>>transact(tx -> tx.select(live.limit(9)))).containsExactly(revived);
  }

  @Test
  void anUpsertReplacesWholeRowsAndTheLaterWins() {
    StateStore store = opened();
    store.perform(
        tx -> tx.insert(ITEM, item("a", "1").set("note", "old").set("amount", 1).build()));
    Row second = item("a", "2").set("note", "second").build();
    store.perform(
        tx ->
            tx.upsert(
                ITEM,
                List.of(
                    item("a", "2").set("note", "first").build(), second, item("a", "1").build())));
    assertThat(one(store, id("a", "1"))).isEqualTo(item("a", "1").build());
    assertThat(one(store, id("a", "2"))).isEqualTo(second);
  }

  @Test
  void anUpsertOfSeveralBatchesMixesNewAndOld() {
    StateStore store = opened();
    List<Row> first =
        IntStream.range(0, 1_300).mapToObj(i -> item("a", "k" + 2 * i).build()).toList();
    store.perform(tx -> tx.insert(ITEM, first));
    List<Row> both =
        IntStream.range(0, 2_600)
            .mapToObj(i -> item("a", "k" + i).set("amount", i).build())
            .toList();
    store.perform(tx -> tx.upsert(ITEM, both));
    assertThat(scan(store, Query.of(ITEM).where("tenant", "a"), 500))
        .hasSameElementsAs(both)
        .hasSize(2_600);
  }

  @Test
  void compareAndSetReplacesOnlyWhatItExpects() {
    StateStore store = opened();
    Row before = item("a", "1").set("amount", 1).set("active", true).build();
    Row after = before.with("amount", 2).with("note", "changed");
    store.perform(tx -> tx.insert(ITEM, before));
    assertThat(cas(store, Row.builder().set("amount", 2).build(), after)).isFalse();
    assertThat(cas(store, Row.builder().set("amount", null).build(), after)).isFalse();
    assertThat(cas(store, Row.builder().set("due", StoreSamples.due(1)).build(), after)).isFalse();
    assertThat(one(store, id("a", "1"))).isEqualTo(before);
    Row expected = Row.builder().set("amount", 1).set("due", null).set("active", true).build();
    assertThat(cas(store, expected, after)).isTrue();
    assertThat(one(store, id("a", "1"))).isEqualTo(after);
    assertThat(cas(store, Row.builder().build(), item("a", "missing").build())).isFalse();
    assertThat(count(store, Query.of(ITEM).where("tenant", "a"))).isEqualTo(1);
  }

  @Test
  void deleteTellsHowManyWereThere() {
    StateStore store = opened();
    List<Row> rows = IntStream.range(0, 1_100).mapToObj(i -> item("a", "k" + i).build()).toList();
    store.perform(tx -> tx.insert(ITEM, rows));
    List<Key> keys = new ArrayList<>(rows.stream().map(ITEM::keyOf).toList());
    keys.addAll(IntStream.range(0, 300).mapToObj(i -> id("a", "absent" + i)).toList());
    assertThat(store.<Integer>transact(tx -> tx.delete(ITEM, keys))).isEqualTo(1_100);
    assertThat(count(store, Query.of(ITEM).where("tenant", "a"))).isZero();
  }

  @Test
  void deleteWhereWithALimitTakesTheFirst() {
    StateStore store = opened();
    store.perform(tx -> tx.insert(ITEM, StoreSamples.scattered(200)));
    Query due = Query.of(ITEM, "by_due").where("tenant", "a").below("due", StoreSamples.due(9));
    List<Row> sorted = scan(store, due, 200);
    assertThat(store.<Integer>transact(tx -> tx.deleteWhere(due.limit(30)))).isEqualTo(30);
    assertThat(scan(store, due, 200)).isEqualTo(sorted.subList(30, sorted.size()));
    assertThat(store.<Integer>transact(tx -> tx.deleteWhere(due))).isEqualTo(sorted.size() - 30);
    assertThat(count(store, due)).isZero();
  }
}
