package dev.passerelle.core.state;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store in the memory of this process, for tests, previews and trials. It behaves as a database
 * does, constraints and rollback included, and forgets everything with the instance; {@link #close}
 * keeps the rows, so that the same instance can be opened again.
 *
 * <p>A transaction holds each tenant that it touches until its end, so transactions of one tenant
 * run one after another and those of different tenants side by side. One that touches several
 * tenants may meet another that does so in the opposite order; one of them gives way and is run
 * again. A page of a scan costs the depth of a sorted map and the rows of the page; a transaction
 * keeps, besides the rows, what it must put back.
 */
public final class InMemoryStateStore implements StateStore {

  private static final int ATTEMPTS = 10;

  private final ConcurrentHashMap<String, Tenant> tenants = new ConcurrentHashMap<>();
  private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);
  private final Retry retry = Retry.spread(ATTEMPTS);
  private volatile @Nullable StateSchema open;
  private volatile @Nullable StateSchema stored;
  private volatile Set<Table> tables = Set.of();

  /** An empty store. */
  public InMemoryStateStore() {}

  /** The tables of one tenant, touched only under its lock. */
  static final class Tenant {
    final ReentrantLock lock = new ReentrantLock();
    final Map<String, MemoryTable> tables = new HashMap<>();
  }

  @Override
  public synchronized void open(StateSchema schema, MigrationMode mode) {
    StateSchema before = open;
    if (before != null && !before.equals(schema)) {
      throw new IllegalStateException("the store is open with another schema");
    }
    if (!schema.equals(stored)) {
      SchemaCheck.of(schema, mode).admit(versionsOf(stored));
      migrate(schema);
    }
    stored = schema;
    tables = Set.copyOf(schema.tables());
    open = schema;
  }

  private static Map<Integer, String> versionsOf(@Nullable StateSchema schema) {
    return schema == null ? Map.of() : SchemaCheck.checksums(schema);
  }

  /** Later versions only add, so the rows that are there fit once the new columns are null. */
  private void migrate(StateSchema schema) {
    for (Tenant tenant : tenants.values()) {
      tenant.lock.lock();
      try {
        tenant.tables.replaceAll((name, old) -> old.as(schema.table(name)));
      } finally {
        tenant.lock.unlock();
      }
    }
  }

  @Override
  public <T extends @Nullable Object> T transact(
      Function<? super StateTransaction, ? extends T> work) {
    Set<Table> known = tables;
    if (open == null) {
      throw new IllegalStateException("the store is not open");
    }
    if (inside.get()) {
      throw new IllegalStateException("transactions must not be nested");
    }
    inside.set(true);
    try {
      return retry.run(() -> once(known, work));
    } finally {
      inside.remove();
    }
  }

  private <T extends @Nullable Object> T once(
      Set<Table> known, Function<? super StateTransaction, ? extends T> work) {
    MemoryTransaction tx =
        new MemoryTransaction(known, name -> tenants.computeIfAbsent(name, any -> new Tenant()));
    boolean done = false;
    try {
      T result = work.apply(tx);
      tx.commit();
      done = true;
      return result;
    } finally {
      tx.end(done);
    }
  }

  @Override
  public void close() {
    open = null;
  }
}
