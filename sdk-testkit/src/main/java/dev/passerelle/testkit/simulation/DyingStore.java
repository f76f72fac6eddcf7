package dev.passerelle.testkit.simulation;

import dev.passerelle.core.state.MigrationMode;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.StateSchema;
import dev.passerelle.core.state.StateStore;
import dev.passerelle.core.state.StateTransaction;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store under which the process dies before or after its n-th transaction. What was committed
 * stays; another engine on the same store is the process that starts afterwards. For one thread.
 */
public final class DyingStore implements StateStore {
  private StateStore store;
  private @Nullable StateStore backup;
  private @Nullable StateSchema schema;
  private int left = Integer.MAX_VALUE;
  private boolean after;

  /** A store on which nobody dies yet. */
  public DyingStore(StateStore store) {
    this.store = Objects.requireNonNull(store, "store");
  }

  /** The process dies at a transaction: nobody handles it as an exception. */
  public static final class Death extends Error {
    private static final long serialVersionUID = 1L;

    private final boolean durable;

    Death(boolean durable) {
      super("killed");
      this.durable = durable;
    }

    /** Whether the transaction at which it died is durable. */
    boolean durable() {
      return durable;
    }
  }

  /**
   * The process dies at a transaction to come.
   *
   * @param transaction 1 for the next one
   * @param afterCommit whether that transaction is durable
   */
  public void dieAt(int transaction, boolean afterCommit) {
    if (transaction < 1) {
      throw new IllegalArgumentException("transaction must be at least 1");
    }
    left = transaction;
    after = afterCommit;
  }

  /** From now on nobody dies. */
  public void live() {
    left = Integer.MAX_VALUE;
  }

  /** Keeps a copy of what a tenant has now. */
  void backUp(String tenant) {
    if (schema != null) {
      backup = Backup.of(store, schema, tenant);
    }
  }

  /** Puts the last copy in the place of what is there; false when there is none. */
  boolean goBack() {
    if (backup == null) {
      return false;
    }
    store = backup;
    backup = null;
    return true;
  }

  /** Loses what a table keeps of a tenant, as if it had never been durable. */
  void lose(String table, String tenant) {
    if (schema != null) {
      Query all = Query.of(schema.table(table)).where("tenant", tenant);
      store.transact(tx -> tx.deleteWhere(all));
    }
  }

  /** Looks at what is durable; nobody dies of it. */
  <T extends @Nullable Object> T peek(Function<? super StateTransaction, ? extends T> look) {
    return store.<T>transact(look);
  }

  @Override
  public void open(StateSchema wanted, MigrationMode mode) {
    schema = wanted;
    store.open(wanted, mode);
  }

  @Override
  public <T extends @Nullable Object> T transact(
      Function<? super StateTransaction, ? extends T> work) {
    left--;
    if (left == 0 && !after) {
      throw new Death(false);
    }
    T answer = store.<T>transact(work);
    if (left == 0) {
      throw new Death(true);
    }
    return answer;
  }

  @Override
  public void close() {
    store.close();
  }
}
