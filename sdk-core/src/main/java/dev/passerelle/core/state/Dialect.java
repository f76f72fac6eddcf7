package dev.passerelle.core.state;

import java.sql.Types;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What databases do not agree on. Methods yield SQL text and touch no connection. */
interface Dialect {

  DatabaseKind kind();

  /** A name, quoted so that reserved words and case do not matter. */
  default String quote(String name) {
    return '"' + name + '"';
  }

  /** Selects the database's time at this moment, in milliseconds since 1970 in UTC. */
  String now();

  /**
   * Has the database end this transaction when it hears nothing for so long: a node that stopped in
   * the midst of it must not keep its locks from the others. Empty where a database cannot.
   */
  default Optional<String> pauseLimit(Duration longest) {
    return Optional.empty();
  }

  /**
   * Ends sessions that have changed one of our tables, are in the midst of a transaction, and from
   * which the database has heard nothing for a time: in a batch that stopped between two packets
   * {@link #pauseLimit} does not hold. Parameters: seconds, schema or null, bare names of tables
   * with commas between. Empty where a database cannot.
   */
  default Optional<String> endPaused() {
    return Optional.empty();
  }

  /** The type of a column, with the collation that makes texts differ by every character. */
  String type(Column column);

  /** How the primary key is declared. */
  default String primaryKey() {
    return "PRIMARY KEY";
  }

  /** A unique index in which a row with a null constrains nothing. */
  String uniqueIndex(String name, String table, List<Column> columns);

  /** The end of a selection that has an ORDER BY. */
  default String limit(int rows) {
    return " LIMIT " + rows;
  }

  /** What makes a nullable column sort with nulls first (descending: last). */
  default String nulls(Column column, boolean descending) {
    if (!column.nullable()) {
      return "";
    }
    return descending ? " NULLS LAST" : " NULLS FIRST";
  }

  /** A parameter in a list of values, where the database cannot guess its type. */
  String parameter(Column column);

  /** One statement that inserts or replaces a row by primary key, if there is a safe one. */
  Optional<String> upsert(TableSql sql);

  /**
   * Selects the rows of a number of keys, whose values are the parameters in order.
   *
   * @param key the columns of a key: the first ones of {@code order}
   * @param order the columns of the path along which the rows are found
   */
  default String lookup(TableSql sql, List<Column> key, List<Column> order, int keys) {
    return "SELECT "
        + list(sql.table().columns(), c -> "t." + quote(c.name()))
        + " FROM "
        + keys(key, keys)
        + " JOIN "
        + sql.name()
        + " t ON "
        + same(key);
  }

  /** A number of keys as a table {@code k}. */
  default String keys(List<Column> key, int keys) {
    String row = "(" + list(key, this::parameter) + ")";
    return "(VALUES "
        + String.join(", ", Collections.nCopies(keys, row))
        + ") AS k ("
        + list(key, c -> quote("k_" + c.name()))
        + ")";
  }

  /** Whether a row {@code t} has the key {@code k}. */
  default String same(List<Column> key) {
    return key.stream()
        .map(c -> "t." + quote(c.name()) + " = k." + quote("k_" + c.name()))
        .collect(Collectors.joining(" AND "));
  }

  /** Whether JDBC calls a schema of this database a catalog. */
  default boolean schemaIsCatalog() {
    return false;
  }

  /** The JDBC type of a null in a column. */
  default int jdbcType(Column column) {
    return switch (column.type()) {
      case TEXT -> Types.VARCHAR;
      case BOOLEAN -> Types.BOOLEAN;
      case LONG, INSTANT -> Types.BIGINT;
    };
  }

  /** A text as it is stored. */
  default String stored(Column column, String text) {
    return text;
  }

  /** A stored text as it was given. */
  default String given(Column column, String text) {
    return text;
  }

  /** Column by column, separated by commas. */
  static String list(List<Column> columns, Function<Column, String> each) {
    return columns.stream().map(each).collect(Collectors.joining(", "));
  }
}
