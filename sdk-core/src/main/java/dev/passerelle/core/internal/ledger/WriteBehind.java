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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects the writes of one transaction and sends them in batches: when the work is done, or
 * before a read that a batch could change. What was read once, by key or by the beginning of a
 * path, is not read again: a step that reads ahead for a whole batch spares one statement per
 * record, which would be most of the time of a run.
 */
final class WriteBehind implements StateTransaction {
  private final StateTransaction state;
  private final Map<Table, Map<Key, Optional<Row>>> pending = new LinkedHashMap<>();
  private final Map<Table, List<Row>> inserts = new LinkedHashMap<>();
  private final SeenRows seen = new SeenRows();

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

  @Override
  public Optional<Instant> now() {
    return state.now();
  }

  @Override
  public Optional<Row> find(Table table, Key key) {
    Optional<Row> known = seen.row(table, key);
    if (known != null) {
      return known;
    }
    Optional<Row> found = state.find(table, key);
    seen.learned(table, List.of(key), found.map(row -> Map.of(key, row)).orElse(Map.of()));
    return found;
  }

  @Override
  public Map<Key, Row> findAll(Table table, Collection<Key> keys) {
    Set<Key> unknown = new LinkedHashSet<>();
    for (Key key : keys) {
      if (seen.row(table, key) == null) {
        unknown.add(key);
      }
    }
    if (!unknown.isEmpty()) {
      seen.learned(table, unknown, state.findAll(table, unknown));
    }
    Map<Key, Row> found = new LinkedHashMap<>();
    for (Key key : keys) {
      Optional<Row> row = seen.row(table, key);
      if (row != null && row.isPresent()) {
        found.put(key, row.get());
      }
    }
    return found;
  }

  @Override
  public Optional<List<Row>> findAll(Table table, String path, Collection<Key> prefixes, int most) {
    List<Key> unknown =
        prefixes.stream().distinct().filter(each -> !seen.knows(table, path, each)).toList();
    if (!unknown.isEmpty()) {
      flush(table);
      Optional<List<Row>> read = state.findAll(table, path, unknown, most);
      if (read.isEmpty()) {
        return Optional.empty();
      }
      seen.learned(table, path, unknown, read.get());
    }
    List<Row> found = new ArrayList<>();
    new LinkedHashSet<>(prefixes)
        .forEach(each -> seen.range(table, path, each).ifPresent(found::addAll));
    return found.size() > most ? Optional.empty() : Optional.of(found);
  }

  @Override
  public List<Row> select(Query query) {
    return seen.meeting(query)
        .orElseGet(
            () -> {
              flush(query.table());
              return state.select(query);
            });
  }

  @Override
  public long count(Query query) {
    Optional<List<Row>> known = seen.meeting(query);
    if (known.isPresent()) {
      return known.get().size();
    }
    flush(query.table());
    return state.count(query);
  }

  @Override
  public void insert(Table table, Collection<Row> rows) {
    if (pending.containsKey(table)) {
      flush(table);
    }
    inserts.computeIfAbsent(table, t -> new ArrayList<>()).addAll(rows);
    rows.forEach(row -> seen.changed(table, table.keyOf(row), row));
  }

  @Override
  public void upsert(Table table, Collection<Row> rows) {
    flushInserts(table);
    Map<Key, Optional<Row>> changes = pending.computeIfAbsent(table, t -> new LinkedHashMap<>());
    for (Row row : rows) {
      Key key = table.keyOf(row);
      changes.put(key, Optional.of(row));
      seen.changed(table, key, row);
    }
  }

  private void flushInserts(Table table) {
    if (inserts.containsKey(table)) {
      flush(table);
    }
  }

  @Override
  public boolean compareAndSet(Table table, Row expected, Row replacement) {
    flush(table);
    seen.forget(table);
    return state.compareAndSet(table, expected, replacement);
  }

  /** The number of keys: how many of them were there is not known before the batch is sent. */
  @Override
  public int delete(Table table, Collection<Key> keys) {
    flushInserts(table);
    Map<Key, Optional<Row>> changes = pending.computeIfAbsent(table, t -> new LinkedHashMap<>());
    for (Key key : keys) {
      Optional<Row> known = seen.row(table, key);
      if (known == null || known.isPresent()) {
        changes.put(key, Optional.empty());
        seen.changed(table, key, null);
      }
    }
    return keys.size();
  }

  @Override
  public int deleteWhere(Query query) {
    Optional<List<Row>> known = seen.meeting(query);
    if (known.isPresent()) {
      Table table = query.table();
      return known.get().isEmpty()
          ? 0
          : delete(table, known.get().stream().map(table::keyOf).toList());
    }
    flush(query.table());
    seen.forget(query.table());
    return state.deleteWhere(query);
  }
}
