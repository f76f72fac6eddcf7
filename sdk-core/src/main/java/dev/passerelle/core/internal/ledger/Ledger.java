package dev.passerelle.core.internal.ledger;

import static dev.passerelle.core.internal.ledger.Tables.LEASES;

import dev.passerelle.core.error.StateStoreFailure;
import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.Row;
import dev.passerelle.core.state.StateStore;
import dev.passerelle.core.state.StateTransaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The memory of one tenant. Reads may happen at any time; every commit is conditional on the
 * lease's epoch (L29): a commit of a former holder fails with a conflict.
 */
public final class Ledger {
  private static final String NAME = "engine";
  private final StateStore store;
  private final String tenant;
  private final SnapshotCodec codec;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Duration term;
  private final String holder;
  private volatile long epoch = -1;
  private volatile long deadlineNanos;

  /**
   * The memory of a tenant.
   *
   * @param holder this node's name
   * @param term how long a lease lasts without renewal
   * @param nanos a monotonic clock
   */
  public Ledger(
      StateStore store,
      String tenant,
      SnapshotCodec codec,
      Clock clock,
      LongSupplier nanos,
      Duration term,
      String holder) {
    this.store = store;
    this.tenant = tenant;
    this.codec = codec;
    this.clock = clock;
    this.nanos = nanos;
    this.term = term;
    this.holder = holder;
  }

  /** The codec of snapshots. */
  public SnapshotCodec codec() {
    return codec;
  }

  /** How long a lease lasts without renewal. */
  public Duration term() {
    return term;
  }

  /** The epoch held; -1 when none. */
  public long epoch() {
    return epoch;
  }

  /**
   * A transaction that only reads, or whose writes need no lease (an intake of hints, a decision).
   */
  public <T> T read(Function<Tx, T> work) {
    return store.<T>transact(state -> work(state, work));
  }

  private <T> T work(StateTransaction state, Function<Tx, T> work) {
    WriteBehind collected = new WriteBehind(state);
    T answer = work.apply(new Tx(collected, tenant, codec));
    collected.flush();
    return answer;
  }

  /** A transaction without lease that returns nothing. */
  public void note(Consumer<Tx> work) {
    read(
        tx -> {
          work.accept(tx);
          return true;
        });
  }

  /** A transaction conditional on the lease. */
  public <T> T commit(Function<Tx, T> work) {
    return store.<T>transact(
        state -> {
          fence(new Tx(state, tenant, codec));
          return work(state, work);
        });
  }

  /** A transaction conditional on the lease that returns nothing. */
  public void commitAll(Consumer<Tx> work) {
    commit(
        tx -> {
          work.accept(tx);
          return true;
        });
  }

  /** Takes or renews the lease; false when another node holds it. */
  public boolean lease() {
    long before = nanos.getAsLong();
    Instant now = clock.instant();
    long held =
        store.<Long>transact(
            state -> {
              Optional<Row> row = state.find(LEASES, Key.of(tenant, NAME));
              return row.isEmpty()
                  ? first(new Tx(state, tenant, codec), now)
                  : next(new Tx(state, tenant, codec), row.get(), now);
            });
    if (held >= 0) {
      epoch = held;
      deadlineNanos = before + term.toNanos();
    } else {
      epoch = -1;
    }
    return held >= 0;
  }

  /** Whether a call of the given length may still be sent under this lease. */
  public boolean maySend(Duration callTimeout) {
    return epoch >= 0 && deadlineNanos - nanos.getAsLong() > callTimeout.toNanos();
  }

  /** Gives the lease back. */
  public void release() {
    long mine = epoch;
    if (mine < 0) {
      return;
    }
    epoch = -1;
    store.perform(
        state ->
            state.compareAndSet(
                LEASES,
                Row.builder().set("epoch", mine).set("holder", holder).build(),
                row(mine, clock.instant())));
  }

  private long first(Tx tx, Instant now) {
    tx.state().insert(LEASES, row(1, now.plus(term)));
    return 1;
  }

  private long next(Tx tx, Row row, Instant now) {
    long current = row.number("epoch");
    boolean mine = row.text("holder").equals(holder) && current == epoch;
    if (!mine && row.instant("deadline").isAfter(now)) {
      return -1;
    }
    long wanted = mine ? current : current + 1;
    boolean won =
        tx.state()
            .compareAndSet(
                LEASES,
                Row.builder().set("epoch", current).set("holder", row.text("holder")).build(),
                row(wanted, now.plus(term)));
    return won ? wanted : -1;
  }

  private void fence(Tx tx) {
    long mine = epoch;
    // Writing the row locks it, so that a successor's take-over and this commit exclude each other.
    boolean held =
        mine >= 0
            && tx.state()
                .compareAndSet(
                    LEASES,
                    Row.builder().set("epoch", mine).set("holder", holder).build(),
                    row(mine, clock.instant().plus(term)));
    if (!held) {
      throw new StateStoreFailure(
          StateStoreFailure.Kind.CONFLICT, "the lease of tenant " + tenant + " has moved");
    }
  }

  private Row row(long number, Instant deadline) {
    return LEASES
        .row()
        .set("tenant", tenant)
        .set("name", NAME)
        .set("holder", holder)
        .set("epoch", number)
        .set("deadline", deadline)
        .build();
  }
}
