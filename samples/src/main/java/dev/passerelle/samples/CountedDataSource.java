package dev.passerelle.samples;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Counts the SQL statements that are executed by way of a data source. */
final class CountedDataSource {
  private final DataSource real;
  private final AtomicLong statements = new AtomicLong();

  CountedDataSource(DataSource real) {
    this.real = real;
  }

  long statements() {
    return statements.get();
  }

  DataSource counted() {
    return proxy(DataSource.class, real);
  }

  private <T> T proxy(Class<T> type, T behind) {
    InvocationHandler handler = (self, method, arguments) -> call(behind, method, arguments);
    return type.cast(
        Proxy.newProxyInstance(
            CountedDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private @Nullable Object call(Object behind, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().startsWith("execute")) {
      statements.incrementAndGet();
    }
    try {
      Object result = method.invoke(behind, arguments);
      if (result instanceof Connection connection) {
        return proxy(Connection.class, connection);
      }
      if (result instanceof PreparedStatement statement) {
        return proxy(PreparedStatement.class, statement);
      }
      return result instanceof Statement statement ? proxy(Statement.class, statement) : result;
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
