package dev.passerelle.core.state;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * One borrowed connection, prepared for a transaction and given back as it was. Whatever happens,
 * {@link #close} gives it back.
 */
final class JdbcSession implements AutoCloseable {

  private final Connection connection;
  private final boolean autoCommit;
  private final int isolation;
  private boolean finished;

  private JdbcSession(Connection connection, boolean autoCommit, int isolation) {
    this.connection = connection;
    this.autoCommit = autoCommit;
    this.isolation = isolation;
  }

  static JdbcSession begin(DataSource source, boolean inTransaction) throws SQLException {
    Connection connection = source.getConnection();
    JdbcSession session = null;
    try {
      session =
          new JdbcSession(
              connection, connection.getAutoCommit(), connection.getTransactionIsolation());
      session.prepare(!inTransaction);
      return session;
    } catch (SQLException | RuntimeException e) {
      if (session == null) {
        connection.close();
      } else {
        session.close();
      }
      throw e;
    }
  }

  private void prepare(boolean wantedAutoCommit) throws SQLException {
    finished = wantedAutoCommit;
    if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }
    if (autoCommit != wantedAutoCommit) {
      connection.setAutoCommit(wantedAutoCommit);
    }
  }

  Connection connection() {
    return connection;
  }

  void commit() throws SQLException {
    connection.commit();
    finished = true;
  }

  @Override
  public void close() {
    try (Connection given = connection) {
      if (!finished) {
        given.rollback();
      }
      if (given.getAutoCommit() != autoCommit) {
        given.setAutoCommit(autoCommit);
      }
      // Not asked for again: some drivers ask the database.
      if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
        given.setTransactionIsolation(isolation);
      }
    } catch (SQLException ignored) {
      // The connection is broken: the database has rolled back, and the pool finds out by itself.
      // The failure that matters to the caller is already on its way.
    }
  }
}
