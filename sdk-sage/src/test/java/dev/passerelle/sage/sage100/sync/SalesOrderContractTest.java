package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.simulators.sage100.Stamps;
import dev.passerelle.simulators.sage100.Variant;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;

/** Orders by SQL, with stamps of a minute, and through the agent. Their lines are tested apart. */
class SalesOrderContractTest extends EntityAdapterContract {
  private final Negoce negoce = Negoce.withAgent(Variant.RECENT.with(Stamps.SMALLDATETIME));

  @AfterEach
  void close() {
    negoce.close();
  }

  @Override
  protected Connector connector() {
    Connector connector = negoce.connect(settings -> settings.agent(negoce.agent()));
    return proxy(
        Connector.class,
        connector,
        (name, arguments) ->
            name.equals("adapter") ? withLines(connector, (Selection) arguments[1]) : null);
  }

  /** Every order needs lines; their keys are Sage's own afterwards, so they are tested apart. */
  private static Optional<EntityAdapter> withLines(Connector connector, Selection selection) {
    return connector
        .adapter(SalesOrder.TYPE, selection)
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

  @Override
  protected EntityType type() {
    return SalesOrder.TYPE;
  }

  @Override
  protected String reference(int n) {
    return "7010000" + n;
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(SalesOrder.CUSTOMER, Ref.to(Customer.TYPE, "106"))
        .set(SalesOrder.EXTERNAL_NUMBER, "HS Q-" + n)
        .set(SalesOrder.OWNER, "2")
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(SalesOrder.EXTERNAL_NUMBER, "HS R-" + n, SalesOrder.OWNER, "1");
  }

  @Override
  protected Remote remote() {
    return new SageRemote(negoce) {
      @Override
      public RecordId create(Fields fields) {
        String piece =
            negoce
                .sage
                .user()
                .enterDocument(1, "CANTINESUD", Map.of("FER-HA10-6", new BigDecimal(2)));
        edit(RecordId.of(piece), fields);
        return RecordId.of(piece);
      }

      @Override
      public void edit(RecordId id, Fields changed) {
        Map<String, Object> columns = new HashMap<>();
        if (changed.has(SalesOrder.EXTERNAL_NUMBER)) {
          columns.put("DO_Ref", changed.get(SalesOrder.EXTERNAL_NUMBER).orElse(""));
        }
        if (changed.has(SalesOrder.OWNER)) {
          columns.put("CO_No", Integer.valueOf(changed.get(SalesOrder.OWNER).orElse("0")));
        }
        if (!columns.isEmpty()) {
          negoce.sage.user().change("F_DOCENTETE", (int) header(id).get("cbMarq"), columns);
        }
      }

      private Map<String, Object> header(RecordId id) {
        return headers(id).get(0);
      }

      private List<Map<String, Object>> headers(RecordId id) {
        return negoce.rows(
            "SELECT * FROM [dbo].[F_DOCENTETE] WHERE [DO_Type] = 1 AND [DO_Piece] = ?", id.value());
      }

      @Override
      public void delete(RecordId id) {
        negoce.sage.user().deleteDocument(1, id.value());
      }

      @Override
      public Optional<Fields> fields(RecordId id) {
        return headers(id).stream().findFirst().map(SalesOrderContractTest::truth);
      }

      @Override
      public long liveRecords(String reference) {
        return negoce
            .rows("SELECT [cbMarq] FROM [dbo].[F_DOCENTETE] WHERE [DO_NoWeb] = ?", reference)
            .size();
      }
    };
  }

  private static Fields truth(Map<String, Object> row) {
    String reference = row.get("DO_Ref").toString();
    String owner = row.get("CO_No").toString();
    return Fields.builder()
        .set(SalesOrder.CUSTOMER, Ref.to(Customer.TYPE, "106"))
        .set(SalesOrder.EXTERNAL_NUMBER, reference.isEmpty() ? null : reference)
        .set(SalesOrder.OWNER, owner.equals("0") ? null : owner)
        .build();
  }
}
