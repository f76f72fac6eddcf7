package dev.passerelle.core.state;

import dev.passerelle.core.error.StateStoreFailure;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tables, keys and transactions for the engine's memory. A store knows nothing of synchronising:
 * rows are opaque to it.
 *
 * <p>To the author of a store: an instance <em>must</em> serve many threads at once; calls
 * <em>may</em> block, <em>must</em> answer an interrupt while waiting and <em>must not</em> hold a
 * monitor around I/O (hosts run virtual threads). Failures are {@link StateStoreFailure}s of the
 * kinds conflict, unavailable, duplicate key and schema; a misuse (unknown table, ill-typed row) is
 * an {@link IllegalArgumentException}. No message shows a value of a row. The contract suite of the
 * test kit says the rest.
 */
public interface StateStore extends AutoCloseable {

  /**
   * Makes the store ready for the tables of a schema; the first call on a store. Opening an open
   * store with an equal schema does nothing, with another one is an {@link IllegalStateException}.
   *
   * @throws StateStoreFailure of kind schema when the stored schema is newer, or is missing, older
   *     or altered and {@code mode} forbids the change
   */
  void open(StateSchema schema, MigrationMode mode);

  /**
   * Runs {@code work} in one transaction: all its changes become durable together, or none. An
   * exception from {@code work} rolls back and is passed on as it is.
   *
   * <p><strong>{@code work} must have no effect but through the transaction</strong>: after a
   * conflict with another transaction (deadlock, serialization failure, lock time-out), or when
   * {@code work} itself throws a failure of kind conflict, the store runs it again, a bounded
   * number of times, and only then fails with that kind. A duplicate key is never run again. Reads
   * are at least READ COMMITTED: to decide on what was read, write with {@link
   * StateTransaction#compareAndSet}. Calls must not be nested. When the connection is lost during
   * the commit, the failure is of kind unavailable and the outcome is not known.
   *
   * @param work must not keep the transaction beyond its return
   * @return what {@code work} returned
   */
  <T extends @Nullable Object> T transact(Function<? super StateTransaction, ? extends T> work);

  /** As {@link #transact}, for work that returns nothing. */
  default void perform(Consumer<? super StateTransaction> work) {
    this.<@Nullable Object>transact(
        tx -> {
          work.accept(tx);
          return null;
        });
  }

  /** Lets go of what the store itself has opened; a host's {@code DataSource} stays open. */
  @Override
  void close();
}
