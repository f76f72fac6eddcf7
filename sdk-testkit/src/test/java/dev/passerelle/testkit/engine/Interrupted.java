package dev.passerelle.testkit.engine;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connector with which something happens once, just before or after its first write. */
final class Interrupted {
  private final Connector real;
  private final Runnable before;
  private final Runnable after;
  private boolean done;

  private Interrupted(Connector real, Runnable before, Runnable after) {
    this.real = real;
    this.before = before;
    this.after = after;
  }

  static Connector before(Connector real, Runnable happens) {
    return new Interrupted(real, happens, () -> {}).connector();
  }

  static Connector after(Connector real, Runnable happens) {
    return new Interrupted(real, () -> {}, happens).connector();
  }

  /** A connector that notes how long ago others are said to have used its quotas. */
  static Connector told(Connector real, List<Duration> told) {
    return proxy(
        Connector.class,
        (method, arguments) -> {
          if (method.getName().equals("quotasUsedElsewhere") && arguments != null) {
            told.add((Duration) arguments[0]);
          }
          return call(real, method, arguments);
        });
  }

  private Connector connector() {
    return proxy(Connector.class, this::connector);
  }

  private @Nullable Object connector(Method method, Object @Nullable [] arguments)
      throws Throwable {
    Object answer = call(real, method, arguments);
    if (answer instanceof Optional<?> found && found.orElse(null) instanceof EntityAdapter real) {
      return Optional.of(
          proxy(EntityAdapter.class, (called, values) -> adapter(real, called, values)));
    }
    return answer;
  }

  private @Nullable Object adapter(
      EntityAdapter adapter, Method method, Object @Nullable [] arguments) throws Throwable {
    boolean first = method.getName().equals("write") && !done;
    done |= first;
    if (first) {
      before.run();
    }
    Object answer = call(adapter, method, arguments);
    if (first) {
      after.run();
    }
    return answer;
  }

  /** What is done instead of a method. */
  interface Handler {
    @Nullable Object handle(Method method, Object @Nullable [] arguments) throws Throwable;
  }

  static <T> T proxy(Class<T> type, Handler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> handler.handle(method, arguments)));
  }

  static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
