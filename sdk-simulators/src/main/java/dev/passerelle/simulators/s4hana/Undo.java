package dev.passerelle.simulators.s4hana;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a transaction changed, as it was before. */
final class Undo {
  private final Map<Row, Row> rows = new IdentityHashMap<>();
  private final Map<String, List<Row>> sets = new LinkedHashMap<>();

  void keep(Row row) {
    rows.computeIfAbsent(row, Row::copy);
  }

  void keep(String set, List<Row> all) {
    sets.computeIfAbsent(set, name -> new ArrayList<>(all));
  }

  void rollBack(Map<String, List<Row>> stored) {
    rows.forEach(Row::restore);
    stored.putAll(sets);
  }
}
