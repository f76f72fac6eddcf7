package dev.passerelle.testkit;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows in order of their ids in one array: a first sync of a large company is to be tried in a
 * small heap. New ids are mostly the highest, so that adding is cheap. Not thread-safe.
 */
final class MemoryRows {
  private @Nullable MemoryRow[] rows = new @Nullable MemoryRow[16];
  private int size;

  /** Adds a row, or replaces the one of its id. */
  void put(MemoryRow row) {
    int at = place(row.id);
    if (at < size && row(at).id == row.id) {
      rows[at] = row;
      return;
    }
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, size + size / 2);
    }
    System.arraycopy(rows, at, rows, at + 1, size - at);
    rows[at] = row;
    size++;
  }

  /** The row of an id; null for none. */
  @Nullable MemoryRow get(long id) {
    int at = place(id);
    return at < size && row(at).id == id ? rows[at] : null;
  }

  /** The rows above an id, in order; a view that must not outlive the lock it was taken under. */
  List<MemoryRow> above(long id) {
    return Arrays.asList(rows).subList(id == Long.MAX_VALUE ? size : place(id + 1), size);
  }

  /** All rows in order. */
  List<MemoryRow> all() {
    return above(Long.MIN_VALUE);
  }

  /** Where the row of an id is, or would be. */
  private int place(long id) {
    int low = size == 0 || row(size - 1).id < id ? size : 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (row(middle).id < id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private MemoryRow row(int at) {
    MemoryRow row = rows[at];
    if (row == null) {
      throw new IllegalStateException("no row at " + at);
    }
    return row;
  }
}
