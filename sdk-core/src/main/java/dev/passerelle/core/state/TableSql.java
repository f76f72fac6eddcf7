package dev.passerelle.core.state;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statements of one table in one dialect. */
final class TableSql {

  private final Table table;
  private final Dialect dialect;
  private final Naming naming;
  private final String columnList;

  TableSql(Table table, Naming naming) {
    this.table = table;
    this.naming = naming;
    this.dialect = naming.dialect();
    this.columnList = Dialect.list(table.columns(), this::quoted);
  }

  Table table() {
    return table;
  }

  Naming naming() {
    return naming;
  }

  String name() {
    return naming.table(table.name());
  }

  String columnList() {
    return columnList;
  }

  /** The columns that are not part of the primary key. */
  List<Column> restColumns() {
    return table.columns().subList(table.keyColumns().size(), table.columns().size());
  }

  String quoted(Column column) {
    return dialect.quote(column.name());
  }

  String select() {
    return "SELECT " + columnList + " FROM " + name();
  }

  String selectKeys() {
    return "SELECT " + Dialect.list(table.keyColumns(), this::quoted) + " FROM " + name();
  }

  String find() {
    return select() + " WHERE " + keyEquals();
  }

  String lookup(List<Column> key, List<Column> order, int keys) {
    return dialect.lookup(this, key, order, keys);
  }

  String insert() {
    return "INSERT INTO "
        + name()
        + " ("
        + columnList
        + ") VALUES ("
        + Dialect.list(table.columns(), c -> "?")
        + ")";
  }

  Optional<String> upsert() {
    return dialect.upsert(this);
  }

  /** Sets every column that is not part of the key, in order; the key follows as parameters. */
  String update() {
    List<Column> set = setColumns();
    return "UPDATE "
        + name()
        + " SET "
        + Dialect.list(set, c -> quoted(c) + " = ?")
        + " WHERE "
        + keyEquals();
  }

  /** What {@link #update()} sets: a table of key columns only sets the first to itself. */
  List<Column> setColumns() {
    return restColumns().isEmpty() ? table.keyColumns().subList(0, 1) : restColumns();
  }

  String delete() {
    return "DELETE FROM " + name() + " WHERE " + keyEquals();
  }

  private String keyEquals() {
    return table.keyColumns().stream()
        .map(c -> quoted(c) + " = ?")
        .collect(Collectors.joining(" AND "));
  }
}
