package dev.passerelle.sage.sage100.sync;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A data source whose next connections fail as SQL Server's would. */
final class FaultyDataSource implements DataSource {
  private final DataSource real;
  private final Deque<Supplier<SQLException>> faults = new ArrayDeque<>();
  final AtomicInteger connections = new AtomicInteger();

  FaultyDataSource(DataSource real) {
    this.real = real;
  }

  synchronized void fail(int times, Supplier<SQLException> fault) {
    for (int i = 0; i < times; i++) {
      faults.add(fault);
    }
  }

  @Override
  public synchronized Connection getConnection() throws SQLException {
    connections.incrementAndGet();
    Supplier<SQLException> fault = faults.poll();
    if (fault != null) {
      throw fault.get();
    }
    return real.getConnection();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return real.getConnection(user, password);
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter writer) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("not a wrapper");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
