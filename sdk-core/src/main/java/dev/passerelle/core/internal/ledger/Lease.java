package dev.passerelle.core.internal.ledger;

import static dev.passerelle.core.internal.ledger.Tables.LEASES;

import dev.passerelle.core.error.StateStoreFailure;
import dev.passerelle.core.internal.safeguard.Safeguard;
import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.Row;
import dev.passerelle.core.state.StateStore;
import dev.passerelle.core.state.StateTransaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The right of one node to work for a tenant (L29). It has three rows: <em>engine</em>, who leads
 * until when; <em>fence</em>, the epoch that every commit of the leader asks for and thereby locks;
 * <em>due</em>, when the next run is due and whose it is first. Renewing touches the first row
 * only, so a long commit does not keep the lease from being renewed.
 *
 * <p>Whether a lease has run out is judged by the store's time, the same for all nodes; whether its
 * holder may still act on it by the holder's monotonic clock, read before the store was asked.
 * Thread-safe.
 */
public final class Lease {
  private static final String WORK = "engine";
  private static final String FENCE = "fence";
  private static final String DUE = "due";
  private static final String ANYBODY = "*";
  private final StateStore store;
  private final String tenant;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Duration term;
  private final String holder;
  // Taking, renewing and giving back follow each other; the answers of getters need no lock.
  private final ReentrantLock moving = new ReentrantLock();
  private volatile @Nullable Held held;
  // The last epoch that was this object's; read and written under the lock.
  private long last = -1;

  /** What this node holds: since when, and until when by its monotonic clock. */
  private record Held(long epoch, Instant since, long deadline) {}

  /**
   * What came of asking for the lease.
   *
   * @param leading whether this node leads now
   * @param askAgain where it does not: how long nobody else can have it, or the next run is not due
   * @param sinceOther where another process had the lease before: how long ago it ended
   */
  public record Claim(boolean leading, Duration askAgain, Optional<Duration> sinceOther) {
    static final Claim WON = new Claim(true, Duration.ZERO, Optional.empty());

    static Claim lost(Duration askAgain) {
      return new Claim(false, askAgain, Optional.empty());
    }
  }

  /**
   * The lease of a tenant, not held yet.
   *
   * @param clock judges where the store tells no time
   * @param nanos a monotonic clock
   * @param term how long the lease lasts without renewal
   * @param holder this node's name
   */
  public Lease(
      StateStore store,
      String tenant,
      Clock clock,
      LongSupplier nanos,
      Duration term,
      String holder) {
    this.store = store;
    this.tenant = tenant;
    this.clock = clock;
    this.nanos = nanos;
    this.term = term;
    this.holder = holder;
  }

  /** How long the lease lasts without renewal. */
  public Duration term() {
    return term;
  }

  /** The epoch held; -1 when none. */
  public long epoch() {
    Held mine = held;
    return mine == null ? -1 : mine.epoch();
  }

  /** Takes or renews the lease; false when another node holds it. */
  public boolean take() {
    return claim().leading();
  }

  /** As {@link #take}, with the time after which to ask again. */
  public Claim claim() {
    return claim(false);
  }

  /**
   * Takes the lease if the next run is due: at once where this node had the last one, one term
   * later where another had, so that a tenant stays with a node that keeps up.
   */
  public Claim claimIfDue() {
    return claim(true);
  }

  private Claim claim(boolean ifDue) {
    moving.lock();
    try {
      long before = nanos.getAsLong();
      Claim[] answer = {Claim.WON};
      Held won =
          store.<@Nullable Held>transact(
              state -> {
                Instant now = now(state);
                answer[0] = ifDue ? due(state, now) : Claim.WON;
                return answer[0].leading() ? won(state, now, before, answer) : null;
              });
      held = won;
      last = won == null ? last : won.epoch();
      return answer[0];
    } catch (StateStoreFailure e) {
      if (e.kind() != StateStoreFailure.Kind.DUPLICATE_KEY) {
        throw e;
      }
      // The tenant's first lease, and another node was first by a moment.
      held = null;
      return Claim.lost(term);
    } finally {
      moving.unlock();
    }
  }

  private Claim due(StateTransaction state, Instant now) {
    Optional<Row> row = state.find(LEASES, key(DUE));
    if (row.isEmpty()) {
      return Claim.WON;
    }
    Instant due = row.get().instant("deadline");
    String last = row.get().text("holder");
    Instant mine = last.equals(holder) || last.equals(ANYBODY) ? due : due.plus(term);
    // Looked at when it is due, too: the other node may have left meanwhile.
    Instant look = due.isAfter(now) ? due : mine;
    return mine.isAfter(now) ? Claim.lost(Duration.between(now, look)) : Claim.WON;
  }

  private @Nullable Held won(StateTransaction state, Instant now, long before, Claim[] answer) {
    long deadline = before + term.toNanos();
    Optional<Row> row = state.find(LEASES, key(WORK));
    if (row.isEmpty()) {
      state.insert(LEASES, row(WORK, 1, now.plus(term)));
      state.upsert(LEASES, row(FENCE, 1, now));
      return new Held(1, now, deadline);
    }
    long epoch = row.get().number("epoch");
    Instant until = row.get().instant("deadline");
    Held mine = held;
    boolean same = mine != null && mine.epoch() == epoch && row.get().text("holder").equals(holder);
    if (!same && until.isAfter(now)) {
      answer[0] = Claim.lost(Duration.between(now, until));
      return null;
    }
    long wanted = same ? epoch : epoch + 1;
    if (!state.compareAndSet(LEASES, expected(row.get()), row(WORK, wanted, now.plus(term)))) {
      answer[0] = Claim.lost(term);
      return null;
    }
    if (same && mine != null) {
      return new Held(epoch, mine.since(), deadline);
    }
    if (epoch != last) {
      answer[0] = new Claim(true, Duration.ZERO, Optional.of(Duration.between(until, now)));
    }
    // Waits for a commit of the former holder under way; its next one will fail.
    state.upsert(LEASES, row(FENCE, wanted, now));
    return new Held(wanted, now, deadline);
  }

  private static Row expected(Row row) {
    return Row.builder()
        .set("epoch", row.number("epoch"))
        .set("holder", row.text("holder"))
        .set("deadline", row.instant("deadline"))
        .build();
  }

  /**
   * Whether this node leads and has time to send something: renews where less than half the term is
   * left, so that a holder that was paused learns of it here.
   */
  public boolean hold() {
    Held mine = held;
    if (mine == null || !Safeguard.FENCE.isOn()) {
      return !Safeguard.FENCE.isOn();
    }
    return mine.deadline() - nanos.getAsLong() > term.toNanos() / 2 || renew();
  }

  /** Renews the lease if it is held; false when it is not, or no longer. */
  public boolean renew() {
    moving.lock();
    try {
      Held mine = held;
      if (mine == null) {
        return false;
      }
      long before = nanos.getAsLong();
      boolean still =
          store.<Boolean>transact(
              state ->
                  state.compareAndSet(
                      LEASES, ours(mine.epoch()), row(WORK, mine.epoch(), now(state).plus(term))));
      held = still ? new Held(mine.epoch(), mine.since(), before + term.toNanos()) : null;
      return still;
    } finally {
      moving.unlock();
    }
  }

  /** Gives the lease back: any node may have it at once. */
  public void release() {
    release(Optional.empty());
  }

  /**
   * Gives the lease back and says when the next run is due; this node has the first right to it.
   */
  public void releaseUntil(Duration next) {
    release(Optional.of(next));
  }

  private void release(Optional<Duration> next) {
    moving.lock();
    try {
      Held mine = held;
      if (mine == null) {
        return;
      }
      held = null;
      store.perform(
          state -> {
            Instant now = now(state);
            boolean was =
                state.compareAndSet(LEASES, ours(mine.epoch()), row(WORK, mine.epoch(), now));
            if (was && next.isPresent()) {
              state.upsert(LEASES, row(DUE, mine.epoch(), now.plus(next.get())));
            }
          });
    } finally {
      moving.unlock();
    }
  }

  /** Gives the lease back and leaves the next run to whoever comes first. */
  public void leave() {
    release();
    store.perform(
        state -> {
          Optional<Row> due = state.find(LEASES, key(DUE));
          if (due.isPresent() && due.get().text("holder").equals(holder)) {
            state.compareAndSet(LEASES, expected(due.get()), due.get().with("holder", ANYBODY));
          }
        });
  }

  /**
   * Fails unless the lease is still this node's; until the transaction ends nobody can take it
   * over.
   */
  void fence(StateTransaction state) {
    Held mine = held;
    boolean leads =
        mine != null
            && state.compareAndSet(
                LEASES, ours(mine.epoch()), row(FENCE, mine.epoch(), mine.since()));
    if (!leads && Safeguard.FENCE.isOn()) {
      throw new Moved();
    }
  }

  /**
   * Waits for a commit of the leader under way; until the transaction ends nobody makes another
   * one, and nobody takes the lease over.
   */
  void join(StateTransaction state) {
    boolean joined = false;
    while (!joined) {
      Optional<Row> fence = state.find(LEASES, key(FENCE));
      joined = fence.isEmpty() || state.compareAndSet(LEASES, expected(fence.get()), fence.get());
    }
  }

  /** Final, unlike a conflict between two transactions: the store does not try again. */
  static final class Moved extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private Instant now(StateTransaction state) {
    return state.now().orElseGet(clock::instant);
  }

  private Row ours(long epoch) {
    return Row.builder().set("epoch", epoch).set("holder", holder).build();
  }

  private Key key(String name) {
    return Key.of(tenant, name);
  }

  private Row row(String name, long epoch, Instant at) {
    return LEASES
        .row()
        .set("tenant", tenant)
        .set("name", name)
        .set("holder", holder)
        .set("epoch", epoch)
        .set("deadline", at)
        .build();
  }
}
