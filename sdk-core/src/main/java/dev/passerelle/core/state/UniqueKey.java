package dev.passerelle.core.state;

import java.util.List;

/**
 * Columns whose values no two rows of a table share. A row with a null in any of them is not
 * constrained: a nullable "live" column gives uniqueness among live rows only (L7).
 *
 * @param name unique within the table, at most 24 characters
 * @param columns the columns in order, the first is always {@code tenant}
 */
public record UniqueKey(String name, List<String> columns) {

  /** Copies the list and checks the name. */
  public UniqueKey {
    Names.check("unique key", name, 24);
    columns = List.copyOf(columns);
  }
}
