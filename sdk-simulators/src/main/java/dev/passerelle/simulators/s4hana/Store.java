package dev.passerelle.simulators.s4hana;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All rows of the system, with its clock and its number ranges. One call at a time. */
final class Store {
  private final ReentrantLock lock = new ReentrantLock();
  private final Clock clock;
  private final ZoneId zone;
  private final Map<String, List<Row>> sets = new LinkedHashMap<>();
  private final Map<String, Long> ranges = new LinkedHashMap<>();
  private final Map<String, Index> indexes = new HashMap<>();
  private @Nullable Undo undo;
  private long places;

  Store(Clock clock, ZoneId zone) {
    this.clock = clock;
    this.zone = zone;
  }

  <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** All of it or nothing; one within another is part of it. */
  <T> T transaction(Supplier<T> work) {
    return locked(
        () -> {
          if (undo != null) {
            return work.get();
          }
          Undo begun = new Undo();
          undo = begun;
          try {
            return work.get();
          } catch (RuntimeException e) {
            undo = null;
            begun.rollBack(sets);
            indexes.clear();
            throw e;
          } finally {
            undo = null;
          }
        });
  }

  /** Called before a stored row changes. */
  void changing(Row row) {
    if (undo != null) {
      undo.keep(row);
    }
  }

  /** Called after a value of a stored row changed. */
  void changed(String set, Row row, String property, String before) {
    index(set).moved(row, property, before);
  }

  private Index index(String set) {
    return indexes.computeIfAbsent(set, missing -> new Index());
  }

  private void changing(String set) {
    if (undo != null) {
      undo.keep(set, all(set));
    }
  }

  List<Row> all(String set) {
    return sets.computeIfAbsent(set, missing -> new ArrayList<>());
  }

  List<Row> where(String set, Predicate<Row> condition) {
    return all(set).stream().filter(condition).toList();
  }

  /** Rows with this value. */
  List<Row> by(String set, String property, String value) {
    return index(set).by(property, value, all(set));
  }

  /** Rows with all these values. */
  List<Row> by(String set, Map<String, String> values) {
    Iterator<Map.Entry<String, String>> parts = values.entrySet().iterator();
    Map.Entry<String, String> first = parts.next();
    List<Row> rows = by(set, first.getKey(), first.getValue());
    parts.forEachRemaining(
        part -> rows.removeIf(row -> !row.text(part.getKey()).equals(part.getValue())));
    return rows;
  }

  Optional<Row> find(String set, Map<String, String> key) {
    return by(set, key).stream().findFirst();
  }

  Row add(String set, Row row) {
    changing(set);
    all(set).add(row);
    row.storedIn(this, set, places++);
    index(set).add(row);
    return row;
  }

  void remove(String set, Row row) {
    changing(set);
    all(set).removeIf(each -> each == row);
    index(set).remove(row);
  }

  /** The next number of a range. */
  String next(String range, long first) {
    long number = ranges.merge(range, first, (old, start) -> old + 1);
    return Long.toString(number);
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  LocalTime time() {
    return LocalTime.ofInstant(clock.instant(), zone).truncatedTo(ChronoUnit.SECONDS);
  }
}
