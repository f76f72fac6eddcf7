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
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.StockLevel;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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

  @Test
  void customerPersonProductAndOrder() {
    assertThat(connector.check())
        .filteredOn(finding -> finding.level() == Finding.Level.ERROR)
        .isEmpty();
    RecordId customer =
        trip(Customer.TYPE, "c", Fields.of(Customer.NAME, server.mark + "customer"));
    trip(
        Contact.TYPE,
        "p",
        Fields.of(
            Contact.LAST_NAME,
            server.mark + "person",
            Contact.PRIMARY_CUSTOMER,
            Ref.to(Customer.TYPE, customer)));

    RecordId order =
        trip(
            SalesOrder.TYPE,
            "o",
            Fields.builder()
                .set(SalesOrder.CUSTOMER, Ref.to(Customer.TYPE, customer))
                .set(SalesOrder.EXTERNAL_NUMBER, server.mark + "order")
                .set(SalesOrder.STATUS, "sale")
                .set(SalesOrder.LINES, List.of(line("L1", "2", "10.5"), line("L 2", "1.5", "4.25")))
                .build());

    EntityAdapter orders =
        adapter(SalesOrder.TYPE, SalesOrder.NUMBER, SalesOrder.NET, SalesOrder.CUSTOMER);
    Fields shown = found(orders, order);
    assertThat(shown.get(SalesOrder.NET).orElseThrow()).isEqualByComparingTo("27.38");
    assertThat(shown.get(SalesOrder.NUMBER)).isPresent();
  }

  /** A service: it moves no stock, and can be deleted again. */
  private Ref product() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", server.mark + "service");
    values.put("default_code", server.mark + "service");
    boolean detailed = server.client.model("product.product").fields().containsKey("detailed_type");
    values.put(detailed ? "detailed_type" : "type", "service");
    return Ref.to(Product.TYPE, Long.toString(server.create("product.product", values)));
  }

  private DocumentLine line(String key, String quantity, String price) {
    BigDecimal amount = new BigDecimal(quantity).multiply(new BigDecimal(price));
    return DocumentLine.item(key)
        .product(product())
        .description("Work " + key)
        .quantity(new BigDecimal(quantity))
        .unitPrice(new BigDecimal(price))
        .net(amount.setScale(2, java.math.RoundingMode.HALF_UP))
        .build();
  }

  /** What is booked is only read: nothing of it is made. */
  @Test
  void booksBalancesAndStockAreRead() {
    readable(adapter(Invoice.TYPE, Invoice.NUMBER, Invoice.REMAINING, Invoice.LINES));
    readable(adapter(Payment.TYPE, Payment.AMOUNT, Payment.INVOICES, Payment.UNALLOCATED));
    readable(adapter(CustomerBalance.TYPE, CustomerBalance.OUTSTANDING, CustomerBalance.OVERDUE));
    readable(adapter(StockLevel.TYPE, StockLevel.AVAILABLE));
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
