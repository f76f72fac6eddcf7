package dev.passerelle.core.state;

import java.util.List;

/**
 * An order in which a table can be read besides its primary key. Rows that agree in all its columns
 * follow the order of the primary key; a null comes before every value.
 *
 * @param name unique within the table, at most 24 characters
 * @param columns the columns in order, the first is always {@code tenant}
 */
public record Index(String name, List<String> columns) {

  /** Copies the list and checks the name. */
  public Index {
    Names.check("index", name, 24);
    columns = List.copyOf(columns);
  }
}
