package dev.passerelle.testkit.simulation;

import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.Row;
import dev.passerelle.core.state.Table;
import org.jspecify.annotations.Nullable;

/**
 * One change of one row in a transaction.
 *
 * @param table the table
 * @param kind how
 * @param row the row afterwards; null when it was removed
 * @param key the key of a row that was removed; null otherwise, and for a removal by query
 */
record Mutation(Table table, Kind kind, @Nullable Row row, @Nullable Key key) {
  enum Kind {
    INSERT,
    UPSERT,
    /** By compare-and-set, done. */
    REPLACE,
    DELETE
  }

  boolean in(String name) {
    return table.name().equals(name);
  }
}
