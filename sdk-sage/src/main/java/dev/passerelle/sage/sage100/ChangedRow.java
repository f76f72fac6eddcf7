package dev.passerelle.sage.sage100;

import java.util.List;

/**
 * A row that changed, and the records whose values it may have moved.
 *
 * @param table its table
 * @param mark its place in the order of changes
 * @param keys codes of the records concerned, normalised, without repeats
 */
public record ChangedRow(String table, RowMark mark, List<String> keys) {

  /** Copies. */
  public ChangedRow {
    keys = List.copyOf(keys);
  }
}
