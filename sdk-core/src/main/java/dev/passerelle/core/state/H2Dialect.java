package dev.passerelle.core.state;

import java.util.List;
import java.util.Optional;

/**
 * H2. Texts compare by every character in a database of the default collation, without IGNORECASE.
 */
final class H2Dialect implements Dialect {

  @Override
  public DatabaseKind kind() {
    return DatabaseKind.H2;
  }

  @Override
  public String now() {
    return "SELECT CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)";
  }

  @Override
  public String type(Column column) {
    return switch (column.type()) {
      case TEXT -> column.isPayload() ? "CLOB" : "VARCHAR(" + column.length() + ")";
      case BOOLEAN -> "BOOLEAN";
      case LONG, INSTANT -> "BIGINT";
    };
  }

  @Override
  public String uniqueIndex(String name, String table, List<Column> columns) {
    return "CREATE UNIQUE NULLS DISTINCT INDEX "
        + quote(name)
        + " ON "
        + table
        + " ("
        + Dialect.list(columns, c -> quote(c.name()) + nulls(c, false))
        + ")";
  }

  @Override
  public String parameter(Column column) {
    return "CAST(? AS " + (column.type() == ColumnType.TEXT ? "VARCHAR" : type(column)) + ")";
  }

  @Override
  public Optional<String> upsert(TableSql sql) {
    return Optional.of(
        "MERGE INTO "
            + sql.name()
            + " ("
            + sql.columnList()
            + ") KEY ("
            + Dialect.list(sql.table().keyColumns(), c -> quote(c.name()))
            + ") VALUES ("
            + Dialect.list(sql.table().columns(), c -> "?")
            + ")");
  }
}
