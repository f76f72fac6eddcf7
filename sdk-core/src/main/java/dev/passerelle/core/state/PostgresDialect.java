package dev.passerelle.core.state;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** PostgreSQL. The collation "C" orders and compares texts byte by byte. */
final class PostgresDialect implements Dialect {

  @Override
  public DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }

  @Override
  public String now() {
    return "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";
  }

  @Override
  public Optional<String> pauseLimit(Duration longest) {
    return Optional.of(
        "SET LOCAL idle_in_transaction_session_timeout = " + Math.max(1, longest.toMillis()));
  }

  @Override
  public String type(Column column) {
    return switch (column.type()) {
      case TEXT -> column.isPayload() ? "TEXT" : "VARCHAR(" + column.length() + ") COLLATE \"C\"";
      case BOOLEAN -> "BOOLEAN";
      case LONG, INSTANT -> "BIGINT";
    };
  }

  @Override
  public String uniqueIndex(String name, String table, List<Column> columns) {
    return "CREATE UNIQUE INDEX "
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

  /**
   * Key by key along the path. A plain join reads the whole table, or all rows of the tenant along
   * another index, as long as nothing was counted, which is so during a first sync.
   */
  @Override
  public String lookup(TableSql sql, List<Column> key, List<Column> order, int keys) {
    return "SELECT "
        + Dialect.list(sql.table().columns(), c -> "t." + quote(c.name()))
        + " FROM "
        + keys(key, keys)
        + " CROSS JOIN LATERAL (SELECT * FROM "
        + sql.name()
        + " t WHERE "
        + same(key)
        + " ORDER BY "
        + Dialect.list(order, c -> "t." + quote(c.name()) + nulls(c, false))
        + " LIMIT "
        + (Query.MAX_LIMIT + 1)
        + ") t";
  }

  @Override
  public Optional<String> upsert(TableSql sql) {
    String set =
        Dialect.list(sql.restColumns(), c -> quote(c.name()) + " = EXCLUDED." + quote(c.name()));
    return Optional.of(
        sql.insert()
            + " ON CONFLICT ("
            + Dialect.list(sql.table().keyColumns(), c -> quote(c.name()))
            + ") DO "
            + (set.isEmpty() ? "NOTHING" : "UPDATE SET " + set));
  }
}
