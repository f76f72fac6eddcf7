package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One transaction of Sage on its own database. Stamps what it writes. Not for several threads. */
final class SageSession {
  private final Connection connection;
  private final SageSchema schema;
  private final LocalDateTime now;

  /**
   * @param now the server's local time, before the rounding of the column's type
   */
  SageSession(Connection connection, SageSchema schema, LocalDateTime now) {
    this.connection = connection;
    this.schema = schema;
    this.now = now;
  }

  SageSchema schema() {
    return schema;
  }

  /** The server's local time at which this transaction began. */
  LocalDateTime now() {
    return now;
  }

  LocalDate today() {
    return now.toLocalDate();
  }

  /**
   * Rows whose columns equal the values; text is compared without trailing spaces, ignoring case.
   */
  List<SageRow> rows(String table, Map<String, ?> equal) {
    SageTable definition = schema.table(table);
    List<Object> arguments = new ArrayList<>();
    List<String> tests = new ArrayList<>();
    equal.forEach(
        (column, value) -> {
          // SQL Server does this by itself; here it costs the index, so only where it is needed.
          boolean padded = value instanceof String && definition.mayBePadded(column);
          tests.add(padded ? "UPPER(RTRIM([" + column + "])) = UPPER(?)" : "[" + column + "] = ?");
          arguments.add(value instanceof String text ? text.stripTrailing() : value);
        });
    String where = tests.isEmpty() ? "1 = 1" : String.join(" AND ", tests);
    return select(table, where + " ORDER BY [cbMarq]", arguments);
  }

  /** Rows whose text equals the value when all spaces are left out. */
  List<SageRow> rowsIgnoringSpaces(String table, String column, String value) {
    return select(table, "REPLACE([" + column + "], ' ', '') = ?", List.of(value));
  }

  Optional<SageRow> row(String table, Map<String, ?> equal) {
    return rows(table, equal).stream().findFirst();
  }

  Optional<SageRow> row(String table, int cbMarq) {
    return row(table, Map.of("cbMarq", cbMarq));
  }

  private List<SageRow> select(String table, String where, List<Object> arguments) {
    String sql = "SELECT * FROM [dbo].[" + table + "] WHERE " + where;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, arguments);
      try (ResultSet result = statement.executeQuery()) {
        return read(table, result);
      }
    } catch (SQLException e) {
      throw new SageDatabaseException(sql, e);
    }
  }

  private static List<SageRow> read(String table, ResultSet result) throws SQLException {
    ResultSetMetaData shape = result.getMetaData();
    List<SageRow> rows = new ArrayList<>();
    while (result.next()) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (int i = 1; i <= shape.getColumnCount(); i++) {
        values.put(shape.getColumnLabel(i), result.getObject(i));
      }
      rows.add(new SageRow(table, values));
    }
    return rows;
  }

  /** The highest number in the column plus one. */
  int next(String table, String column) {
    String sql = "SELECT COALESCE(MAX([" + column + "]), 0) + 1 FROM [dbo].[" + table + "]";
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getInt(1);
    } catch (SQLException e) {
      throw new SageDatabaseException(sql, e);
    }
  }

  /**
   * Inserts a row; columns that are not given get Sage's empty value, columns that this version
   * lacks are left out.
   *
   * @return the row's cbMarq
   */
  int insert(String table, Map<String, ?> values) {
    Map<String, Object> known = known(table, values);
    known.putIfAbsent("cbModification", stamp());
    String sql =
        "INSERT INTO [dbo].[%s] ([%s]) VALUES (%s)"
            .formatted(
                table,
                String.join("],[", known.keySet()),
                Stream.generate(() -> "?").limit(known.size()).collect(Collectors.joining(",")));
    try (PreparedStatement statement = connection.prepareStatement(sql, new String[] {"cbMarq"})) {
      bind(statement, List.copyOf(known.values()));
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        keys.next();
        return keys.getInt(1);
      }
    } catch (SQLException e) {
      throw new SageDatabaseException(sql, e);
    }
  }

  /** Sets columns of one row and stamps it. */
  void update(String table, int cbMarq, Map<String, ?> values) {
    Map<String, Object> known = known(table, values);
    known.putIfAbsent("cbModification", stamp());
    String sql =
        "UPDATE [dbo].[%s] SET [%s] = ? WHERE [cbMarq] = ?"
            .formatted(table, String.join("] = ?, [", known.keySet()));
    List<Object> arguments = new ArrayList<>(known.values());
    arguments.add(cbMarq);
    if (run(sql, arguments) != 1) {
      throw new IllegalArgumentException("no row " + cbMarq + " in " + table);
    }
  }

  void delete(String table, int cbMarq) {
    if (run("DELETE FROM [dbo].[" + table + "] WHERE [cbMarq] = ?", List.of(cbMarq)) != 1) {
      throw new IllegalArgumentException("no row " + cbMarq + " in " + table);
    }
  }

  /** Runs a statement that has no result. */
  int run(String sql, List<?> arguments) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, arguments);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new SageDatabaseException(sql, e);
    }
  }

  /** Ends the transaction and the session. */
  void end(boolean commit) {
    try (connection) {
      if (commit) {
        connection.commit();
      } else {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new SageDatabaseException("end of the transaction", e);
    }
  }

  private LocalDateTime stamp() {
    return schema.variant().stamps().round(now);
  }

  private Map<String, Object> known(String table, Map<String, ?> values) {
    SageTable definition = schema.table(table);
    Map<String, Object> known = new LinkedHashMap<>();
    values.forEach(
        (column, value) -> {
          if (definition.has(column)) {
            known.put(column, value);
            definition.written(column, value);
          }
        });
    return known;
  }

  private static void bind(PreparedStatement statement, List<?> arguments) throws SQLException {
    for (int i = 0; i < arguments.size(); i++) {
      Object value = arguments.get(i);
      if (value instanceof LocalDate date) {
        statement.setObject(i + 1, date.atStartOfDay());
      } else if (value instanceof BigDecimal amount) {
        statement.setBigDecimal(i + 1, amount);
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }
}
