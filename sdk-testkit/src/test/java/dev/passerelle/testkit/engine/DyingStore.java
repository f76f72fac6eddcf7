package dev.passerelle.testkit.engine;

import dev.passerelle.core.state.MigrationMode;
import dev.passerelle.core.state.StateSchema;
import dev.passerelle.core.state.StateStore;
import dev.passerelle.core.state.StateTransaction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A store under which the process dies before or after its n-th transaction. */
final class DyingStore implements StateStore {
  private final StateStore store;
  private int left = Integer.MAX_VALUE;
  private boolean after;

  DyingStore(StateStore store) {
    this.store = store;
  }

  /** The process dies at a transaction: it takes no exception handler for that. */
  static final class Death extends Error {
    Death() {
      super("killed");
    }
  }

  void dieAt(int transaction, boolean afterCommit) {
    left = transaction;
    after = afterCommit;
  }

  void live() {
    left = Integer.MAX_VALUE;
  }

  @Override
  public void open(StateSchema schema, MigrationMode mode) {
    store.open(schema, mode);
  }

  @Override
  public <T extends @Nullable Object> T transact(
      Function<? super StateTransaction, ? extends T> work) {
    left--;
    if (left == 0 && !after) {
      throw new Death();
    }
    T answer = store.<T>transact(work);
    if (left == 0) {
      throw new Death();
    }
    return answer;
  }

  @Override
  public void close() {
    store.close();
  }
}
