package dev.passerelle.sage.sage100;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One reading of one thread: a connection that is taken at the first statement, and the tables of
 * settings that were read on the way. A connection that failed is given back, the next statement
 * takes another. Not thread-safe.
 */
final class SqlSession implements AutoCloseable {
  private final Opening opening;
  private final Map<String, List<Row>> settings = new HashMap<>();
  private @Nullable Connection connection;

  /** Takes a connection and sets it up. */
  @FunctionalInterface
  interface Opening {
    Connection open() throws SQLException;
  }

  SqlSession(Opening opening) {
    this.opening = opening;
  }

  Connection connection() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = opening.open();
      connection = open;
    }
    return open;
  }

  /** The rows of a statement without arguments, read at most once. */
  List<Row> once(String sql, Supplier<List<Row>> reading) {
    List<Row> known = settings.get(sql);
    if (known == null) {
      known = List.copyOf(reading.get());
      settings.put(sql, known);
    }
    return known;
  }

  /** Gives the connection back. */
  void release() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      release(open);
    }
  }

  /** What was read is read: that a connection cannot be closed is the pool's matter. */
  static void release(Connection open) {
    try {
      open.close();
    } catch (SQLException e) {
      // The failure of a statement, if there was one, is told by the reader.
    }
  }

  @Override
  public void close() {
    release();
  }
}
