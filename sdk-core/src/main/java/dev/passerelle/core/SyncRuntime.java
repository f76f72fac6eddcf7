package dev.passerelle.core;

import dev.passerelle.core.internal.ledger.Heartbeat;
import dev.passerelle.core.internal.ledger.Tables;
import dev.passerelle.core.state.MigrationMode;
import dev.passerelle.core.state.StateSchema;
import dev.passerelle.core.state.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What engines share: the store, the clock, ids, threads. One runtime serves many engines
 * (tenants); several on one store, in as many processes, share the tenants' work. Thread-safe.
 */
public final class SyncRuntime implements AutoCloseable {
  private final StateStore store;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Supplier<String> ids;
  private final String node;
  private final Duration leaseTerm;
  private final MigrationMode migration;
  private final Heartbeat heartbeat;
  private final Workers workers;
  private final ThreadPoolExecutor callers = threads();
  private final ReentrantLock opening = new ReentrantLock();
  private boolean opened;

  private SyncRuntime(Builder from) {
    store = from.store;
    clock = from.clock;
    nanos = from.nanos;
    ids = from.ids == null ? new RisingIds(from.clock) : from.ids;
    node = from.node == null ? ids.get() : from.node;
    leaseTerm = from.leaseTerm;
    migration = from.migration;
    heartbeat = new Heartbeat(from.renewal());
    workers = new Workers(from.workers, from.slice, from.nanos);
  }

  /** A runtime on a store. */
  public static Builder on(StateStore store) {
    return new Builder(store);
  }

  /** The tables of engines: for {@code JdbcStateStore.ddl}, when an administrator makes them. */
  public static StateSchema stateSchema() {
    return Tables.schema();
  }

  /** The store, opened. */
  public StateStore store() {
    opening.lock();
    try {
      if (!opened) {
        store.open(Tables.schema(), migration);
        opened = true;
      }
    } finally {
      opening.unlock();
    }
    return store;
  }

  /** The clock. */
  public Clock clock() {
    return clock;
  }

  /** A monotonic clock, in nanoseconds. */
  public LongSupplier nanos() {
    return nanos;
  }

  /** Fresh ids, each one unique. */
  public Supplier<String> ids() {
    return ids;
  }

  /** This node's name in leases. */
  public String node() {
    return node;
  }

  /** How long a lease lasts without renewal. */
  public Duration leaseTerm() {
    return leaseTerm;
  }

  /**
   * Threads for calls to a system that may be under way at once; none while nothing is called, and
   * bounded by what the adapters of the engines at work allow.
   */
  public Executor callers() {
    return callers;
  }

  private static ThreadPoolExecutor threads() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        5,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        work -> {
          Thread thread = new Thread(work, "passerelle-call");
          thread.setDaemon(true);
          return thread;
        });
  }

  Heartbeat heartbeat() {
    return heartbeat;
  }

  Workers workers() {
    return workers;
  }

  /** Ends the threads and closes the store. Engines are closed before. */
  @Override
  public void close() {
    workers.close();
    callers.shutdown();
    heartbeat.close();
    store.close();
  }

  /** Builds a {@link SyncRuntime}. Not thread-safe. */
  public static final class Builder {
    private final StateStore store;
    private Clock clock = Clock.systemUTC();
    private LongSupplier nanos = System::nanoTime;
    private @Nullable Supplier<String> ids;
    private @Nullable String node;
    private Duration leaseTerm = Duration.ofSeconds(15);
    private @Nullable Duration renewal;
    private int workers = 8;
    private Duration slice = Duration.ofMinutes(1);
    private boolean realTime = true;
    private MigrationMode migration = MigrationMode.RUN;

    private Builder(StateStore store) {
      this.store = Objects.requireNonNull(store, "store");
    }

    /** The clock; default the system's, UTC. */
    public Builder clock(Clock value) {
      clock = value;
      return this;
    }

    /**
     * A monotonic clock in nanoseconds; default the JVM's. With one of your own, time is not taken
     * for real: leases are renewed between steps only, unless {@link #renewal} says otherwise.
     */
    public Builder nanos(LongSupplier value) {
      nanos = value;
      realTime = false;
      return this;
    }

    /**
     * Fresh ids of at most 64 characters, each one unique; default UUIDs that rise by time (version
     * 7). Ids of your own should rise, too: writes in flight are asked about in their order, and
     * what is written together lies together in the database.
     */
    public Builder ids(Supplier<String> value) {
      ids = value;
      return this;
    }

    /** This node's name, unique among the nodes on one store; default a random one. */
    public Builder node(String value) {
      node = value;
      return this;
    }

    /**
     * How long a lease lasts without renewal, at least a second: so long after a node's death
     * another one takes over. Default 15 seconds.
     */
    public Builder leaseTerm(Duration value) {
      require(value.compareTo(Duration.ofSeconds(1)) >= 0, "leaseTerm: at least 1 s");
      leaseTerm = value;
      return this;
    }

    /**
     * How often the leases of runs under way are renewed, in real time, whatever the runs wait for;
     * shorter than half the term. Default a third of the term; zero: between steps only.
     */
    public Builder renewal(Duration value) {
      require(!value.isNegative(), "renewal must not be negative");
      renewal = value;
      return this;
    }

    /**
     * How many tenants are worked for at a time by {@link SyncEngine#start}, at least 1; default 8.
     * The data source's pool should have a connection for each, and two more.
     */
    public Builder workers(int value) {
      require(value >= 1, "workers: at least 1");
      workers = value;
      return this;
    }

    /**
     * The longest turn of a tenant while others are due; then it makes room after the batch at hand
     * and goes on when it is its turn again. Default 1 minute.
     */
    public Builder slice(Duration value) {
      require(!value.isNegative() && !value.isZero(), "slice must be positive");
      slice = value;
      return this;
    }

    /** What to do about missing or older tables; default create and migrate them. */
    public Builder migration(MigrationMode value) {
      migration = value;
      return this;
    }

    private Duration renewal() {
      if (renewal != null) {
        return renewal;
      }
      return realTime ? leaseTerm.dividedBy(3) : Duration.ZERO;
    }

    private static void require(boolean condition, String message) {
      if (!condition) {
        throw new IllegalArgumentException(message);
      }
    }

    /** The runtime. */
    public SyncRuntime build() {
      return new SyncRuntime(this);
    }
  }
}
