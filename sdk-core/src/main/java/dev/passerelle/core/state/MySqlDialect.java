package dev.passerelle.core.state;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * MySQL and MariaDB, experimental. {@code utf8mb4_bin} would compare texts without regard to
 * trailing blanks; the collations used here do not pad.
 */
final class MySqlDialect implements Dialect {

  private final DatabaseKind kind;
  private final String charset;

  MySqlDialect(DatabaseKind kind) {
    this.kind = kind;
    this.charset =
        " CHARACTER SET utf8mb4 COLLATE "
            + (kind == DatabaseKind.MARIADB ? "utf8mb4_nopad_bin" : "utf8mb4_0900_bin");
  }

  @Override
  public DatabaseKind kind() {
    return kind;
  }

  @Override
  public String quote(String name) {
    return "`" + name + "`";
  }

  @Override
  public String now() {
    return "SELECT TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(3)) DIV 1000";
  }

  @Override
  public String type(Column column) {
    return switch (column.type()) {
      case TEXT -> (column.isPayload() ? "LONGTEXT" : "VARCHAR(" + column.length() + ")") + charset;
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
        + Dialect.list(columns, c -> quote(c.name()))
        + ")";
  }

  @Override
  public String nulls(Column column, boolean descending) {
    return "";
  }

  @Override
  public boolean schemaIsCatalog() {
    return true;
  }

  @Override
  public String parameter(Column column) {
    return "?";
  }

  /**
   * ON DUPLICATE KEY UPDATE would replace another row that has the same unique key; it is used only
   * where there is no such key.
   */
  @Override
  public Optional<String> upsert(TableSql sql) {
    if (!sql.table().uniqueKeys().isEmpty()) {
      return Optional.empty();
    }
    List<Column> set = sql.restColumns().isEmpty() ? sql.table().keyColumns() : sql.restColumns();
    return Optional.of(
        sql.insert()
            + " ON DUPLICATE KEY UPDATE "
            + Dialect.list(set, c -> quote(c.name()) + " = VALUES(" + quote(c.name()) + ")"));
  }

  @Override
  public String lookup(TableSql sql, List<Column> key, List<Column> order, int keys) {
    String row = "(" + Dialect.list(key, c -> "?") + ")";
    return sql.select()
        + " WHERE ("
        + Dialect.list(key, c -> quote(c.name()))
        + ") IN ("
        + String.join(", ", Collections.nCopies(keys, row))
        + ")";
  }
}
