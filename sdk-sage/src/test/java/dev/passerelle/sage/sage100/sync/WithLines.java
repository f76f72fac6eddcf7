package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.SalesOrder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A connector that gives one line to every quote and order it makes: each needs lines, whose keys
 * are Sage's own afterwards, so they are tested apart.
 */
final class WithLines {
  private WithLines() {}

  static Connector connector(Connector real) {
    return proxy(
        Connector.class,
        real,
        (name, arguments) ->
            name.equals("adapter")
                ? adapter(real, (EntityType) arguments[0], (Selection) arguments[1])
                : null);
  }

  private static Optional<EntityAdapter> adapter(
      Connector connector, EntityType type, Selection selection) {
    return connector
        .adapter(type, selection)
        .map(
            adapter ->
                proxy(
                    EntityAdapter.class,
                    adapter,
                    (name, arguments) ->
                        name.equals("write")
                            ? adapter.write(filled((List<?>) arguments[0]))
                            : null));
  }

  private static List<Write> filled(List<?> writes) {
    List<Write> filled = new ArrayList<>();
    for (Object write : writes) {
      if (write instanceof Write.Create create) {
        List<DocumentLine> lines = List.of(Orders.line("1", "FER-HA10-6", "2", "7.95", "0"));
        Fields fields = create.fields().with(SalesOrder.LINES, lines);
        filled.add(new Write.Create(create.key(), create.reference(), fields));
      } else {
        filled.add((Write) write);
      }
    }
    return filled;
  }

  private static <T> T proxy(Class<T> type, T real, BiFunction<String, Object[], Object> instead) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              Object answer = instead.apply(method.getName(), arguments);
              try {
                return answer == null ? method.invoke(real, arguments) : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
