package dev.passerelle.simulators.s4hana;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the rows of one set by the value of a property, as far as anybody asked for it. */
final class Index {
  private final Map<String, Map<String, Set<Row>>> properties = new HashMap<>();

  /** Rows with this value, in the order in which they were stored. */
  List<Row> by(String property, String value, List<Row> all) {
    Set<Row> found =
        properties.computeIfAbsent(property, name -> of(name, all)).getOrDefault(value, Set.of());
    List<Row> rows = new ArrayList<>(found);
    rows.sort(Comparator.comparingLong(Row::place));
    return rows;
  }

  private static Map<String, Set<Row>> of(String property, List<Row> all) {
    Map<String, Set<Row>> values = new HashMap<>();
    all.forEach(row -> put(values, row.text(property), row));
    return values;
  }

  private static void put(Map<String, Set<Row>> values, String value, Row row) {
    values.computeIfAbsent(value, missing -> new HashSet<>()).add(row);
  }

  void add(Row row) {
    properties.forEach((property, values) -> put(values, row.text(property), row));
  }

  void remove(Row row) {
    properties.forEach((property, values) -> take(values, row.text(property), row));
  }

  private static boolean take(Map<String, Set<Row>> values, String value, Row row) {
    Set<Row> rows = values.get(value);
    return rows != null && rows.remove(row);
  }

  /** A value of a row has changed; one that was removed stays away. */
  void moved(Row row, String property, String before) {
    Map<String, Set<Row>> values = properties.get(property);
    if (values != null && take(values, before, row)) {
      put(values, row.text(property), row);
    }
  }
}
