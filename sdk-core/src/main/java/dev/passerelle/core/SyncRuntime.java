package dev.passerelle.core;

import dev.passerelle.core.internal.ledger.Tables;
import dev.passerelle.core.state.MigrationMode;
import dev.passerelle.core.state.StateSchema;
import dev.passerelle.core.state.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What engines share: the store, the clock, ids. One runtime serves many engines (tenants).
 * Thread-safe.
 */
public final class SyncRuntime implements AutoCloseable {
  private final StateStore store;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Supplier<String> ids;
  private final String node;
  private final Duration leaseTerm;
  private final MigrationMode migration;
  private final ReentrantLock opening = new ReentrantLock();
  private boolean opened;

  private SyncRuntime(Builder from) {
    store = from.store;
    clock = from.clock;
    nanos = from.nanos;
    ids = from.ids;
    node = from.node == null ? from.ids.get() : from.node;
    leaseTerm = from.leaseTerm;
    migration = from.migration;
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

  /** Closes the store. Engines are closed before. */
  @Override
  public void close() {
    store.close();
  }

  /** Builds a {@link SyncRuntime}. Not thread-safe. */
  public static final class Builder {
    private final StateStore store;
    private Clock clock = Clock.systemUTC();
    private LongSupplier nanos = System::nanoTime;
    private Supplier<String> ids = () -> UUID.randomUUID().toString();
    private @Nullable String node;
    private Duration leaseTerm = Duration.ofMinutes(2);
    private MigrationMode migration = MigrationMode.RUN;

    private Builder(StateStore store) {
      this.store = Objects.requireNonNull(store, "store");
    }

    /** The clock; default the system's, UTC. */
    public Builder clock(Clock value) {
      clock = value;
      return this;
    }

    /** A monotonic clock in nanoseconds; default the JVM's. */
    public Builder nanos(LongSupplier value) {
      nanos = value;
      return this;
    }

    /** Fresh ids of at most 64 characters, each one unique; default random UUIDs. */
    public Builder ids(Supplier<String> value) {
      ids = value;
      return this;
    }

    /** This node's name, unique among the nodes on one store; default a random one. */
    public Builder node(String value) {
      node = value;
      return this;
    }

    /** How long a lease lasts without renewal; default 2 minutes. */
    public Builder leaseTerm(Duration value) {
      leaseTerm = value;
      return this;
    }

    /** What to do about missing or older tables; default create and migrate them. */
    public Builder migration(MigrationMode value) {
      migration = value;
      return this;
    }

    /** The runtime. */
    public SyncRuntime build() {
      return new SyncRuntime(this);
    }
  }
}
