package dev.passerelle.testkit;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A small pool that counts the connections that are out and notes one that comes back altered or is
 * used after it was given back.
 */
final class CountingDataSource implements DataSource {

  private final DataSource real;
  private final Deque<Connection> idle = new ArrayDeque<>();
  final AtomicInteger out = new AtomicInteger();
  final AtomicInteger taken = new AtomicInteger();
  final AtomicInteger altered = new AtomicInteger();

  CountingDataSource(DataSource real) {
    this.real = real;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = borrow();
    boolean autoCommit = connection.getAutoCommit();
    int isolation = connection.getTransactionIsolation();
    AtomicBoolean closed = new AtomicBoolean();
    out.incrementAndGet();
    taken.incrementAndGet();
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                if (closed.compareAndSet(false, true)) {
                  giveBack(connection, autoCommit, isolation);
                }
                return null;
              }
              if (closed.get()) {
                altered.incrementAndGet();
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private synchronized Connection borrow() throws SQLException {
    Connection pooled = idle.poll();
    return pooled == null ? real.getConnection() : pooled;
  }

  private synchronized void giveBack(Connection connection, boolean autoCommit, int isolation)
      throws SQLException {
    out.decrementAndGet();
    if (connection.isClosed()) {
      return;
    }
    if (connection.getAutoCommit() != autoCommit
        || connection.getTransactionIsolation() != isolation) {
      altered.incrementAndGet();
    }
    idle.push(connection);
  }

  synchronized void closeIdle() throws SQLException {
    for (Connection connection : idle) {
      connection.close();
    }
    idle.clear();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return real.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter writer) throws SQLException {
    real.setLogWriter(writer);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    real.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return real.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return real.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return real.isWrapperFor(type);
  }
}
