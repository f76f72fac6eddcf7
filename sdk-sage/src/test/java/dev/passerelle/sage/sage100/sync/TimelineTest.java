package dev.passerelle.sage.sage100.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.error.PositionLost;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Delivery;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.simulators.sage100.Stamps;
import dev.passerelle.simulators.sage100.Variant;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The events of the case (§6) as the feeds show them, with both kinds of stamp. */
class TimelineTest {

  private static Negoce negoce(Stamps stamps) {
    return Negoce.withAgent(Variant.RECENT.with(stamps));
  }

  @ParameterizedTest
  @EnumSource(Stamps.class)
  void event1PaymentLowersTheBalance(Stamps stamps) {
    try (Negoce negoce = negoce(stamps)) {
      Watch watch = new Watch(negoce, CustomerBalanceTest.balance(negoce));
      negoce.at("2026-03-16T10:05:00");
      negoce.sage.user().recordPayment("HOTELKARUK", new BigDecimal("2000.00"), "FA260003", true);
      assertThat(watch.later("2026-03-16T10:05:40")).contains(RecordId.of("103"));
      Fields hotel = watch.read("103");
      assertThat(hotel.get(CustomerBalance.ACCOUNTING)).hasValueSatisfying(is("4700.33"));
      assertThat(hotel.get(CustomerBalance.OUTSTANDING)).hasValueSatisfying(is("6056.58"));
      assertThat(hotel.get(CustomerBalance.OVERRUN)).hasValueSatisfying(is("0"));
      assertThat(hotel.get(CustomerBalance.OVERDUE)).hasValueSatisfying(is("2981.98"));
      assertThat(hotel.get(CustomerBalance.DAYS_OVERDUE)).contains(37L);
    }
  }

  @ParameterizedTest
  @EnumSource(Stamps.class)
  void events2To4MoveABuilderFromDeliveryToInvoiceAndFromOrderToDelivery(Stamps stamps) {
    try (Negoce negoce = negoce(stamps)) {
      EntityAdapter orders = Orders.adapter(negoce);
      negoce.at("2026-03-16T09:36:00");
      orders.write(List.of(Orders.q1001(), Orders.q1007()));
      Watch balances = new Watch(negoce, CustomerBalanceTest.balance(negoce));
      Watch watchedOrders = new Watch(negoce, orders);

      negoce.at("2026-03-16T10:20:00");
      String invoice = negoce.sage.user().transform(3, "BL260031", 6);
      assertThat(balances.later("2026-03-16T10:20:40")).contains(RecordId.of("101"));
      assertThat(balances.read("101").get(CustomerBalance.OUTSTANDING))
          .hasValueSatisfying(is("5539.54"));
      assertThat(balances.read("101").get(CustomerBalance.INVOICES))
          .hasValueSatisfying(is("2163.93"));
      assertThat(balances.read("101").get(CustomerBalance.DELIVERIES))
          .hasValueSatisfying(is("273.42"));
      Fields gone = Negoce.read(deliveries(negoce), "BL260031").fields();
      assertThat(gone.get(Delivery.GROSS)).hasValueSatisfying(is("1039.00"));
      assertThat(gone.get(Delivery.CUSTOMER)).contains(Ref.to(Customer.TYPE, "101"));
      Fields made = Negoce.read(invoices(negoce), invoice).fields();
      assertThat(made.get(Invoice.DELIVERIES).orElseThrow())
          .containsExactly(Ref.to(Delivery.TYPE, "BL260031"));

      negoce.at("2026-03-16T10:40:00");
      negoce.sage.user().postInvoice("FA260057");
      balances.later("2026-03-16T10:40:40");
      assertThat(balances.read("101").get(CustomerBalance.OUTSTANDING))
          .hasValueSatisfying(is("5539.54"));
      assertThat(balances.read("101").get(CustomerBalance.ACCOUNTING))
          .hasValueSatisfying(is("4227.12"));
      assertThat(balances.read("101").get(CustomerBalance.INVOICES))
          .hasValueSatisfying(is("1039.00"));

      negoce.at("2026-03-16T11:00:00");
      negoce.sage.user().receiveStock("TUB-PVC-100", 1, new BigDecimal(200));
      negoce.sage.user().transform(1, "BC260023", 3);
      assertThat(balances.later("2026-03-16T11:00:40")).contains(RecordId.of("101"));
      assertThat(balances.read("101").get(CustomerBalance.DELIVERIES))
          .hasValueSatisfying(is("3208.11"));
      assertThat(balances.read("101").get(CustomerBalance.OUTSTANDING))
          .hasValueSatisfying(is("8474.23"));
      assertThat(watchedOrders.later("2026-03-16T11:00:50")).contains(RecordId.of("BC260023"));
      Fields delivered = watchedOrders.read("BC260023");
      assertThat(delivered.get(SalesOrder.DELIVERY_STATUS)).contains("delivered");
      assertThat(delivered.get(SalesOrder.GROSS)).hasValueSatisfying(is("2934.68"));
    }
  }

  @Test
  void event5AndSettingsMoveTheFiguresOfEverybody() {
    try (Negoce negoce = negoce(Stamps.DATETIME)) {
      Watch watch = new Watch(negoce, CustomerBalanceTest.balance(negoce));
      negoce.at("2026-03-16T11:15:00");
      negoce.sage.user().changeCustomer("SUPERBASSE", Map.of("CT_Encours", 6000));
      assertThat(watch.later("2026-03-16T11:15:30")).containsExactly(RecordId.of("104"));
      assertThat(watch.read("104").get(CustomerBalance.OVERRUN)).hasValueSatisfying(is("514.00"));

      assertThat(watch.later("2026-03-16T11:30:00")).as("repeated once").hasSize(1);
      assertThat(watch.later("2026-03-16T11:30:30")).as("nothing moved").isEmpty();
      negoce.sage.user().setCreditBase(4);
      assertThat(watch.later("2026-03-16T11:31:00")).hasSize(12);
      assertThat(watch.read("101").get(CustomerBalance.OUTSTANDING))
          .hasValueSatisfying(is("6243.71"));
    }
  }

  @Test
  void event8TwoChangesInOneMinuteAreBothSeen() {
    try (Negoce negoce = negoce(Stamps.SMALLDATETIME)) {
      Watch watch = new Watch(negoce, CustomerBalanceTest.balance(negoce));
      negoce.at("2026-03-16T11:45:10");
      negoce.sage.user().changeCustomer("STBARTHVIL", Map.of("CT_Encours", 3500));
      assertThat(watch.later("2026-03-16T11:45:15")).contains(RecordId.of("109"));
      negoce.at("2026-03-16T11:45:25");
      negoce.sage.user().changeCustomer("STBARTHVIL", Map.of("CT_Encours", 4000));
      assertThat(watch.later("2026-03-16T11:45:30")).contains(RecordId.of("109"));
      assertThat(watch.read("109").get(CustomerBalance.CREDIT_LIMIT))
          .hasValueSatisfying(is("4000.00"));
    }
  }

  @Test
  void aStampOfTheComingMinuteIsNotLost() {
    try (Negoce negoce = negoce(Stamps.SMALLDATETIME)) {
      Watch watch = new Watch(negoce, ReadingTest.customers(negoce));
      negoce.at("2026-03-16T11:45:40");
      negoce.sage.user().changeCustomer("STBARTHVIL", Map.of("CT_Site", "x.example"));
      assertThat(watch.later("2026-03-16T11:45:45")).contains(RecordId.of("109"));
      negoce.at("2026-03-16T11:46:10");
      negoce.sage.user().changeCustomer("SABLEGRAV", Map.of("CT_Site", "y.example"));
      assertThat(watch.later("2026-03-16T11:46:20")).contains(RecordId.of("110"));
    }
  }

  @Test
  void aTransactionThatCommitsLateIsSeenWithinTheOverlap() {
    try (Negoce negoce = negoce(Stamps.DATETIME)) {
      Watch watch = new Watch(negoce, ReadingTest.customers(negoce));
      watch.later("2026-03-16T09:04:00");
      // Stamped before the last reading, visible only now.
      negoce.at("2026-03-16T09:00:30");
      negoce.sage.user().changeCustomer("MAIRIEPBF", Map.of("CT_Site", "z.example"));
      assertThat(watch.later("2026-03-16T09:05:00")).contains(RecordId.of("105"));
    }
  }

  @Test
  void event9ADeletedCustomerIsMissedByTheKeyListAndProvenGone() {
    try (Negoce negoce = negoce(Stamps.DATETIME)) {
      EntityAdapter customers = ReadingTest.customers(negoce);
      negoce.sage.user().deleteCustomer("QUINCADORM");
      ChangePage keys = customers.list(Position.START, 100, Depth.KEYS);
      assertThat(keys.changes())
          .extracting(Change::id)
          .doesNotContain(RecordId.of("111"))
          .hasSize(11);
      assertThat(customers.read(List.of(RecordId.of("111"))).get(0))
          .isInstanceOf(Lookup.Gone.class);
    }
  }

  @Test
  void event14ARestartOfTheServerLosesNothing() {
    try (Negoce negoce = negoce(Stamps.DATETIME)) {
      Watch watch = new Watch(negoce, ReadingTest.customers(negoce));
      negoce.at("2026-03-16T12:29:00");
      negoce.sage.user().changeCustomer("MAIRIEPBF", Map.of("CT_Site", "z.example"));
      negoce.sage.databaseDown(true);
      assertThatThrownBy(() -> watch.later("2026-03-16T12:30:00"))
          .isInstanceOf(SystemUnavailable.class);
      negoce.sage.databaseDown(false);
      assertThat(watch.later("2026-03-16T12:31:00")).containsExactly(RecordId.of("105"));
    }
  }

  @ParameterizedTest
  @EnumSource(Stamps.class)
  void event15MidnightMovesEveryOverdueCustomer(Stamps stamps) {
    try (Negoce negoce = negoce(stamps)) {
      Watch watch = new Watch(negoce, CustomerBalanceTest.balance(negoce));
      watch.later("2026-03-16T23:50:00");
      assertThat(watch.later("2026-03-17T00:05:00")).hasSize(12);
      assertThat(watch.read("103").get(CustomerBalance.DAYS_OVERDUE)).contains(38L);
      assertThat(watch.read("103").get(CustomerBalance.OVERDUE)).hasValueSatisfying(is("4981.98"));
      assertThat(watch.later("2026-03-17T00:06:00")).as("once a day").isEmpty();
    }
  }

  @Test
  void theDateIsTheCompanysAndNotUtc() {
    try (Negoce negoce = negoce(Stamps.DATETIME)) {
      Watch watch = new Watch(negoce, CustomerBalanceTest.balance(negoce));
      // 20:30 on the 16th in Guadeloupe is the 17th in UTC.
      assertThat(watch.later("2026-03-16T20:30:00")).isEmpty();
      assertThat(watch.read("103").get(CustomerBalance.DAYS_OVERDUE)).contains(37L);
    }
  }

  @Test
  void aPartialDeliveryIsProgressOnTheLinesOfTheOrder() {
    try (Negoce negoce = negoce(Stamps.DATETIME)) {
      EntityAdapter orders = Orders.adapter(negoce);
      orders.write(List.of(Orders.q1007()));
      negoce.sage.user().transform(1, "BC260023", 3, Map.of(1000, new BigDecimal(150)));
      Fields partly = Negoce.read(orders, "BC260023").fields();
      assertThat(partly.get(SalesOrder.DELIVERY_STATUS)).contains("partial");
      assertThat(partly.get(SalesOrder.NET)).hasValueSatisfying(is("2745.00"));
      assertThat(partly.get(SalesOrder.LINES).orElseThrow())
          .hasSize(2)
          .first()
          .satisfies(
              line -> {
                assertThat(line.quantity()).hasValueSatisfying(is("200"));
                assertThat(line.delivered()).hasValueSatisfying(is("150"));
                assertThat(line.invoiced()).hasValueSatisfying(is("0"));
              });

      String second = negoce.sage.user().transform(1, "BC260023", 3);
      String invoice = negoce.sage.user().transform(3, second, 6);
      Fields whole = Negoce.read(orders, "BC260023").fields();
      assertThat(whole.get(SalesOrder.DELIVERY_STATUS)).contains("delivered");
      assertThat(whole.get(SalesOrder.LINES).orElseThrow().get(0).invoiced())
          .hasValueSatisfying(is("50"));
      negoce.sage.user().transform(3, "BL260034", 6);
      negoce.sage.user().postInvoice(invoice);
      Fields invoiced = Negoce.read(orders, "BC260023").fields();
      assertThat(invoiced.get(SalesOrder.DELIVERY_STATUS)).contains("invoiced");
      assertThat(invoiced.get(SalesOrder.EXTERNAL_NUMBER)).contains("HS Q-1007");
      assertThat(orders.find(dev.passerelle.core.model.Reference.FIELD, List.of("70100001007")))
          .extracting(found -> found.id().value())
          .containsExactly("BC260023");
      Fields posted = Negoce.read(invoices(negoce), invoice).fields();
      assertThat(posted.get(Invoice.POSTED)).contains(true);
      assertThat(posted.get(Invoice.ORDERS).orElseThrow())
          .containsExactly(Ref.to(SalesOrder.TYPE, "BC260023"));
    }
  }

  @Test
  void aDeletedOrderIsGone() {
    try (Negoce negoce = negoce(Stamps.DATETIME)) {
      negoce.sage.user().deleteDocument(1, "BC260022");
      assertThat(Orders.adapter(negoce).read(List.of(RecordId.of("BC260022"))).get(0))
          .isInstanceOf(Lookup.Gone.class);
    }
  }

  @Test
  void productsAndStockShowWhatMovesThem() {
    try (Negoce negoce = negoce(Stamps.DATETIME)) {
      Watch products =
          new Watch(negoce, negoce.adapter(Product.TYPE, Product.PRICE, Product.VAT_RATE));
      Watch stock = new Watch(negoce, negoce.adapter(StockLevel.TYPE, StockLevel.AVAILABLE));
      negoce.at("2026-03-16T10:00:00");
      negoce.sage.user().changeArticle("RIZ-LG-25", Map.of("AR_PrixVen", "28.50"));
      negoce.sage.user().receiveStock("CIM-CPJ-35", 1, new BigDecimal(10));
      assertThat(products.later("2026-03-16T10:01:00")).containsExactly(RecordId.of("RIZ-LG-25"));
      assertThat(stock.later("2026-03-16T10:01:00")).contains(RecordId.of("CIM-CPJ-35"));
      products.later("2026-03-16T10:30:00");
      negoce.sage.user().change("F_TAXE", 1, Map.of("TA_Taux", "9.5"));
      assertThat(products.later("2026-03-16T10:31:00")).as("a rate moves all").hasSize(16);
      assertThat(products.read("CIM-CPJ-35").get(Product.VAT_RATE)).hasValueSatisfying(is("9.5"));
    }
  }

  @Test
  void aForeignPositionIsLost() {
    try (Negoce negoce = negoce(Stamps.DATETIME)) {
      EntityAdapter customers = ReadingTest.customers(negoce);
      for (String text : List.of("", "2|REST", "1|REST|x|y|z|w|0", "nonsense")) {
        assertThatThrownBy(() -> customers.changesSince(new Position(text), 10))
            .isInstanceOf(PositionLost.class);
      }
    }
  }

  @Test
  void smallPagesShowTheSameAsLargeOnes() {
    try (Negoce negoce = negoce(Stamps.SMALLDATETIME)) {
      EntityAdapter balances = CustomerBalanceTest.balance(negoce);
      Position from = Negoce.listed(balances);
      negoce.at("2026-03-16T10:00:00");
      for (String code : List.of("BATIGWADA", "HOTELKARUK", "CANTINESUD", "MAIRIEPBF")) {
        negoce.sage.user().changeCustomer(code, Map.of("CT_Encours", 1));
      }
      negoce.sage.user().transform(3, "BL260033", 6);
      negoce.sage.user().postInvoice("FA260055");
      List<RecordId> small = new ArrayList<>();
      List<RecordId> large = new ArrayList<>();
      Position afterSmall = Negoce.changes(balances, from, 2, small);
      Position afterLarge = Negoce.changes(balances, from, 100, large);
      assertThat(small).hasSameElementsAs(large);
      assertThat(large).contains(RecordId.of("101"), RecordId.of("102"), RecordId.of("106"));
      assertThat(afterSmall).isEqualTo(afterLarge);
      assertThat(afterSmall.value().length()).isLessThan(2000);
    }
  }

  private static EntityAdapter deliveries(Negoce negoce) {
    return negoce.adapter(
        Delivery.TYPE, Delivery.NUMBER, Delivery.CUSTOMER, Delivery.GROSS, Delivery.LINES);
  }

  private static EntityAdapter invoices(Negoce negoce) {
    return negoce.adapter(
        Invoice.TYPE,
        Invoice.NUMBER,
        Invoice.GROSS,
        Invoice.POSTED,
        Invoice.ORDERS,
        Invoice.DELIVERIES);
  }

  private static Consumer<BigDecimal> is(String amount) {
    return value -> assertThat(value).isEqualByComparingTo(amount);
  }

  /** A feed that is polled now and then. */
  private static final class Watch {
    private final Negoce negoce;
    private final EntityAdapter adapter;
    private Position position;

    Watch(Negoce negoce, EntityAdapter adapter) {
      this.negoce = negoce;
      this.adapter = adapter;
      this.position = Negoce.listed(adapter);
      // What was loaded at the instant of the list is repeated once.
      later(LocalDateTime.ofInstant(negoce.clock.instant(), Negoce.GUADELOUPE).plusMinutes(10));
      later(LocalDateTime.ofInstant(negoce.clock.instant(), Negoce.GUADELOUPE).plusMinutes(10));
    }

    private List<RecordId> later(LocalDateTime local) {
      return later(local.toString());
    }

    List<RecordId> later(String local) {
      negoce.at(local);
      List<RecordId> seen = new ArrayList<>();
      position = Negoce.changes(adapter, position, 50, seen);
      return seen;
    }

    Fields read(String id) {
      return Negoce.read(adapter, id).fields();
    }
  }
}
