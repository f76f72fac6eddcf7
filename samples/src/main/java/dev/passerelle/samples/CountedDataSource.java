package dev.passerelle.samples;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Counts the SQL statements that are executed by way of a data source. Safe for threads. */
public final class CountedDataSource {
  private final DataSource real;
  private final List<String> statements = Collections.synchronizedList(new ArrayList<>());

  /** Counts what is executed by way of {@link #counted()}. */
  public CountedDataSource(DataSource real) {
    this.real = real;
  }

  long statements() {
    return statements.size();
  }

  /** The text of each statement that was executed, oldest first; a copy. */
  public List<String> texts() {
    synchronized (statements) {
      return List.copyOf(statements);
    }
  }

  /** The data source to hand on. */
  public DataSource counted() {
    return proxy(DataSource.class, real, "");
  }

  private <T> T proxy(Class<T> type, T behind, String text) {
    InvocationHandler handler = (self, method, arguments) -> call(behind, method, arguments, text);
    return type.cast(
        Proxy.newProxyInstance(
            CountedDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private @Nullable Object call(
      Object behind, Method method, Object @Nullable [] arguments, String prepared)
      throws Throwable {
    String text =
        arguments != null && arguments.length > 0 && arguments[0] instanceof String said
            ? said
            : prepared;
    if (method.getName().startsWith("execute")) {
      statements.add(text);
    }
    try {
      Object result = method.invoke(behind, arguments);
      if (result instanceof Connection connection) {
        return proxy(Connection.class, connection, "");
      }
      if (result instanceof PreparedStatement statement) {
        return proxy(PreparedStatement.class, statement, text);
      }
      return result instanceof Statement statement ? proxy(Statement.class, statement, "") : result;
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
