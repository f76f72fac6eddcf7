package dev.passerelle.simulators.businessone;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a transaction may have changed, as it was before. */
final class Undo {
  private record Place(String set, String key, @Nullable Row before) {}

  private final Map<Row, Row> rows = new IdentityHashMap<>();
  private final List<Place> places = new ArrayList<>();
  private final Map<String, Integer> counters;

  Undo(Map<String, Integer> counters) {
    this.counters = new LinkedHashMap<>(counters);
  }

  void keep(Row row) {
    rows.computeIfAbsent(row, Row::copy);
  }

  void keep(String set, String key, @Nullable Row before) {
    places.add(new Place(set, key, before));
  }

  /** The last change is taken back first. */
  void rollBack(Map<String, TreeMap<String, Row>> tables, Map<String, Integer> numbers) {
    for (int at = places.size() - 1; at >= 0; at--) {
      Place place = places.get(at);
      TreeMap<String, Row> table = tables.computeIfAbsent(place.set(), name -> new TreeMap<>());
      if (place.before() == null) {
        table.remove(place.key());
      } else {
        table.put(place.key(), place.before());
      }
    }
    rows.forEach(Row::restore);
    numbers.clear();
    numbers.putAll(counters);
  }
}
