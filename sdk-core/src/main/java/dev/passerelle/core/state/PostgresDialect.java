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

  /** Who waits for a lock gives up after a part of that time, so as to see who is in its way. */
  @Override
  public Optional<String> pauseLimit(Duration longest) {
    return Optional.of(
        "SET LOCAL idle_in_transaction_session_timeout = "
            + Math.max(1, longest.toMillis())
            + "; SET LOCAL lock_timeout = "
            + Math.max(1, longest.dividedBy(5).toMillis()));
  }

  /** A session of a batch is "active" to PostgreSQL, and waits for its client nevertheless. */
  @Override
  public Optional<String> endPaused() {
    return Optional.of(
        "SELECT COUNT(pg_terminate_backend(a.pid)) FROM pg_stat_activity a"
            + " WHERE a.datname = current_database() AND a.usename = current_user"
            + " AND a.pid <> pg_backend_pid() AND a.wait_event = 'ClientRead'"
            + " AND a.xact_start IS NOT NULL"
            + " AND a.state_change < clock_timestamp() - make_interval(secs => ?)"
            + " AND EXISTS (SELECT 1 FROM pg_locks l JOIN pg_class c ON c.oid = l.relation"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE l.pid = a.pid AND l.mode = 'RowExclusiveLock'"
            + " AND n.nspname = COALESCE(CAST(? AS name), current_schema())"
            + " AND c.relname = ANY(string_to_array(?, ',')))");
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
