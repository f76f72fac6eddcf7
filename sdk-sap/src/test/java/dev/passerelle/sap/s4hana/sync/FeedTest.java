package dev.passerelle.sap.s4hana.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Delivery;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.SalesOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ways in which changes show: an instant, a day with a time, a day, nothing at all. */
class FeedTest {
  private static Systems systems;
  private static String customer;

  private Connector connector;

  @BeforeAll
  static void start() {
    systems = new Systems();
    customer = systems.customer("Acme");
    systems.product("A1");
  }

  @AfterAll
  static void stop() {
    systems.close();
  }

  @BeforeEach
  void connect() {
    systems.pass(Duration.ofDays(3));
    connector = S4Hana.connect(systems.settings);
  }

  @AfterEach
  void close() {
    connector.close();
    systems.simulator.pageSize(1000);
  }

  private EntityAdapter adapter(EntityType type, Field<?>... fields) {
    return connector.adapter(type, Selection.of(fields)).orElseThrow();
  }

  private static Position now(EntityAdapter adapter) {
    ChangePage page = adapter.list(Position.START, 200, Depth.KEYS);
    while (!page.last()) {
      page = adapter.list(page.next(), 200, Depth.KEYS);
    }
    return page.next();
  }

  private record Read(List<RecordId> ids, Position next, int pages) {}

  private static Read changes(EntityAdapter adapter, Position from, int limit) {
    List<RecordId> ids = new ArrayList<>();
    Position at = from;
    for (int pages = 1; pages < 100; pages++) {
      ChangePage page = adapter.changesSince(at, limit);
      page.changes().stream().map(Change::id).forEach(ids::add);
      at = page.next();
      if (page.last()) {
        return new Read(ids, at, pages);
      }
    }
    throw new AssertionError("no end");
  }

  private static String order() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("SalesOrderType", "OR");
    values.put("SalesOrganization", "1010");
    values.put("DistributionChannel", "10");
    values.put("OrganizationDivision", "00");
    values.put("SoldToParty", customer);
    values.put("to_Item", List.of(Map.of("Material", "A1", "RequestedQuantity", 5)));
    return systems.simulator.user().create("A_SalesOrder", values);
  }

  @Test
  void moreRecordsOfOneInstantThanAPageHolds() {
    EntityAdapter orders = adapter(SalesOrder.TYPE, SalesOrder.NUMBER);
    Position before = now(orders);
    List<RecordId> made = new ArrayList<>();
    for (int n = 0; n < 7; n++) {
      made.add(RecordId.of(order()));
    }
    systems.pass(Duration.ofSeconds(1));
    made.add(RecordId.of(order()));
    Read read = changes(orders, before, 3);
    assertThat(read.ids()).containsAll(made);
    assertThat(changes(orders, read.next(), 3).pages()).isLessThan(8);
  }

  @Test
  void aServerThatGivesFewerThanItWasAskedForIsReadToItsEnd() {
    EntityAdapter orders = adapter(SalesOrder.TYPE, SalesOrder.NUMBER);
    Position before = now(orders);
    List<RecordId> made = new ArrayList<>();
    for (int n = 0; n < 7; n++) {
      made.add(RecordId.of(order()));
    }
    systems.simulator.pageSize(2);
    assertThat(changes(orders, before, 100).ids()).containsAll(made);
    ChangePage page = orders.list(Position.START, 100, Depth.FULL);
    List<RecordId> listed = new ArrayList<>();
    while (true) {
      page.changes().forEach(change -> listed.add(change.id()));
      if (page.last()) {
        break;
      }
      page = orders.list(page.next(), 100, Depth.FULL);
    }
    assertThat(listed).containsAll(made).doesNotHaveDuplicates();
  }

  @Test
  void aNewPartnerHasNoStampOfAChange() {
    EntityAdapter customers = adapter(Customer.TYPE, Customer.NAME);
    Position before = now(customers);
    RecordId made = RecordId.of(systems.customer("New"));
    assertThat(systems.simulator.user().rows("A_BusinessPartner", Map.of("Customer", made.value())))
        .allMatch(row -> row.get("LastChangeDate") == null);
    Read first = changes(customers, before, 10);
    assertThat(first.ids()).contains(made);
    systems.pass(Duration.ofHours(2));
    systems
        .simulator
        .user()
        .update("A_BusinessPartner", made.value(), Map.of("OrganizationBPName1", "Other"));
    Read second = changes(customers, first.next(), 10);
    assertThat(second.ids()).contains(made);
    systems.pass(Duration.ofHours(2));
    // Both its days lie behind: nothing more, whatever the time of day.
    Read third = changes(customers, second.next(), 10);
    assertThat(changes(customers, third.next(), 10).ids()).containsExactly(made);
  }

  @Test
  void anEarlyHourOfALaterDayIsLater() {
    EntityAdapter customers = adapter(Customer.TYPE, Customer.NAME);
    RecordId made = RecordId.of(systems.customer("Night"));
    systems.pass(Duration.ofHours(11));
    systems
        .simulator
        .user()
        .update("A_BusinessPartner", made.value(), Map.of("OrganizationBPName1", "Late"));
    Position before = changes(customers, now(customers), 10).next();
    systems.pass(Duration.ofHours(3));
    systems
        .simulator
        .user()
        .update("A_BusinessPartner", made.value(), Map.of("OrganizationBPName1", "Early"));
    assertThat(changes(customers, before, 10).ids()).contains(made);
  }

  @Test
  void ofADeliveryTheDayIsKeptAndTheDayBeforeReadAgain() {
    EntityAdapter deliveries = adapter(Delivery.TYPE, Delivery.NUMBER, Delivery.STATUS);
    String order = order();
    RecordId first = RecordId.of(systems.simulator.user().deliver(order, "10", BigDecimal.ONE));
    Position before = changes(deliveries, now(deliveries), 10).next();
    systems.pass(Duration.ofDays(1));
    systems.simulator.user().deliveryChanged(first.value());
    Read read = changes(deliveries, before, 10);
    assertThat(read.ids()).contains(first);
    // Later on the same day, which the stamp does not tell.
    systems.pass(Duration.ofHours(5));
    systems.simulator.user().deliveryChanged(first.value());
    assertThat(changes(deliveries, read.next(), 10).ids()).contains(first);
  }

  @Test
  void anInvoiceIsSeenFromItsCreationOn() {
    EntityAdapter invoices = adapter(Invoice.TYPE, Invoice.NUMBER, Invoice.REMAINING);
    Position before = now(invoices);
    RecordId made = RecordId.of(systems.simulator.user().bill(order()));
    Read read = changes(invoices, before, 10);
    assertThat(read.ids()).contains(made);
    systems.pass(Duration.ofMinutes(1));
    systems.simulator.user().billingStatus(made.value(), "B");
    assertThat(changes(invoices, read.next(), 10).ids()).contains(made);
  }

  @Test
  void aPriceThatChangesIsAChangeOfItsProduct() {
    EntityAdapter products = adapter(Product.TYPE, Product.SKU, Product.PRICE);
    Position before = changes(products, now(products), 10).next();
    systems.pass(Duration.ofDays(2));
    systems.price("A1", Map.of("ConditionRateValue", 12));
    assertThat(changes(products, before, 10).ids()).contains(RecordId.of("A1"));
  }

  @Test
  void stampsAreComparedInStepsThatLoseNothing() {
    Stamp instant = Stamp.instant("LastChangeDateTime");
    LocalDateTime at = LocalDateTime.of(2026, 3, 16, 12, 0, 0, 123_456_700);
    assertThat(instant.cut(at)).isEqualTo(LocalDateTime.of(2026, 3, 16, 12, 0, 0, 123_000_000));
    assertThat(instant.within(instant.cut(at)).text(dev.passerelle.core.http.odata.ODataDialect.V2))
        .isEqualTo(
            "LastChangeDateTime ge datetimeoffset'2026-03-16T12:00:00.123Z' and "
                + "LastChangeDateTime lt datetimeoffset'2026-03-16T12:00:00.124Z'");
    Stamp day = Stamp.day("LastChangeDate");
    assertThat(day.from(LocalDateTime.of(2026, 3, 16, 0, 0), Duration.ofMinutes(10)))
        .isEqualTo(LocalDateTime.of(2026, 3, 14, 0, 0));
  }
}
