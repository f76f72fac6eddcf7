package dev.passerelle.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows that hold a value, oldest first. Not thread-safe. */
final class KeyIndex {
  /** A row where one holds the value, which is the rule; else their list. */
  private final Map<Object, Object> rows = new HashMap<>();

  List<MemoryRow> of(@Nullable Object value) {
    return value == null ? List.of() : list(rows.get(value));
  }

  /** The row no longer holds {@code old} and holds {@code value}; null for none. */
  void move(MemoryRow row, @Nullable Object old, @Nullable Object value) {
    if (old != null && !old.equals(value)) {
      put(old, list(rows.get(old)).stream().filter(each -> each != row).toList());
    }
    if (value != null && !value.equals(old)) {
      List<MemoryRow> all = new ArrayList<>(list(rows.get(value)));
      all.add(row);
      all.sort(Comparator.comparingLong(each -> each.id));
      put(value, all);
    }
  }

  private void put(Object value, List<MemoryRow> held) {
    if (held.isEmpty()) {
      rows.remove(value);
    } else {
      rows.put(value, held.size() == 1 ? held.get(0) : List.copyOf(held));
    }
  }

  @SuppressWarnings("unchecked")
  private static List<MemoryRow> list(@Nullable Object held) {
    if (held == null) {
      return List.of();
    }
    return held instanceof MemoryRow row ? List.of(row) : (List<MemoryRow>) held;
  }
}
