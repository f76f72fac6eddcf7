package dev.passerelle.core.internal.ledger;

import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import dev.passerelle.core.state.StateTransaction;
import dev.passerelle.core.state.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects the writes of one transaction and sends them in batches: when the work is done, or
 * before a read that a batch could change. Reads by key see what was collected. One statement per
 * record would be most of the time of a run.
 */
final class WriteBehind implements StateTransaction {
  private final StateTransaction state;
  private final Map<Table, Map<Key, Optional<Row>>> pending = new LinkedHashMap<>();
  private final Map<Table, List<Row>> inserts = new LinkedHashMap<>();

  WriteBehind(StateTransaction state) {
    this.state = state;
  }

  /** Sends everything collected. */
  void flush() {
    List.copyOf(inserts.keySet()).forEach(this::flush);
    List.copyOf(pending.keySet()).forEach(this::flush);
  }

  private void flush(Table table) {
    List<Row> fresh = inserts.remove(table);
    if (fresh != null) {
      state.insert(table, fresh);
    }
    Map<Key, Optional<Row>> changes = pending.remove(table);
    if (changes != null) {
      send(table, changes);
    }
  }

  private void send(Table table, Map<Key, Optional<Row>> changes) {
    List<Row> rows = new ArrayList<>();
    List<Key> gone = new ArrayList<>();
    changes.forEach((key, row) -> row.ifPresentOrElse(rows::add, () -> gone.add(key)));
    if (!gone.isEmpty()) {
      state.delete(table, gone);
    }
    if (!rows.isEmpty()) {
      state.upsert(table, rows);
    }
  }

  private Optional<Row> collected(Table table, Key key) {
    return pending.getOrDefault(table, Map.of()).getOrDefault(key, Optional.empty());
  }

  private boolean isCollected(Table table, Key key) {
    return pending.getOrDefault(table, Map.of()).containsKey(key);
  }

  @Override
  public Optional<Instant> now() {
    return state.now();
  }

  @Override
  public Optional<Row> find(Table table, Key key) {
    flushInserts(table);
    return isCollected(table, key) ? collected(table, key) : state.find(table, key);
  }

  @Override
  public Map<Key, Row> findAll(Table table, Collection<Key> keys) {
    flushInserts(table);
    List<Key> stored = keys.stream().filter(key -> !isCollected(table, key)).toList();
    Map<Key, Row> known = stored.isEmpty() ? Map.of() : state.findAll(table, stored);
    Map<Key, Row> found = new LinkedHashMap<>();
    for (Key key : keys) {
      Optional<Row> row =
          isCollected(table, key) ? collected(table, key) : Optional.ofNullable(known.get(key));
      row.ifPresent(value -> found.put(key, value));
    }
    return found;
  }

  @Override
  public List<Row> findAll(Table table, String unique, Collection<Key> values) {
    flush(table);
    return values.isEmpty() ? List.of() : state.findAll(table, unique, values);
  }

  private void flushInserts(Table table) {
    if (inserts.containsKey(table)) {
      flush(table);
    }
  }

  @Override
  public List<Row> select(Query query) {
    flush(query.table());
    return state.select(query);
  }

  @Override
  public long count(Query query) {
    flush(query.table());
    return state.count(query);
  }

  @Override
  public void insert(Table table, Collection<Row> rows) {
    if (pending.containsKey(table)) {
      flush(table);
    }
    inserts.computeIfAbsent(table, t -> new ArrayList<>()).addAll(rows);
  }

  @Override
  public void upsert(Table table, Collection<Row> rows) {
    flushInserts(table);
    Map<Key, Optional<Row>> changes = pending.computeIfAbsent(table, t -> new LinkedHashMap<>());
    rows.forEach(row -> changes.put(table.keyOf(row), Optional.of(row)));
  }

  @Override
  public boolean compareAndSet(Table table, Row expected, Row replacement) {
    flush(table);
    return state.compareAndSet(table, expected, replacement);
  }

  /** The number of keys: how many of them were there is not known before the batch is sent. */
  @Override
  public int delete(Table table, Collection<Key> keys) {
    flushInserts(table);
    Map<Key, Optional<Row>> changes = pending.computeIfAbsent(table, t -> new LinkedHashMap<>());
    keys.forEach(key -> changes.put(key, Optional.empty()));
    return keys.size();
  }

  @Override
  public int deleteWhere(Query query) {
    flush(query.table());
    return state.deleteWhere(query);
  }
}
