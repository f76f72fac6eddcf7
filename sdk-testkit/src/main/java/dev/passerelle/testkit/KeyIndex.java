package dev.passerelle.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows that hold a value, oldest first. Not thread-safe. */
final class KeyIndex {
  private final Map<Object, List<MemoryRow>> rows = new HashMap<>();

  List<MemoryRow> of(@Nullable Object value) {
    return value == null ? List.of() : rows.getOrDefault(value, List.of());
  }

  /** The row no longer holds {@code old} and holds {@code value}; null for none. */
  void move(MemoryRow row, @Nullable Object old, @Nullable Object value) {
    if (old != null && !old.equals(value)) {
      rows.computeIfPresent(old, (same, all) -> without(all, row));
    }
    if (value != null && !value.equals(old)) {
      rows.merge(value, List.of(row), KeyIndex::join);
    }
  }

  private static List<MemoryRow> join(List<MemoryRow> old, List<MemoryRow> added) {
    List<MemoryRow> all = new ArrayList<>(old);
    all.addAll(added);
    all.sort(Comparator.comparingLong(row -> row.id));
    return List.copyOf(all);
  }

  private static @Nullable List<MemoryRow> without(List<MemoryRow> old, MemoryRow row) {
    List<MemoryRow> rest = old.stream().filter(each -> each != row).toList();
    return rest.isEmpty() ? null : rest;
  }
}
