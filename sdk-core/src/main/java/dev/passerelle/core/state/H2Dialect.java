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

  /**
   * Until H2 has counted, after some thousand changes, it takes every column for varied: then all
   * indexes that begin with the tenant look alike, and it may read all rows of a tenant for one.
   * Taken for uniform alike, the index that has most of the columns asked for looks best.
   */
  @Override
  public String type(Column column) {
    if (column.isPayload()) {
      return "CLOB";
    }
    return bare(column) + " SELECTIVITY 1";
  }

  private static String bare(Column column) {
    return switch (column.type()) {
      case TEXT -> "VARCHAR(" + column.length() + ")";
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
    return "CAST(? AS " + (column.type() == ColumnType.TEXT ? "VARCHAR" : bare(column)) + ")";
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
