package dev.passerelle.core.state;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** An empty database in memory, and data sources whose connections can be made to fail. */
final class H2 {

  private H2() {}

  static DataSource memory(String... options) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(
        "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1" + String.join("", options));
    return source;
  }

  static void execute(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Asked before each call on a connection; may throw. */
  interface Fault {
    void before(String method, Object[] arguments) throws SQLException;
  }

  static DataSource failing(DataSource real, Fault fault, AtomicInteger out) {
    return (DataSource)
        Proxy.newProxyInstance(
            H2.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              fault.before("getConnection", new Object[0]);
              Connection connection = real.getConnection();
              out.incrementAndGet();
              return wrapped(Connection.class, connection, fault, m -> out.decrementAndGet());
            });
  }

  private static Object wrapped(Class<?> type, Object real, Fault fault, Consumer<String> closed) {
    return Proxy.newProxyInstance(
        H2.class.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          if (method.getName().equals("close")) {
            closed.accept("close");
          }
          fault.before(method.getName(), arguments == null ? new Object[0] : arguments);
          try {
            Object result = method.invoke(real, arguments);
            return result instanceof java.sql.Statement && type == Connection.class
                ? wrapped(method.getReturnType(), result, fault, m -> {})
                : result;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }
}
