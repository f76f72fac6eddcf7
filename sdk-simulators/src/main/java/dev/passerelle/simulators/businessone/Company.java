package dev.passerelle.simulators.businessone;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The company database: its tables, its numbers and its own local time. Guarded by one lock. */
final class Company {
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");

  final Shapes shapes = new Shapes();
  final ZoneId zone;
  final String localCurrency;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, TreeMap<String, Row>> tables = new LinkedHashMap<>();
  private final Map<String, Integer> counters = new LinkedHashMap<>();
  private @Nullable Undo undo;

  Company(Clock clock, ZoneId zone, String localCurrency) {
    this.clock = clock;
    this.zone = zone;
    this.localCurrency = localCurrency;
  }

  <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Runs work that leaves nothing behind when it fails; one within another is part of it. */
  <T> T transaction(Supplier<T> work) {
    return locked(
        () -> {
          if (undo != null) {
            return work.get();
          }
          Undo begun = new Undo(counters);
          undo = begun;
          try {
            return work.get();
          } catch (RuntimeException e) {
            // Whatever it was: half a transaction must not stay.
            begun.rollBack(tables, counters);
            throw e;
          } finally {
            undo = null;
          }
        });
  }

  private Row mayChange(Row row) {
    if (undo != null) {
      undo.keep(row);
    }
    return row;
  }

  private TreeMap<String, Row> table(String set) {
    return tables.computeIfAbsent(set, name -> new TreeMap<>());
  }

  Optional<Row> find(String set, String key) {
    return Optional.ofNullable(table(set).get(fold(key))).map(this::mayChange);
  }

  Row need(String set, String key) {
    return find(set, key).orElseThrow(B1Error::notFound);
  }

  List<Row> all(String set) {
    List<Row> rows = new ArrayList<>(table(set).values());
    rows.forEach(this::mayChange);
    return rows;
  }

  void put(String set, String key, Row row) {
    instead(set, fold(key), row);
  }

  void remove(String set, String key) {
    need(set, key);
    instead(set, fold(key), null);
  }

  private void instead(String set, String place, @Nullable Row row) {
    TreeMap<String, Row> table = table(set);
    if (undo != null) {
      undo.keep(set, place, table.get(place));
    }
    if (row == null) {
      table.remove(place);
    } else {
      table.put(place, row);
    }
  }

  /** Codes differ by more than case on no Microsoft database. */
  private static String fold(String key) {
    return key.matches("\\d{1,9}")
        ? "%09d".formatted(Integer.parseInt(key)) + "#" + key
        : key.toUpperCase(java.util.Locale.ROOT);
  }

  int next(String counter) {
    return counters.merge(counter, 1, Integer::sum);
  }

  String today() {
    return LocalDate.ofInstant(clock.instant(), zone).toString();
  }

  /** Sets the stamps that the set has. */
  void stamp(Shape shape, Row row, boolean made) {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), zone);
    if (made) {
      put(shape, row, "CreateDate", now.toLocalDate().toString());
      put(shape, row, "CreateTime", time(now.toLocalTime()));
      put(shape, row, "CreationDate", now.toLocalDate().toString());
    }
    put(shape, row, "UpdateDate", now.toLocalDate().toString());
    put(shape, row, "UpdateTime", time(now.toLocalTime()));
    row.touch();
  }

  private static void put(Shape shape, Row row, String name, String value) {
    if (shape.find(name) != null) {
      row.set(name, value);
    }
  }

  private static String time(LocalTime time) {
    return SECONDS.format(time);
  }

  /** The rate of a tax code that holds today; zero for none. */
  BigDecimal taxRate(String group) {
    String today = today();
    BigDecimal rate = BigDecimal.ZERO;
    String since = "";
    for (Row line :
        find("VatGroups", group).map(row -> row.rows("VatGroups_Lines")).orElse(List.of())) {
      String from = line.text("Effectivefrom");
      if (from.compareTo(today) <= 0 && from.compareTo(since) >= 0) {
        since = from;
        rate = line.number("Rate");
      }
    }
    return rate;
  }

  static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }
}
