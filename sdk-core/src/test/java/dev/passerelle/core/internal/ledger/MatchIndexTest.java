package dev.passerelle.core.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.core.state.MigrationMode;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.StateTransaction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The match index holds what a record's keys are now, and costs nothing where they stayed. */
class MatchIndexTest {
  private static final RecordId ID = RecordId.of("7");
  private static final String PAIRING = "erp/customer~crm/customer";

  private final InMemoryStateStore store = new InMemoryStateStore();
  private final AtomicInteger deletes = new AtomicInteger();

  MatchIndexTest() {
    store.open(Tables.schema(), MigrationMode.RUN);
  }

  private void work(Consumer<MatchIndex> work) {
    store.perform(
        state ->
            work.accept(new Tx(counting(state), "t", new SnapshotCodec(Map.of())).matchIndex()));
  }

  private StateTransaction counting(StateTransaction state) {
    return (StateTransaction)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {StateTransaction.class},
            (self, method, arguments) -> {
              if (method.getName().equals("deleteWhere")) {
                assertThat(((Query) arguments[0]).table()).isEqualTo(Tables.RECORD_KEYS);
                deletes.incrementAndGet();
              }
              try {
                return method.invoke(state, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void replace(Map<String, Set<String>> keys) {
    work(index -> index.replace(PAIRING, Side.LEFT, Map.of(ID, keys)));
  }

  private void assertKeys(Map<String, Set<String>> expected) {
    work(index -> assertThat(index.keysOf(PAIRING, Side.LEFT, ID)).isEqualTo(expected));
  }

  @Test
  void keysThatStayedAreLeftAlone() {
    Map<String, Set<String>> keys = Map.of("siret", Set.of("1", "2"), "own", Set.of("erp:7"));
    work(index -> index.add(PAIRING, Side.LEFT, Map.of(ID, keys)));
    replace(keys);
    assertThat(deletes).hasValue(0);
    assertKeys(keys);
  }

  @Test
  void everyChangeOfAKeyIsSeen() {
    replace(Map.of("own", Set.of("erp:7"), "siret", Set.of("1")));
    replace(Map.of("own", Set.of("erp:7"), "siret", Set.of("2")));
    assertKeys(Map.of("own", Set.of("erp:7"), "siret", Set.of("2")));
    replace(Map.of("own", Set.of("erp:7")));
    assertKeys(Map.of("own", Set.of("erp:7")));
    replace(Map.of("mail", Set.of("x"), "own", Set.of("erp:7")));
    assertKeys(Map.of("mail", Set.of("x"), "own", Set.of("erp:7")));
  }

  @Test
  void aRecordWithoutKeysCanHaveTheOldOnesAgain() {
    Map<String, Set<String>> keys = Map.of("own", Set.of("erp:7"));
    replace(keys);
    replace(Map.of());
    assertKeys(Map.of());
    replace(keys);
    assertKeys(keys);
  }
}
