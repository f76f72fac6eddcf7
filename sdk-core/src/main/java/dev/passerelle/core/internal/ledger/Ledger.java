package dev.passerelle.core.internal.ledger;

import dev.passerelle.core.error.StateStoreFailure;
import dev.passerelle.core.state.StateStore;
import dev.passerelle.core.state.StateTransaction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The memory of one tenant. Reads may happen at any time; every commit is conditional on the
 * lease's epoch (L29): a commit of a former holder fails with a conflict.
 */
public final class Ledger {
  private final StateStore store;
  private final String tenant;
  private final SnapshotCodec codec;
  private final Lease lease;

  /** The memory of a tenant, under its lease. */
  public Ledger(StateStore store, String tenant, SnapshotCodec codec, Lease lease) {
    this.store = store;
    this.tenant = tenant;
    this.codec = codec;
    this.lease = lease;
  }

  /** The codec of snapshots. */
  public SnapshotCodec codec() {
    return codec;
  }

  /** The right to work for the tenant. */
  public Lease lease() {
    return lease;
  }

  /** A transaction that only reads, or whose writes concern nothing that the leader writes. */
  public <T> T read(Function<Tx, T> work) {
    return store.<T>transact(state -> work(state, work));
  }

  private <T> T work(StateTransaction state, Function<Tx, T> work) {
    WriteBehind collected = new WriteBehind(state);
    T answer = work.apply(new Tx(collected, tenant, codec));
    collected.flush();
    return answer;
  }

  /**
   * A transaction of somebody beside the leader that changes something: a hint, what a person
   * decides. It and the leader's commits follow each other, or one would write over what the other
   * has just written.
   */
  public <T> T beside(Function<Tx, T> work) {
    return store.<T>transact(
        state -> {
          lease.join(state);
          return work(state, work);
        });
  }

  /** As {@link #beside}, for work that returns nothing. */
  public void note(Consumer<Tx> work) {
    beside(
        tx -> {
          work.accept(tx);
          return true;
        });
  }

  /** A transaction conditional on the lease. */
  public <T> T commit(Function<Tx, T> work) {
    try {
      return store.<T>transact(
          state -> {
            lease.fence(state);
            return work(state, work);
          });
    } catch (Lease.Moved moved) {
      throw new StateStoreFailure(
          StateStoreFailure.Kind.CONFLICT, "the lease of tenant " + tenant + " has moved");
    }
  }

  /** A transaction conditional on the lease that returns nothing. */
  public void commitAll(Consumer<Tx> work) {
    commit(
        tx -> {
          work.accept(tx);
          return true;
        });
  }
}
