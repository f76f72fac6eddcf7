package dev.passerelle.core.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table and one tenant, in each of the orders that somebody has asked for: an order
 * is made when it is first read along, and kept from then on.
 */
final class MemoryTable {

  private final Table table;
  private final Map<SortKey, Row> byKey = new HashMap<>();
  private final Map<String, Path> paths = new HashMap<>();
  private final Map<String, Map<List<Object>, SortKey>> uniques = new HashMap<>();

  MemoryTable(Table table) {
    this.table = table;
    table.uniqueKeys().forEach(u -> uniques.put(u.name(), new HashMap<>()));
  }

  private record Path(int[] places, NavigableMap<SortKey, Row> rows) {}

  /** The same rows under a later shape of the table, whose new columns are null. */
  MemoryTable as(Table later) {
    MemoryTable copy = new MemoryTable(later);
    byKey.forEach((key, row) -> copy.replace(key, later.complete(row)));
    return copy;
  }

  @Nullable Row get(SortKey key) {
    return byKey.get(key);
  }

  /** Puts or, with null, removes the row at a key; returns what was there. */
  @Nullable Row replace(SortKey key, @Nullable Row row) {
    Row old = row == null ? byKey.remove(key) : byKey.put(key, row);
    for (Path path : paths.values()) {
      move(path, old, row);
    }
    for (UniqueKey unique : table.uniqueKeys()) {
      Map<List<Object>, SortKey> taken = uniques.get(unique.name());
      if (old != null && taken != null) {
        constrained(unique, old).ifPresent(taken::remove);
      }
      if (row != null && taken != null) {
        constrained(unique, row).ifPresent(values -> taken.put(values, key));
      }
    }
    return old;
  }

  private static void move(Path path, @Nullable Row old, @Nullable Row row) {
    SortKey from = old == null ? null : SortKey.of(path.places, old);
    SortKey to = row == null ? null : SortKey.of(path.places, row);
    if (from != null && !from.equals(to)) {
      path.rows.remove(from);
    }
    if (to != null) {
      path.rows.put(to, Objects.requireNonNull(row));
    }
  }

  /** The unique key that a row at this key would break. */
  Optional<String> brokenBy(SortKey key, Row row) {
    for (UniqueKey unique : table.uniqueKeys()) {
      Map<List<Object>, SortKey> taken = uniques.getOrDefault(unique.name(), Map.of());
      SortKey holder = constrained(unique, row).map(taken::get).orElse(key);
      if (!holder.equals(key)) {
        return Optional.of(unique.name());
      }
    }
    return Optional.empty();
  }

  private static Optional<List<Object>> constrained(UniqueKey unique, Row row) {
    List<Object> values = new ArrayList<>(unique.columns().size());
    for (String column : unique.columns()) {
      Object value = row.raw(column);
      if (value == null) {
        return Optional.empty();
      }
      values.add(value);
    }
    return Optional.of(values);
  }

  /** A view of the rows that a query meets, in its order, without its limit. */
  NavigableMap<SortKey, Row> view(Query query) {
    NavigableMap<SortKey, Row> all = rowsOf(query.path().orElse(Table.PRIMARY_KEY));
    SortKey low = low(query);
    SortKey high = high(query);
    SortKey after = query.after().map(r -> SortKey.of(query.order(), r)).orElse(null);
    if (after != null && !query.isDescending() && after.compareTo(low) > 0) {
      low = after;
    }
    if (after != null && query.isDescending() && after.compareTo(high) < 0) {
      high = after;
    }
    if (low.compareTo(high) >= 0) {
      return new TreeMap<>();
    }
    NavigableMap<SortKey, Row> part = all.subMap(low, false, high, false);
    return query.isDescending() ? part.descendingMap() : part;
  }

  /** The rows that begin with a list of values along a path. */
  Collection<Row> view(String path, List<Object> prefix) {
    Map<List<Object>, SortKey> taken = uniques.get(path);
    if (taken != null && prefix.size() == table.uniqueWidth(path)) {
      SortKey key = taken.get(prefix);
      return key == null ? List.of() : List.of(Objects.requireNonNull(byKey.get(key)));
    }
    return rowsOf(path)
        .subMap(SortKey.before(prefix), false, SortKey.behind(prefix), false)
        .values();
  }

  private NavigableMap<SortKey, Row> rowsOf(String name) {
    return paths.computeIfAbsent(name, this::path).rows;
  }

  private Path path(String name) {
    Path path = new Path(table.places(name), new TreeMap<>());
    byKey.values().forEach(row -> path.rows.put(SortKey.of(path.places, row), row));
    return path;
  }

  private static SortKey low(Query query) {
    Query.Bound from = query.from().orElse(null);
    if (from != null) {
      List<@Nullable Object> prefix = plus(query.equal(), from.value());
      return from.inclusive() ? SortKey.before(prefix) : SortKey.behind(prefix);
    }
    // A range never holds a null, and nulls come first.
    return query.to().isPresent()
        ? SortKey.behind(plus(query.equal(), null))
        : SortKey.before(query.equal());
  }

  private static SortKey high(Query query) {
    Query.Bound to = query.to().orElse(null);
    if (to == null) {
      return SortKey.behind(query.equal());
    }
    List<@Nullable Object> prefix = plus(query.equal(), to.value());
    return to.inclusive() ? SortKey.behind(prefix) : SortKey.before(prefix);
  }

  private static List<@Nullable Object> plus(List<@Nullable Object> list, @Nullable Object last) {
    List<@Nullable Object> more = new ArrayList<>(list);
    more.add(last);
    return more;
  }
}
