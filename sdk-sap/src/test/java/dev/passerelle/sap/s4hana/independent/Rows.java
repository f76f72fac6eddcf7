package dev.passerelle.sap.s4hana.independent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.olingo.odata2.api.edm.EdmEntitySet;
import org.apache.olingo.odata2.api.edm.EdmException;

/** The rows of one service, in the values that Olingo gives and takes. One call at a time. */
final class Rows {
  private final Map<String, List<Map<String, Object>>> sets = new LinkedHashMap<>();
  private int last;

  List<Map<String, Object>> of(String set) {
    return sets.computeIfAbsent(set, name -> new ArrayList<>());
  }

  /** A further number. */
  String next() {
    return Integer.toString(70_000_000 + ++last);
  }

  Map<String, List<Map<String, Object>>> copy() {
    Map<String, List<Map<String, Object>>> copy = new LinkedHashMap<>();
    sets.forEach(
        (set, rows) -> {
          List<Map<String, Object>> all = new ArrayList<>();
          rows.forEach(row -> all.add(new LinkedHashMap<>(row)));
          copy.put(set, all);
        });
    return copy;
  }

  void restore(Map<String, List<Map<String, Object>>> before) {
    sets.clear();
    sets.putAll(before);
  }

  /** What a way leads to: the description names no columns, so those of the keys join. */
  List<Map<String, Object>> follow(EdmEntitySet from, Map<String, Object> row, EdmEntitySet to)
      throws EdmException {
    Set<String> join = join(from, to);
    List<Map<String, Object>> found = new ArrayList<>();
    for (Map<String, Object> each : of(to.getName())) {
      if (!join.isEmpty() && join.stream().allMatch(name -> same(each.get(name), row.get(name)))) {
        found.add(each);
      }
    }
    return found;
  }

  static Set<String> join(EdmEntitySet from, EdmEntitySet to) throws EdmException {
    Set<String> names = new LinkedHashSet<>();
    List<String> mine = from.getEntityType().getPropertyNames();
    List<String> its = to.getEntityType().getPropertyNames();
    for (String key : from.getEntityType().getKeyPropertyNames()) {
      if (its.contains(key)) {
        names.add(key);
      }
    }
    for (String key : to.getEntityType().getKeyPropertyNames()) {
      if (mine.contains(key)) {
        names.add(key);
      }
    }
    // A part of an address names the person whose it is; a company's address is nobody's.
    names.remove("Person");
    return names;
  }

  private static boolean same(Object one, Object other) {
    return one != null && !one.equals("") && one.equals(other);
  }
}
