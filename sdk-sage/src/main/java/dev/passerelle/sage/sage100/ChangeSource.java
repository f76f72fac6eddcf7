package dev.passerelle.sage.sage100;

import java.util.List;

/**
 * A table whose rows move the values of a kind of record (L4). Made by the gateway's resources;
 * read with {@link Sage100Gateway#changes}.
 */
public final class ChangeSource {
  private final String table;
  private final List<String> keys;
  private final String joins;
  private final String filter;

  /** The changed table goes by the alias {@code x} in every expression. */
  ChangeSource(String table, List<String> keys, String joins, String filter) {
    this.table = table;
    this.keys = List.copyOf(keys);
    this.joins = joins;
    this.filter = filter;
  }

  static ChangeSource of(String table, String... keys) {
    return new ChangeSource(table, List.of(keys), "", "");
  }

  ChangeSource where(String condition) {
    return new ChangeSource(table, keys, joins, condition);
  }

  ChangeSource joined(String join) {
    return new ChangeSource(table, keys, join, filter);
  }

  /** The table. */
  public String table() {
    return table;
  }

  /** The table, or the table and what tells this source from another one of the same table. */
  int keyCount() {
    return keys.size();
  }

  String select(int limit) {
    StringBuilder columns =
        new StringBuilder("x.[cbModification] AS [stamp], x.[cbMarq] AS [marq]");
    for (int i = 0; i < keys.size(); i++) {
      columns.append(", ").append(keys.get(i)).append(" AS [key").append(i).append("]");
    }
    String at = SqlDialect.STAMP_PARAMETER;
    return "SELECT TOP ("
        + limit
        + ") "
        + columns
        + " FROM [dbo].["
        + table
        + "] x "
        + joins
        + " WHERE (x.[cbModification] > "
        + at
        + " OR (x.[cbModification] = "
        + at
        + " AND x.[cbMarq] > ?))"
        + (filter.isEmpty() ? "" : " AND " + filter)
        + " ORDER BY x.[cbModification], x.[cbMarq]";
  }

  @Override
  public String toString() {
    return table;
  }
}
