package dev.passerelle.core.state;

import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Microsoft SQL Server, experimental. It compares texts without regard to trailing blanks whatever
 * the collation, so a text that ends with a blank is stored with a mark behind it; bounded text
 * columns are one character wider for that.
 */
final class SqlServerDialect implements Dialect {

  private static final String COLLATION = " COLLATE Latin1_General_100_BIN2";
  private static final char MARK = '\u001F';

  @Override
  public DatabaseKind kind() {
    return DatabaseKind.SQL_SERVER;
  }

  @Override
  public String quote(String name) {
    return "[" + name + "]";
  }

  @Override
  public String now() {
    return "SELECT DATEDIFF_BIG(MILLISECOND, '1970-01-01', SYSUTCDATETIME())";
  }

  @Override
  public String type(Column column) {
    return switch (column.type()) {
      case TEXT -> text(column) + COLLATION;
      case BOOLEAN -> "BIT";
      case LONG, INSTANT -> "BIGINT";
    };
  }

  private static String text(Column column) {
    return "NVARCHAR(" + (column.isPayload() ? "MAX" : column.length() + 1) + ")";
  }

  /** A clustered key holds 900 bytes only, another 1,700. */
  @Override
  public String primaryKey() {
    return "PRIMARY KEY NONCLUSTERED";
  }

  @Override
  public String uniqueIndex(String name, String table, List<Column> columns) {
    String live =
        columns.stream()
            .filter(Column::nullable)
            .map(c -> quote(c.name()) + " IS NOT NULL")
            .collect(Collectors.joining(" AND "));
    return "CREATE UNIQUE NONCLUSTERED INDEX "
        + quote(name)
        + " ON "
        + table
        + " ("
        + Dialect.list(columns, c -> quote(c.name()))
        + ")"
        + (live.isEmpty() ? "" : " WHERE " + live);
  }

  @Override
  public String limit(int rows) {
    return " OFFSET 0 ROWS FETCH NEXT " + rows + " ROWS ONLY";
  }

  @Override
  public String nulls(Column column, boolean descending) {
    return "";
  }

  @Override
  public String parameter(Column column) {
    return column.type() == ColumnType.TEXT
        ? "CAST(? AS " + text(column) + ")" + COLLATION
        : "CAST(? AS " + type(column) + ")";
  }

  @Override
  public Optional<String> upsert(TableSql sql) {
    List<Column> all = sql.table().columns();
    String same =
        sql.table().keyColumns().stream()
            .map(c -> "t." + quote(c.name()) + " = s." + quote(c.name()))
            .collect(Collectors.joining(" AND "));
    String set = Dialect.list(sql.restColumns(), c -> quote(c.name()) + " = s." + quote(c.name()));
    return Optional.of(
        "MERGE INTO "
            + sql.name()
            + " WITH (HOLDLOCK) AS t USING (VALUES ("
            + Dialect.list(all, this::parameter)
            + ")) AS s ("
            + sql.columnList()
            + ") ON "
            + same
            + (set.isEmpty() ? "" : " WHEN MATCHED THEN UPDATE SET " + set)
            + " WHEN NOT MATCHED THEN INSERT ("
            + sql.columnList()
            + ") VALUES ("
            + Dialect.list(all, c -> "s." + quote(c.name()))
            + ");");
  }

  @Override
  public int jdbcType(Column column) {
    return switch (column.type()) {
      case TEXT -> column.isPayload() ? Types.LONGNVARCHAR : Types.NVARCHAR;
      case BOOLEAN -> Types.BIT;
      case LONG, INSTANT -> Types.BIGINT;
    };
  }

  @Override
  public String stored(Column column, String text) {
    boolean mark = !text.isEmpty() && isBlankOrMark(text.charAt(text.length() - 1));
    return mark && !column.isPayload() ? text + MARK : text;
  }

  @Override
  public String given(Column column, String text) {
    boolean marked = !text.isEmpty() && text.charAt(text.length() - 1) == MARK;
    return marked && !column.isPayload() ? text.substring(0, text.length() - 1) : text;
  }

  private static boolean isBlankOrMark(char c) {
    return c == ' ' || c == MARK;
  }
}
