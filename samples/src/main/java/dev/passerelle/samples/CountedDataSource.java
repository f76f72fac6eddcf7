package dev.passerelle.samples;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Counts the SQL statements that are executed by way of a data source. */
final class CountedDataSource {
  private static final Pattern TABLE = Pattern.compile("FROM (\\[\\w+\\]\\.\\[\\w+\\])");

  private final DataSource real;
  private final AtomicLong statements = new AtomicLong();
  private final Set<String> tables = ConcurrentHashMap.newKeySet();

  CountedDataSource(DataSource real) {
    this.real = real;
  }

  long statements() {
    return statements.get();
  }

  /** The tables that were asked, each once. */
  Set<String> tables() {
    return Set.copyOf(tables);
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
    if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
      Matcher table = TABLE.matcher(sql);
      while (table.find()) {
        tables.add(table.group(1));
      }
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
