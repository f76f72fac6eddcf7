package dev.passerelle.sage.sage100.sync;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A data source whose next connections, or next statements that name a table, fail as SQL Server's
 * would; and which knows what was asked, and how many connections are out.
 */
final class FaultyDataSource implements DataSource {
  private final DataSource real;
  private final Deque<Supplier<SQLException>> faults = new ArrayDeque<>();
  private final Map<String, Supplier<SQLException>> statementFaults = new HashMap<>();
  final AtomicInteger connections = new AtomicInteger();

  /** Connections that were not given back. */
  final AtomicInteger out = new AtomicInteger();

  /** Everything that was executed. */
  final List<String> statements = new CopyOnWriteArrayList<>();

  FaultyDataSource(DataSource real) {
    this.real = real;
  }

  synchronized void fail(int times, Supplier<SQLException> fault) {
    for (int i = 0; i < times; i++) {
      faults.add(fault);
    }
  }

  /** The next statement with this text in it fails. */
  synchronized void failAt(String text, Supplier<SQLException> fault) {
    statementFaults.put(text, fault);
  }

  /** From now on. */
  void forget() {
    connections.set(0);
    statements.clear();
  }

  @Override
  public synchronized Connection getConnection() throws SQLException {
    connections.incrementAndGet();
    Supplier<SQLException> fault = faults.poll();
    if (fault != null) {
      throw fault.get();
    }
    out.incrementAndGet();
    return watched(Connection.class, real.getConnection(), "");
  }

  private <T> T watched(Class<T> type, T behind, String sql) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> call(behind, method, arguments, sql));
    return type.cast(proxy);
  }

  private Object call(Object behind, Method method, Object[] arguments, String sql)
      throws Throwable {
    boolean texted = arguments != null && arguments.length > 0 && arguments[0] instanceof String;
    String text = texted ? (String) arguments[0] : sql;
    if (method.getName().startsWith("execute")) {
      executed(text);
    } else if (method.getName().equals("close") && behind instanceof Connection) {
      out.decrementAndGet();
    }
    try {
      Object result = method.invoke(behind, arguments);
      if (result instanceof PreparedStatement prepared) {
        return watched(PreparedStatement.class, prepared, text);
      }
      return result instanceof Statement plain ? watched(Statement.class, plain, text) : result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private synchronized void executed(String sql) throws SQLException {
    statements.add(sql);
    for (String text : List.copyOf(statementFaults.keySet())) {
      if (sql.contains(text)) {
        throw statementFaults.remove(text).get();
      }
    }
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
