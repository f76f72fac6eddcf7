package dev.passerelle.core.state;

import java.util.HashMap;
import java.util.Map;

/** The tables of an open store and how its database is spoken to. */
final class JdbcTables {

  private final StateSchema schema;
  private final Naming naming;
  private final SqlErrors errors;
  private final Map<Table, TableSql> tables = new HashMap<>();

  JdbcTables(StateSchema schema, Naming naming) {
    this.schema = schema;
    this.naming = naming;
    this.errors = new SqlErrors(naming.dialect().kind());
    schema.tables().forEach(table -> tables.put(table, new TableSql(table, naming)));
  }

  StateSchema schema() {
    return schema;
  }

  Naming naming() {
    return naming;
  }

  Dialect dialect() {
    return naming.dialect();
  }

  SqlErrors errors() {
    return errors;
  }

  TableSql of(Table table) {
    TableSql sql = tables.get(table);
    if (sql == null) {
      throw new IllegalArgumentException("the open schema has no such table " + table.name());
    }
    return sql;
  }
}
