package dev.passerelle.core.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs statements on one connection; each is closed before the call returns. */
final class JdbcStatements {

  private static final int BATCH = 500;

  private final Connection connection;
  private final Dialect dialect;

  JdbcStatements(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  List<Row> rows(TableSql sql, String text, Parameters parameters) throws SQLException {
    return rows(sql, text, parameters, 0);
  }

  /** At most so many rows; 0 for all. */
  List<Row> rows(TableSql sql, String text, Parameters parameters, int most) throws SQLException {
    return read(text, parameters, sql.table().columns(), most).stream()
        .map(sql.table()::read)
        .toList();
  }

  List<@Nullable Object[]> read(String text, Parameters parameters, List<Column> columns)
      throws SQLException {
    return read(text, parameters, columns, 0);
  }

  private List<@Nullable Object[]> read(
      String text, Parameters parameters, List<Column> columns, int most) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      statement.setFetchSize(BATCH);
      statement.setMaxRows(most);
      parameters.bind(statement, dialect);
      List<@Nullable Object[]> all = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          all.add(Parameters.read(result, columns, dialect));
        }
      }
      return all;
    }
  }

  long number(String text, Parameters parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      parameters.bind(statement, dialect);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    }
  }

  int update(String text, Parameters parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      parameters.bind(statement, dialect);
      return statement.executeUpdate();
    }
  }

  void execute(String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  void batch(String text, List<Parameters> all) throws SQLException {
    runBatch(text, all);
  }

  /** A batch that must tell how many rows it changed. */
  int countedBatch(String text, List<Parameters> all) throws SQLException {
    int changed = 0;
    for (int count : runBatch(text, all)) {
      if (count < 0) {
        throw new SQLException("the driver does not count what a batch changes", "0A000");
      }
      changed += count;
    }
    return changed;
  }

  private List<Integer> runBatch(String text, List<Parameters> all) throws SQLException {
    List<Integer> counts = new ArrayList<>(all.size());
    if (all.isEmpty()) {
      return counts;
    }
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      for (List<Parameters> chunk : chunks(all, BATCH)) {
        for (Parameters parameters : chunk) {
          parameters.bind(statement, dialect);
          statement.addBatch();
        }
        for (int count : statement.executeBatch()) {
          counts.add(count);
        }
      }
    }
    return counts;
  }

  static <T> List<List<T>> chunks(List<T> all, int size) {
    List<List<T>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      chunks.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return chunks;
  }
}
