package dev.passerelle.sage.sage100;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.http.Pause;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs one SELECT at a time, each to its last row. By itself a SELECT takes a connection of its
 * own; the SELECTs of a {@link #session} share one, and are still statements of their own for the
 * database (fact sheet §4). The connection is given back before anybody waits: for a network or for
 * another attempt. Deadlocks, locks and stale connections are tried again a few times. Thread-safe.
 */
final class SqlReader {
  private static final int ATTEMPTS = 4;
  private static final int FETCH_SIZE = 500;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /** microsoft.sql.Types: smalldatetime, datetime. */
  private static final Set<Integer> TIMES = Set.of(Types.TIMESTAMP, Types.DATE, -150, -151);

  private final DataSource dataSource;
  private final SqlFailures failures;
  private final Duration queryTimeout;
  private final Duration lockTimeout;
  private final Pause pause;
  private final ThreadLocal<@Nullable SqlSession> sessions = new ThreadLocal<>();

  /** Some reading on one connection. */
  @FunctionalInterface
  interface Reading<T> {
    T on(Connection connection) throws SQLException;
  }

  SqlReader(
      DataSource dataSource,
      SqlFailures failures,
      Duration queryTimeout,
      Duration lockTimeout,
      Pause pause) {
    this.dataSource = dataSource;
    this.failures = failures;
    this.queryTimeout = queryTimeout;
    this.lockTimeout = lockTimeout;
    this.pause = pause;
  }

  List<Row> rows(String sql, List<?> arguments) {
    return read(connection -> rows(connection, sql, arguments));
  }

  /** Rows of a table of settings or codes: within a session they are read once. */
  List<Row> settings(String sql) {
    SqlSession session = sessions.get();
    return session == null ? rows(sql, List.of()) : session.once(sql, () -> rows(sql, List.of()));
  }

  /** What the calling thread reads within the work shares a connection; a session in it joins. */
  <T> T session(Supplier<T> work) {
    if (sessions.get() != null) {
      return work.get();
    }
    try (SqlSession session = new SqlSession(this::open)) {
      sessions.set(session);
      return work.get();
    } finally {
      sessions.remove();
    }
  }

  <T> T read(Reading<T> reading) {
    SqlSession session = sessions.get();
    if (session == null) {
      return session(() -> read(reading));
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return reading.on(session.connection());
      } catch (SQLException e) {
        session.release();
        if (attempt == ATTEMPTS || !SqlFailures.retryable(e)) {
          throw failures.translate(e);
        }
        pauseAfter(attempt);
      }
    }
  }

  private Connection open() throws SQLException {
    Connection connection = dataSource.getConnection();
    try {
      return prepared(connection);
    } catch (SQLException | RuntimeException e) {
      SqlSession.release(connection);
      throw e;
    }
  }

  private Connection prepared(Connection connection) throws SQLException {
    if (!connection.isReadOnly()) {
      connection.setReadOnly(true);
    }
    if (!connection.getAutoCommit()) {
      connection.setAutoCommit(true);
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(SqlDialect.lockTimeout(lockTimeout.toMillis()));
    }
    return connection;
  }

  private List<Row> rows(Connection connection, String sql, List<?> arguments) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setQueryTimeout(Math.max(1, (int) queryTimeout.toSeconds()));
      statement.setFetchSize(FETCH_SIZE);
      for (int i = 0; i < arguments.size(); i++) {
        statement.setObject(i + 1, arguments.get(i));
      }
      try (ResultSet result = statement.executeQuery()) {
        return all(result);
      }
    }
  }

  private static List<Row> all(ResultSet result) throws SQLException {
    ResultSetMetaData meta = result.getMetaData();
    List<Row> rows = new ArrayList<>();
    while (result.next()) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        values.put(meta.getColumnLabel(i), value(result, i, meta.getColumnType(i)));
      }
      rows.add(new Row(values));
    }
    return rows;
  }

  private static @Nullable Object value(ResultSet result, int column, int type)
      throws SQLException {
    return TIMES.contains(type)
        ? result.getObject(column, LocalDateTime.class)
        : result.getObject(column);
  }

  private void pauseAfter(int attempt) {
    try {
      pause.await(FIRST_PAUSE.multipliedBy(1L << (2 * (attempt - 1))));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ErrorDetail detail = ErrorDetail.of(ErrorCode.CALL_INTERRUPTED).build();
      throw new TransientFailure(detail, e);
    }
  }
}
