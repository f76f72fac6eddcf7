package dev.passerelle.core.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A transaction in memory: holds its tenants' locks and remembers what it must put back. */
final class MemoryTransaction implements StateTransaction {

  private static final long LOCK_MILLIS = 500;

  private final Set<Table> known;
  private final Function<String, InMemoryStateStore.Tenant> tenants;
  private final Map<String, InMemoryStateStore.Tenant> held = new HashMap<>();
  private final Deque<Undo> undo = new ArrayDeque<>();
  private final Doom doom = new Doom();

  private record Undo(MemoryTable table, SortKey key, @Nullable Row before) {}

  MemoryTransaction(Set<Table> known, Function<String, InMemoryStateStore.Tenant> tenants) {
    this.known = known;
    this.tenants = tenants;
  }

  @Override
  public Optional<Row> find(Table table, Key key) {
    return doom.guard(
        () -> {
          table.check(key);
          return Optional.ofNullable(at(table, key.text(0)).get(SortKey.of(key)));
        });
  }

  @Override
  public Map<Key, Row> findAll(Table table, Collection<Key> keys) {
    return doom.guard(
        () -> {
          Map<Key, Row> found = new LinkedHashMap<>();
          for (Key key : keys) {
            table.check(key);
            Row row = at(table, key.text(0)).get(SortKey.of(key));
            if (row != null) {
              found.put(key, row);
            }
          }
          return found;
        });
  }

  @Override
  public Optional<List<Row>> findAll(Table table, String path, Collection<Key> prefixes, int most) {
    return doom.guard(
        () -> {
          List<Row> found = new ArrayList<>();
          for (Key each : new LinkedHashSet<>(prefixes)) {
            table.beginning(path, each.values().size());
            for (Row row : at(table, each.text(0)).view(path, each.values())) {
              if (found.size() == most) {
                return Optional.empty();
              }
              found.add(row);
            }
          }
          return Optional.of(found);
        });
  }

  @Override
  public List<Row> select(Query query) {
    return doom.guard(() -> rows(query).limit(query.requiredLimit()).toList());
  }

  @Override
  public long count(Query query) {
    return doom.guard(() -> limited(query).count());
  }

  @Override
  public void insert(Table table, Collection<Row> rows) {
    doom.guard(() -> rows.forEach(row -> put(table, row, true)));
  }

  @Override
  public void upsert(Table table, Collection<Row> rows) {
    doom.guard(() -> rows.forEach(row -> put(table, row, false)));
  }

  @Override
  public boolean compareAndSet(Table table, Row expected, Row replacement) {
    return doom.guard(
        () -> {
          Row wanted = table.expectation(expected);
          Row row = table.complete(replacement);
          Key key = table.keyOf(row);
          Row current = at(table, key.text(0)).get(SortKey.of(key));
          if (current == null || !current.agrees(wanted)) {
            return false;
          }
          put(table, row, false);
          return true;
        });
  }

  @Override
  public int delete(Table table, Collection<Key> keys) {
    return doom.guard(
        () -> {
          keys.forEach(table::check);
          return (int)
              keys.stream()
                  .filter(key -> replace(at(table, key.text(0)), SortKey.of(key), null) != null)
                  .count();
        });
  }

  @Override
  public int deleteWhere(Query query) {
    return doom.guard(
        () -> {
          MemoryTable data = at(query.table(), query.tenant());
          List<Row> gone = limited(query).toList();
          gone.forEach(row -> replace(data, SortKey.of(query.table().keyOf(row)), null));
          return gone.size();
        });
  }

  /** Ends the work well; refuses when a call has failed and the failure was swallowed. */
  void commit() {
    doom.rethrow();
  }

  /** Puts everything back unless committed, and lets the tenants go. */
  void end(boolean committed) {
    while (!committed && !undo.isEmpty()) {
      Undo last = undo.pop();
      last.table.replace(last.key, last.before);
    }
    held.values().forEach(tenant -> tenant.lock.unlock());
    held.clear();
    doom.end();
  }

  private Stream<Row> rows(Query query) {
    return at(query.table(), query.tenant()).view(query).values().stream();
  }

  private Stream<Row> limited(Query query) {
    Stream<Row> rows = rows(query);
    return query.limit().isPresent() ? rows.limit(query.limit().getAsInt()) : rows;
  }

  private void put(Table table, Row any, boolean mustBeNew) {
    Row row = table.complete(any);
    SortKey key = SortKey.of(table.keyOf(row));
    MemoryTable data = at(table, row.text(Table.TENANT));
    if (mustBeNew && data.get(key) != null) {
      throw Failures.duplicate(table, Failures.PRIMARY_KEY);
    }
    Optional<String> broken = data.brokenBy(key, row);
    if (broken.isPresent()) {
      throw Failures.duplicate(table, broken.get());
    }
    replace(data, key, row);
  }

  private @Nullable Row replace(MemoryTable data, SortKey key, @Nullable Row row) {
    Row before = data.replace(key, row);
    undo.push(new Undo(data, key, before));
    return before;
  }

  private MemoryTable at(Table table, String name) {
    if (!known.contains(table)) {
      throw new IllegalArgumentException("the open schema has no such table " + table.name());
    }
    InMemoryStateStore.Tenant tenant = held.get(name);
    if (tenant == null) {
      tenant = tenants.apply(name);
      lock(tenant);
      held.put(name, tenant);
    }
    return tenant.tables.computeIfAbsent(table.name(), any -> new MemoryTable(table));
  }

  private void lock(InMemoryStateStore.Tenant tenant) {
    try {
      if (held.isEmpty()) {
        tenant.lock.lockInterruptibly();
      } else if (!tenant.lock.tryLock(LOCK_MILLIS, TimeUnit.MILLISECONDS)) {
        throw Failures.conflict("two transactions wait for each other's tenants");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.unavailable("interrupted while waiting for a tenant");
    }
  }
}
