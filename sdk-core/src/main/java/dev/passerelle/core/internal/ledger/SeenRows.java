package dev.passerelle.core.internal.ledger;

import dev.passerelle.core.state.Column;
import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import dev.passerelle.core.state.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction knows of the rows: those that it read by key or by the beginning of a path,
 * with everything that it changed since. A row that was read along a path is always known by its
 * key too, so that a change finds all places where the row was known.
 */
final class SeenRows {
  private final Map<Table, Known> tables = new HashMap<>();

  /** What is known of one table. */
  private static final class Known {
    final Map<Key, Optional<Row>> byKey = new HashMap<>();
    final List<Ranges> ranges = new ArrayList<>();

    @Nullable Ranges ranges(String path, int width) {
      for (Ranges each : ranges) {
        if (each.columns.size() == width && each.path.equals(path)) {
          return each;
        }
      }
      return null;
    }
  }

  /** The rows by so many first columns of a path. */
  private static final class Ranges {
    final String path;
    final List<String> columns;
    final Map<Key, Map<Key, Row>> rows = new HashMap<>();

    Ranges(Table table, String path, int width) {
      this.path = path;
      columns = table.order(path).subList(0, width).stream().map(Column::name).toList();
    }

    /** Where a row belongs; null when that is not known, or a column is null. */
    @Nullable Map<Key, Row> rangeOf(Row row) {
      List<Object> values = new ArrayList<>(columns.size());
      for (String column : columns) {
        Optional<Object> value = row.value(column);
        if (value.isEmpty()) {
          return null;
        }
        values.add(value.get());
      }
      return rows.get(new Key(values));
    }

    void add(Key key, Row row) {
      Map<Key, Row> range = rangeOf(row);
      if (range != null) {
        range.put(key, row);
      }
    }

    void remove(Key key, Row row) {
      Map<Key, Row> range = rangeOf(row);
      if (range != null) {
        range.remove(key);
      }
    }
  }

  /** Null when nothing is known of the key; empty when there is no such row. */
  @Nullable Optional<Row> row(Table table, Key key) {
    Known known = tables.get(table);
    if (known == null) {
      return null;
    }
    Optional<Row> row = known.byKey.get(key);
    return row == null && isInKnownRange(known, key) ? Optional.empty() : row;
  }

  /** All rows of the range are known by their keys. */
  private static boolean isInKnownRange(Known known, Key key) {
    for (Ranges each : known.ranges) {
      if (each.path.equals(Table.PRIMARY_KEY)
          && each.rows.containsKey(new Key(key.values().subList(0, each.columns.size())))) {
        return true;
      }
    }
    return false;
  }

  /** Takes in what was read by keys: those without a row are known to have none. */
  void learned(Table table, Collection<Key> keys, Map<Key, Row> found) {
    Map<Key, Optional<Row>> byKey = known(table).byKey;
    keys.forEach(key -> byKey.put(key, Optional.ofNullable(found.get(key))));
  }

  /** Takes in what was read by beginnings of a path, all of the same length. */
  void learned(Table table, String path, Collection<Key> prefixes, Collection<Row> found) {
    Known known = known(table);
    for (Key prefix : prefixes) {
      Ranges ranges = known.ranges(path, prefix.values().size());
      if (ranges == null) {
        ranges = new Ranges(table, path, prefix.values().size());
        known.ranges.add(ranges);
      }
      ranges.rows.put(prefix, new LinkedHashMap<>());
    }
    for (Row row : found) {
      Key key = table.keyOf(row);
      known.byKey.put(key, Optional.of(row));
      known.ranges.forEach(each -> each.add(key, row));
    }
  }

  /** A row was written or, with null, removed. */
  void changed(Table table, Key key, @Nullable Row row) {
    Known known = known(table);
    Optional<Row> before = known.byKey.put(key, Optional.ofNullable(row));
    for (Ranges each : known.ranges) {
      if (before != null && before.isPresent()) {
        each.remove(key, before.get());
      }
      if (row != null) {
        each.add(key, row);
      }
    }
  }

  /** Whether the rows of a beginning are known. */
  boolean knows(Table table, String path, Key prefix) {
    return range(table, path, prefix).isPresent();
  }

  /** The rows of a beginning, in no order; empty when they are not known. */
  Optional<Collection<Row>> range(Table table, String path, Key prefix) {
    Known known = tables.get(table);
    Ranges ranges = known == null ? null : known.ranges(path, prefix.values().size());
    return ranges == null
        ? Optional.empty()
        : Optional.ofNullable(ranges.rows.get(prefix)).map(Map::values);
  }

  /** The rows that a query meets, in its order; empty when they are not known. */
  Optional<List<Row>> meeting(Query query) {
    Known known = tables.get(query.table());
    if (known == null || known.ranges.isEmpty() || !isBeginning(query)) {
      return Optional.empty();
    }
    String path = query.path().orElse(Table.PRIMARY_KEY);
    return known.ranges(path, query.equal().size()) == null
        ? Optional.empty()
        : range(query.table(), path, new Key(List.copyOf(query.equal())))
            .map(rows -> inOrder(query, rows));
  }

  private static boolean isBeginning(Query query) {
    return query.from().isEmpty()
        && query.to().isEmpty()
        && query.after().isEmpty()
        && query.equal().stream().noneMatch(java.util.Objects::isNull);
  }

  private static List<Row> inOrder(Query query, Collection<Row> rows) {
    if (rows.size() < 2) {
      return List.copyOf(rows);
    }
    // They are alike in the columns that the query names.
    List<Column> rest = query.order().subList(query.equal().size(), query.order().size());
    Comparator<Row> order = (one, two) -> compare(rest, one, two);
    return rows.stream()
        .sorted(query.isDescending() ? order.reversed() : order)
        .limit(query.limit().orElse(Integer.MAX_VALUE))
        .toList();
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // values of one column are of one type
  private static int compare(List<Column> order, Row one, Row two) {
    for (Column column : order) {
      Optional<Object> left = one.value(column.name());
      Optional<Object> right = two.value(column.name());
      int compared =
          left.isPresent() && right.isPresent()
              ? ((Comparable) left.get()).compareTo(right.get())
              : Boolean.compare(left.isPresent(), right.isPresent());
      if (compared != 0) {
        return compared;
      }
    }
    return 0;
  }

  /** Nothing is known of a table any more. */
  void forget(Table table) {
    tables.remove(table);
  }

  private Known known(Table table) {
    return tables.computeIfAbsent(table, t -> new Known());
  }
}
