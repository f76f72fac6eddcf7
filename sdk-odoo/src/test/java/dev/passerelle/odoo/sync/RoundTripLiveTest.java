package dev.passerelle.odoo.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.odoo.model.FieldInfo;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the flows write, once each, on a real server; and what they read there. */
@Tag("live")
@ExtendWith(LiveServer.Given.class)
class RoundTripLiveTest {
  private final LiveServer server = new LiveServer();
  private final Connector connector = Odoo.connect(server.settings);

  @AfterEach
  void clean() {
    server.clean();
    connector.close();
    server.close();
  }

  private RecordId customer() {
    server.need(Customer.TYPE, "create", "write");
    return trip(Customer.TYPE, "c", Fields.of(Customer.NAME, server.mark + "customer"));
  }

  @Test
  void customerAndPerson() {
    RecordId customer = customer();
    trip(
        Contact.TYPE,
        "p",
        Fields.of(
            Contact.LAST_NAME,
            server.mark + "person",
            Contact.PRIMARY_CUSTOMER,
            Ref.to(Customer.TYPE, customer)));
    assertThat(connector.check())
        .filteredOn(finding -> finding.level() == Finding.Level.ERROR)
        .isEmpty();
  }

  @Test
  void confirmedOrderWithTwoLines() {
    server.need(SalesOrder.TYPE, "create", "write");
    server.need(Product.TYPE, "create");
    RecordId customer = customer();
    Ref product = product();

    RecordId order =
        trip(
            SalesOrder.TYPE,
            "o",
            Fields.builder()
                .set(SalesOrder.CUSTOMER, Ref.to(Customer.TYPE, customer))
                .set(SalesOrder.EXTERNAL_NUMBER, server.mark + "order")
                .set(SalesOrder.STATUS, "sale")
                .set(
                    SalesOrder.LINES,
                    List.of(line("L1", product, "2", "10"), line("L 2", product, "3", "4")))
                .build());

    EntityAdapter orders =
        adapter(SalesOrder.TYPE, SalesOrder.NUMBER, SalesOrder.NET, SalesOrder.CUSTOMER);
    Fields shown = found(orders, order);
    assertThat(shown.get(SalesOrder.NET).orElseThrow()).isEqualByComparingTo("32");
    assertThat(shown.get(SalesOrder.NUMBER)).isPresent();
    anotherQuantity(order, line("L1", product, "5", "10"), line("L 2", product, "3", "4"));
  }

  /** What was agreed stays, whatever Odoo computes of a new quantity. */
  private void anotherQuantity(RecordId order, DocumentLine... lines) {
    EntityAdapter orders = adapter(SalesOrder.TYPE, SalesOrder.LINES, SalesOrder.NET);
    Fields before = found(orders, order);
    WriteResult result =
        orders
            .write(
                List.of(
                    new Write.Update(
                        "u",
                        order,
                        Fields.of(SalesOrder.LINES, List.of(lines)),
                        before.only(List.of(SalesOrder.LINES)),
                        null)))
            .get(0);
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    assertThat(found(orders, order).get(SalesOrder.NET).orElseThrow()).isEqualByComparingTo("62");
  }

  /**
   * A service without taxes: it moves no stock, can be deleted again, and its net is the same
   * whether the company enters prices with taxes or without.
   */
  private Ref product() {
    Map<String, FieldInfo> fields = server.client.model("product.product").fields();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", server.mark + "service");
    values.put("default_code", server.mark + "service");
    values.put(fields.containsKey("detailed_type") ? "detailed_type" : "type", "service");
    if (fields.containsKey("taxes_id")) {
      values.put("taxes_id", List.of(List.of(6, 0, List.of())));
    }
    return Ref.to(Product.TYPE, Long.toString(server.create("product.product", values)));
  }

  /** Whole amounts: the currency may have no digits. */
  private static DocumentLine line(String key, Ref product, String quantity, String price) {
    return DocumentLine.item(key)
        .product(product)
        .description("Work " + key)
        .quantity(new BigDecimal(quantity))
        .unitPrice(new BigDecimal(price))
        .net(new BigDecimal(quantity).multiply(new BigDecimal(price)))
        .build();
  }

  @Test
  void aProductIsPutAwayAndComesBack() {
    server.need(Product.TYPE, "create", "write");
    RecordId id = RecordId.of(product().id().orElseThrow().value());
    EntityAdapter products = adapter(Product.TYPE, Product.NAME, Product.STATE);
    assertThat(products.write(List.of(new Write.Archive("a", id))).get(0))
        .isInstanceOf(WriteResult.Written.class);
    assertThat(found(products, id).get(Product.STATE)).contains(Customer.DORMANT);
    assertThat(products.write(List.of(new Write.Restore("r", id))).get(0))
        .isInstanceOf(WriteResult.Written.class);
    assertThat(found(products, id).get(Product.STATE)).contains(Customer.ACTIVE);
  }

  static Stream<Arguments> booked() {
    return Stream.of(
        of(Invoice.TYPE, Invoice.NUMBER, Invoice.REMAINING, Invoice.LINES),
        of(Payment.TYPE, Payment.AMOUNT, Payment.INVOICES, Payment.UNALLOCATED),
        of(CustomerBalance.TYPE, CustomerBalance.OUTSTANDING, CustomerBalance.OVERDUE),
        of(StockLevel.TYPE, StockLevel.AVAILABLE),
        of(Product.TYPE, Product.PRICE, Product.PRICES),
        of(Quote.TYPE, Quote.NUMBER, Quote.LINES));
  }

  private static Arguments of(EntityType type, Field<?>... fields) {
    return Arguments.argumentSet(type.name(), type, Selection.of(fields));
  }

  /** What is booked is only read: nothing of it is made. */
  @ParameterizedTest
  @MethodSource("booked")
  void isRead(EntityType type, Selection selection) {
    server.need(type);
    readable(connector.adapter(type, selection).orElseThrow());
  }

  private static void readable(EntityAdapter adapter) {
    List<RecordId> ids =
        adapter.list(Position.START, 50, Depth.FULL).changes().stream()
            .map(change -> change.id())
            .toList();
    assertThat(adapter.read(ids)).allMatch(Lookup.Found.class::isInstance);
    ChangePage keys = adapter.list(Position.START, 10_000, Depth.KEYS);
    while (!keys.last()) {
      keys = adapter.list(keys.next(), 10_000, Depth.KEYS);
    }
    assertThat(adapter.changesSince(keys.next(), 500).serverTime()).isNotNull();
  }

  private EntityAdapter adapter(EntityType type, Field<?>... fields) {
    return connector.adapter(type, Selection.of(fields)).orElseThrow();
  }

  private static Fields found(EntityAdapter adapter, RecordId id) {
    Lookup lookup = adapter.read(List.of(id)).get(0);
    assertThat(lookup).isInstanceOf(Lookup.Found.class);
    return ((Lookup.Found) lookup).snapshot().fields();
  }

  private RecordId trip(EntityType type, String key, Fields fields) {
    EntityAdapter adapter = adapter(type, fields.keys().toArray(Field<?>[]::new));
    Write create = new Write.Create(key, server.mark + key, fields);
    WriteResult result = adapter.write(List.of(create)).get(0);
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    RecordId id = ((WriteResult.Written) result).snapshot().id();
    assertThat(found(adapter, id)).isEqualTo(fields);
    WriteResult again = adapter.write(List.of(create)).get(0);
    assertThat(((WriteResult.Written) again).snapshot().id()).as("sent twice").isEqualTo(id);
    return id;
  }
}
