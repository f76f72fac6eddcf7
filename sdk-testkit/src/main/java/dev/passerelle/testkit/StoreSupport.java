package dev.passerelle.testkit;

import static dev.passerelle.testkit.StoreSamples.ITEM;
import static dev.passerelle.testkit.StoreSamples.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.error.StateStoreFailure;
import dev.passerelle.core.error.StateStoreFailure.Kind;
import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.MigrationMode;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import dev.passerelle.core.state.StateStore;
import dev.passerelle.core.state.StateTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;

/** How the store's contract reaches a store, and its words. */
abstract class StoreSupport {

  private final List<StateStore> connected = new ArrayList<>();

  /** See {@link StateStoreContract#connect()}. */
  protected abstract StateStore connect();

  @AfterEach
  final void closeStores() {
    connected.forEach(StateStore::close);
  }

  final StateStore unopened() {
    StateStore store = connect();
    connected.add(store);
    return store;
  }

  final StateStore opened() {
    StateStore store = unopened();
    store.open(SCHEMA, MigrationMode.RUN);
    return store;
  }

  static void misuse(StateStore store, Consumer<StateTransaction> work) {
    assertThatIllegalArgumentException().isThrownBy(() -> store.perform(work));
  }

  static Row one(StateStore store, Key key) {
    return store.<Optional<Row>>transact(tx -> tx.find(ITEM, key)).orElseThrow();
  }

  static long count(StateStore store, Query query) {
    return store.<Long>transact(tx -> tx.count(query));
  }

  static boolean cas(StateStore store, Row expected, Row replacement) {
    return store.<Boolean>transact(tx -> tx.compareAndSet(ITEM, expected, replacement));
  }

  static boolean inserted(StateStore store, Row row) {
    try {
      store.perform(tx -> tx.insert(ITEM, row));
      return true;
    } catch (StateStoreFailure e) {
      assertThat(e.kind()).isEqualTo(Kind.DUPLICATE_KEY);
      return false;
    }
  }

  static List<Row> scan(StateStore store, Query query, int page) {
    List<Row> all = new ArrayList<>();
    Query next = query.limit(page);
    while (true) {
      Query now = next;
      List<Row> rows = store.transact(tx -> tx.select(now));
      all.addAll(rows);
      if (rows.size() < page) {
        return all;
      }
      next = query.limit(page).after(rows.get(rows.size() - 1));
    }
  }

  static List<Key> keys(List<Row> rows) {
    return rows.stream().map(ITEM::keyOf).toList();
  }

  static List<Integer> dues(StateStore store, Query query) {
    return scan(store, query, 40).stream()
        .map(row -> StoreSamples.numberOf(row.instant("due")))
        .distinct()
        .toList();
  }

  static StateStoreFailure duplicate(ThrowingCallable attempt) {
    return failure(attempt, Kind.DUPLICATE_KEY);
  }

  static void schemaFailure(ThrowingCallable attempt, String actual) {
    assertThat(failure(attempt, Kind.SCHEMA).detail().figures()).containsEntry("actual", actual);
  }

  static StateStoreFailure failure(ThrowingCallable attempt, Kind kind) {
    StateStoreFailure[] caught = new StateStoreFailure[1];
    assertThatThrownBy(attempt)
        .isInstanceOfSatisfying(
            StateStoreFailure.class,
            e -> {
              caught[0] = e;
              assertThat(e.kind()).isEqualTo(kind);
            });
    return caught[0];
  }
}
