package dev.passerelle.sap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.sap.businessone.sync.BusinessOne;
import dev.passerelle.sap.businessone.sync.Companies;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.S4HanaClient;
import dev.passerelle.sap.s4hana.S4HanaSettings;
import dev.passerelle.sap.s4hana.sync.S4Hana;
import dev.passerelle.sap.s4hana.sync.Systems;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;

/** Eight threads work on one connection of either product. */
class EightThreadsTest {
  private static final int THREADS = 8;

  /** What one of the threads does; all of them at once. */
  private interface Work {
    void run(int thread) throws Exception;
  }

  private static void together(Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Future<?>> running = new ArrayList<>();
      for (int n = 0; n < THREADS; n++) {
        int thread = n;
        running.add(
            threads.submit(
                () -> {
                  start.await(10, TimeUnit.SECONDS);
                  work.run(thread);
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get(30, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static EntityAdapter adapter(Connector connector, EntityType type) {
    Selection selection =
        type.equals(Customer.TYPE)
            ? Selection.of(Customer.NAME)
            : Selection.of(
                SalesOrder.CUSTOMER, SalesOrder.DATE, SalesOrder.CURRENCY, SalesOrder.LINES);
    return connector.adapter(type, selection.wishing(List.of(Reference.FIELD))).orElseThrow();
  }

  private static void order(EntityAdapter orders, String reference, String customer) {
    Fields fields =
        Fields.builder()
            .set(SalesOrder.CUSTOMER, Ref.to(Customer.TYPE, customer))
            .set(SalesOrder.DATE, LocalDate.of(2026, 3, 16))
            .set(SalesOrder.CURRENCY, "EUR")
            .set(
                SalesOrder.LINES,
                List.of(
                    DocumentLine.item("10")
                        .product(Ref.to(Product.TYPE, "A1"))
                        .quantity(BigDecimal.ONE)
                        .unitPrice(BigDecimal.TEN)
                        .build()))
            .build();
    assertThat(orders.write(List.of(new Write.Create("c", reference, fields))))
        .allMatch(WriteResult.Written.class::isInstance);
  }

  private static void list(EntityAdapter customers) {
    assertThat(customers.list(Position.START, 10, Depth.FULL).changes()).hasSize(1);
  }

  /** Half of them read and half of them write, each the first of its kind. */
  @Test
  void onePersonLogsInAndOneTokenIsFetched() throws Exception {
    try (Systems systems = new Systems();
        Connector connector = S4Hana.connect(systems.settings)) {
      String customer = systems.customer("Acme");
      systems.product("A1");
      EntityAdapter customers = adapter(connector, Customer.TYPE);
      EntityAdapter orders = adapter(connector, SalesOrder.TYPE);
      together(
          thread -> {
            if (thread % 2 == 0) {
              list(customers);
            } else {
              order(orders, "T" + thread, customer);
            }
          });
      assertThat(systems.simulator.sessions()).isEqualTo(1);
      assertThat(systems.simulator.user().rows("A_SalesOrder", Map.of())).hasSize(THREADS / 2);
      // The session was opened at one service; orders are written at another.
      assertThat(systems.simulator.tokens()).isLessThanOrEqualTo(2);
      assertThat(systems.simulator.journal().count("HEAD", ".*API_SALES_ORDER_SRV$")).isEqualTo(1);
    }
  }

  /** The session ends in the middle of their work: one of them fetches a token anew, for all. */
  @Test
  void aTokenThatIsRefusedInTheMiddleIsFetchedOnce() throws Exception {
    try (Systems systems = new Systems();
        Connector connector = S4Hana.connect(systems.settings)) {
      String customer = systems.customer("Acme");
      systems.product("A1");
      EntityAdapter orders = adapter(connector, SalesOrder.TYPE);
      order(orders, "FIRST", customer);
      int before = systems.simulator.tokens();
      systems.simulator.expireSessions();
      together(thread -> order(orders, "T" + thread, customer));
      assertThat(systems.simulator.tokens() - before).isEqualTo(1);
      assertThat(systems.simulator.user().rows("A_SalesOrder", Map.of())).hasSize(THREADS + 1);
    }
  }

  @Test
  void oneLicenceIsTakenAndTakenAgainOnceWhenTheSessionEnds() throws Exception {
    try (Companies companies = new Companies().prepared();
        Connector connector = BusinessOne.connect(companies.settings)) {
      companies
          .simulator
          .user()
          .create(
              "BusinessPartners",
              Map.of("CardCode", "C1", "CardName", "Acme", "CardType", "cCustomer"));
      companies.simulator.user().create("Items", Map.of("ItemCode", "A1", "ItemName", "Tube"));
      int before = companies.simulator.logins();
      EntityAdapter customers = adapter(connector, Customer.TYPE);
      EntityAdapter orders = adapter(connector, SalesOrder.TYPE);
      AtomicInteger references = new AtomicInteger();
      Work work =
          thread -> {
            if (thread % 2 == 0) {
              list(customers);
            } else {
              order(orders, "T" + references.incrementAndGet(), "C1");
            }
          };
      together(work);
      assertThat(companies.simulator.logins() - before).isEqualTo(1);
      companies.simulator.expireSessions();
      together(work);
      assertThat(companies.simulator.logins() - before).isEqualTo(2);
      assertThat(companies.simulator.user().records("Orders")).hasSize(THREADS);
    }
  }

  /** Threads that pause together find their connections again, all of them. */
  @Test
  void theyUseNoMoreConnectionsThanThreads() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    try (MockWebServer server = new MockWebServer()) {
      server.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              if (request.getSequenceNumber() == 0) {
                connections.incrementAndGet();
              }
              return request.getMethod().equals("HEAD")
                  ? new MockResponse()
                  : new MockResponse().setBody("{\"d\":{\"results\":[]}}");
            }
          });
      server.start();
      S4HanaSettings settings =
          S4HanaSettings.builder(server.url("/").toString(), "USER", () -> "secret").build();
      try (S4HanaClient client = S4HanaClient.of(settings)) {
        CyclicBarrier round = new CyclicBarrier(THREADS);
        together(
            thread -> {
              for (int n = 0; n < 50; n++) {
                client.service(S4HanaApi.PRODUCT).page("A_Product", ODataQuery.all().top(1));
                round.await(10, TimeUnit.SECONDS);
              }
            });
      }
    }
    assertThat(connections.get()).isLessThanOrEqualTo(THREADS + 1);
  }
}
