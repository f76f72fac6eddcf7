package dev.passerelle.simulators.odoo;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tables, the external ids and the sequences, with one transaction at a time. Not thread-safe:
 * {@link Orm} holds the lock.
 */
final class Database {
  private final Clock clock;
  private final Map<String, TreeMap<Long, Row>> tables = new LinkedHashMap<>();
  private final Map<String, Long> lastId = new HashMap<>();
  private final Map<String, ExternalId> externalIds = new LinkedHashMap<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Deque<Runnable> undo = new ArrayDeque<>();
  private long transactions;
  private Instant started;
  private int written;

  /** Where an external id leads. */
  record ExternalId(String model, long id) {}

  Database(Clock clock) {
    this.clock = clock;
    this.started = clock.instant();
  }

  /** Starts a transaction: its start is the stamp of all that it writes (fact sheet §3). */
  void begin() {
    begin(clock.instant());
  }

  void begin(Instant at) {
    undo.clear();
    written = 0;
    transactions++;
    // PostgreSQL keeps microseconds although nobody is shown them.
    started = at.plusNanos((1 + transactions % 900_000) * 1_000);
  }

  void commit() {
    undo.clear();
  }

  void rollback() {
    while (!undo.isEmpty()) {
      undo.pop().run();
    }
    written = 0;
  }

  /** The current transaction's start. */
  Instant now() {
    return started;
  }

  /** Rows written so far in this transaction. */
  int written() {
    return written;
  }

  void count() {
    written++;
  }

  TreeMap<Long, Row> table(String model) {
    return tables.computeIfAbsent(model, name -> new TreeMap<>());
  }

  Optional<Row> row(String model, long id) {
    return Optional.ofNullable(table(model).get(id));
  }

  Row need(String model, long id) {
    return row(model, id).orElseThrow(() -> OdooError.missing(model, id));
  }

  Row insert(String model) {
    long id = lastId.merge(model, 1L, Long::sum);
    Row row = new Row(id, started);
    table(model).put(id, row);
    undo.push(() -> table(model).remove(id));
    return row;
  }

  /** The row, to be changed in this transaction. */
  Row change(String model, long id) {
    Row before = need(model, id);
    Row row = before.copy();
    table(model).put(id, row);
    undo.push(() -> table(model).put(id, before));
    return row;
  }

  void delete(String model, long id) {
    Row row = need(model, id);
    table(model).remove(id);
    undo.push(() -> table(model).put(id, row));
    List<String> names = new ArrayList<>();
    externalIds.forEach(
        (name, target) -> {
          if (target.model().equals(model) && target.id() == id) {
            names.add(name);
          }
        });
    names.forEach(name -> nameExternally(name, null));
  }

  Optional<ExternalId> externalId(String name) {
    return Optional.ofNullable(externalIds.get(name));
  }

  Map<String, ExternalId> externalIds() {
    return externalIds;
  }

  void nameExternally(String name, @Nullable ExternalId target) {
    ExternalId before = externalIds.get(name);
    putExternal(name, target);
    undo.push(() -> putExternal(name, before));
  }

  private void putExternal(String name, @Nullable ExternalId target) {
    if (target == null) {
      externalIds.remove(name);
    } else {
      externalIds.put(name, target);
    }
  }

  /** The next number of a sequence, from 1. */
  long next(String sequence) {
    return sequences.merge(sequence, 1L, Long::sum);
  }
}
