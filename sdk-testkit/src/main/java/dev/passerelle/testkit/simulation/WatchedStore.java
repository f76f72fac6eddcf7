package dev.passerelle.testkit.simulation;

import dev.passerelle.core.state.MigrationMode;
import dev.passerelle.core.state.StateSchema;
import dev.passerelle.core.state.StateStore;
import dev.passerelle.core.state.StateTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The store as one process sees it: pauses at its edges, and watchers told of each commit. */
record WatchedStore(String node, DyingStore store, Pauses pauses, List<Watcher> watchers)
    implements StateStore {

  @Override
  public void open(StateSchema schema, MigrationMode mode) {
    store.open(schema, mode);
  }

  @Override
  public <T extends @Nullable Object> T transact(
      Function<? super StateTransaction, ? extends T> work) {
    pauses.edge();
    List<Mutation> mutations = new ArrayList<>();
    Function<StateTransaction, T> watched =
        tx -> {
          mutations.clear();
          return work.apply(new WatchedTransaction(tx, mutations));
        };
    T answer;
    try {
      answer = store.<T>transact(watched);
    } catch (DyingStore.Death death) {
      if (death.durable()) {
        tell(mutations);
      }
      throw death;
    }
    tell(mutations);
    pauses.edge();
    return answer;
  }

  private void tell(List<Mutation> mutations) {
    if (!mutations.isEmpty()) {
      watchers.forEach(watcher -> watcher.committed(node, mutations));
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
