package dev.passerelle.core.state;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of one execution, in order. */
final class Parameters {

  private final List<Column> columns = new ArrayList<>();
  private final List<@Nullable Object> values = new ArrayList<>();

  Parameters add(Column column, @Nullable Object value) {
    columns.add(column);
    values.add(value);
    return this;
  }

  Parameters add(List<Column> of, Row row) {
    of.forEach(column -> add(column, row.raw(column.name())));
    return this;
  }

  Parameters add(Table table, Key key) {
    return add(table.keyColumns(), key);
  }

  Parameters add(List<Column> of, Key key) {
    for (int i = 0; i < of.size(); i++) {
      add(of.get(i), key.values().get(i));
    }
    return this;
  }

  void bind(PreparedStatement statement, Dialect dialect) throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      bind(statement, i + 1, columns.get(i), values.get(i), dialect);
    }
  }

  private static void bind(
      PreparedStatement statement, int at, Column column, @Nullable Object value, Dialect dialect)
      throws SQLException {
    if (value == null) {
      statement.setNull(at, dialect.jdbcType(column));
    } else if (value instanceof String text) {
      statement.setString(at, dialect.stored(column, text));
    } else if (value instanceof Instant instant) {
      statement.setLong(at, Values.toMicros(instant));
    } else if (value instanceof Boolean flag) {
      statement.setBoolean(at, flag);
    } else {
      statement.setLong(at, (Long) value);
    }
  }

  /** The values of the current row, one per column. */
  static @Nullable Object[] read(ResultSet rows, List<Column> columns, Dialect dialect)
      throws SQLException {
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = read(rows, i + 1, columns.get(i), dialect);
    }
    return values;
  }

  private static @Nullable Object read(ResultSet rows, int at, Column column, Dialect dialect)
      throws SQLException {
    Object value =
        switch (column.type()) {
          case TEXT -> rows.getString(at);
          case LONG -> rows.getLong(at);
          case BOOLEAN -> rows.getBoolean(at);
          case INSTANT -> Values.ofMicros(rows.getLong(at));
        };
    if (value == null || rows.wasNull()) {
      return null;
    }
    return value instanceof String text ? dialect.given(column, text) : value;
  }
}
