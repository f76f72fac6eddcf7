package dev.passerelle.sap.s4hana.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Pricing;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.sap.LiveRuns;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything that the connector does, once, over a simulated system of the older release. */
final class Worked {
  private Worked() {}

  static Set<Field<?>> fields(Connector connector, EntityType type) {
    return LiveRuns.fields(connector, type);
  }

  static Systems with(Systems in) {
    // As the published description of orders has it, which is older than the others.
    in.simulator.removeProperty("A_SalesOrderItem", "TaxAmount");
    in.simulator.removeProperty("A_SalesOrderItem", "UnderlyingPurchaseOrderItem");
    in.simulator.pageSize(2);
    try (Connector connector = S4Hana.connect(in.settings)) {
      write(in, connector);
      for (EntityType type : S4HanaConnector.TYPES.keySet()) {
        Selection selection = Selection.of(fields(connector, type));
        read(in, connector.adapter(type, selection).orElseThrow());
      }
      assertThat(connector.check()).isEmpty();
    }
    return in;
  }

  private static EntityAdapter all(Connector connector, EntityType type) {
    return connector.adapter(type, Selection.of(fields(connector, type))).orElseThrow();
  }

  private static RecordId made(EntityAdapter adapter, String reference, Fields fields) {
    WriteResult result = adapter.write(List.of(new Write.Create("c", reference, fields))).get(0);
    assertThat(result).as("%s", fields.keys()).isInstanceOf(WriteResult.Written.class);
    return ((WriteResult.Written) result).snapshot().id();
  }

  private static void changed(EntityAdapter adapter, RecordId id, Fields changed) {
    assertThat(adapter.write(List.of(new Write.Update("u", id, changed, Fields.empty(), null))))
        .allMatch(WriteResult.Written.class::isInstance);
  }

  private static void write(Systems in, Connector connector) {
    EntityAdapter products = all(connector, Product.TYPE);
    RecordId product = null;
    for (int n = 1; n <= 3; n++) {
      product =
          made(
              products,
              "P'" + n,
              Fields.builder()
                  .set(Product.SKU, "A/1 & 'co' " + n)
                  .set(Product.NAME, "Tube")
                  .set(Product.DESCRIPTION, "Long")
                  .set(Product.UNIT, "PC")
                  .set(Product.TAX_CODE, "1")
                  .set(Product.BARCODE, "336" + n)
                  .build());
      in.simulator.user().stock(product.value(), "1010", "171A", BigDecimal.TEN);
      in.price(product.value(), Map.of("ConditionRateValue", 12));
    }
    changed(
        products,
        product,
        Fields.builder()
            .set(Product.NAME, "Tuyau")
            .set(Product.DESCRIPTION, "Other")
            .set(Product.TAX_CODE, "0")
            .set(Product.STATE, Customer.DORMANT)
            .build());
    products.write(List.of(new Write.Archive("a", product)));
    products.write(List.of(new Write.Restore("r", product)));
    RecordId customer = customers(in, connector);
    contacts(connector, customer);
    documents(in, connector, customer, product);
  }

  private static RecordId customers(Systems in, Connector connector) {
    EntityAdapter customers = all(connector, Customer.TYPE);
    PostalAddress address =
        new PostalAddress("1 rue O'Neill", "ZI", "97139", "LES ABYMES", "971", "GP");
    RecordId customer = null;
    for (int n = 1; n <= 3; n++) {
      customer =
          made(
              customers,
              "CRM'" + n,
              Fields.builder()
                  .set(Customer.NAME, "Acme & 'co' " + n)
                  .set(Customer.VAT_NUMBER, "FR" + n)
                  .set(Customer.EMAIL, "a@example.org")
                  .set(Customer.PHONE, "+33")
                  .set(Customer.WEBSITE, "https://example.org")
                  .set(Customer.PAYMENT_TERMS, "0004")
                  .set(Customer.PRICE_CATEGORY, "01")
                  .set(Customer.BILLING_ADDRESS, address)
                  .build());
    }
    changed(
        customers,
        customer,
        Fields.builder()
            .set(Customer.NAME, "Renamed")
            .set(Customer.VAT_NUMBER, "FR9")
            .set(Customer.EMAIL, "b@example.org")
            .set(Customer.PHONE, null)
            .set(Customer.WEBSITE, "https://example.com")
            .set(Customer.PAYMENT_TERMS, "0005")
            .set(Customer.SHIPPING_ADDRESS, address)
            .set(Customer.BILLING_ADDRESS, address.withCountry("FR"))
            .build());
    changed(customers, customer, Fields.of(Customer.PHONE, "+44", Customer.VAT_NUMBER, null));
    changed(customers, customer, Fields.of(Customer.WEBSITE, null, Customer.VAT_NUMBER, "FR8"));
    customers.write(List.of(new Write.Archive("a", customer)));
    customers.write(List.of(new Write.Restore("r", customer)));
    // A customer without sales area and e-mail gets them where they are missing.
    RecordId bare =
        RecordId.of(
            in.simulator
                .user()
                .create(
                    "A_BusinessPartner",
                    Map.of(
                        "BusinessPartnerCategory",
                        "2",
                        "OrganizationBPName1",
                        "Bare",
                        "to_BusinessPartnerRole",
                        List.of(Map.of("BusinessPartnerRole", "FLCU01")),
                        "to_BusinessPartnerAddress",
                        List.of(Map.of("Country", "FR")))));
    changed(
        customers,
        bare,
        Fields.of(Customer.EMAIL, "c@example.org", Customer.PAYMENT_TERMS, "0001"));
    return customer;
  }

  private static void contacts(Connector connector, RecordId customer) {
    EntityAdapter contacts = all(connector, Contact.TYPE);
    for (int n = 1; n <= 3; n++) {
      RecordId person =
          made(
              contacts,
              "K'" + n,
              Fields.builder()
                  .set(Contact.FIRST_NAME, "Jo")
                  .set(Contact.LAST_NAME, "O'Neill " + n)
                  .set(Contact.EMAIL, "jo@example.org")
                  .set(Contact.CUSTOMERS, Set.of(Ref.to(Customer.TYPE, customer.value())))
                  .build());
      changed(contacts, person, Fields.of(Contact.PHONE, "+33", Contact.LAST_NAME, "Neill"));
      if (n == 1) {
        Ref other = Ref.to(Customer.TYPE, "10100001");
        changed(
            contacts,
            person,
            Fields.of(Contact.PRIMARY_CUSTOMER, other, Contact.CUSTOMERS, Set.of(other)));
      }
    }
  }

  private static void documents(
      Systems in, Connector connector, RecordId customer, RecordId product) {
    List<DocumentLine> lines =
        List.of(
            DocumentLine.item("10")
                .product(Ref.to(Product.TYPE, product.value()))
                .description("Tube")
                .quantity(new BigDecimal("2"))
                .unit("PC")
                .unitPrice(new BigDecimal("10.5"))
                .discountPercent(BigDecimal.TEN)
                .build());
    Fields document =
        Fields.builder()
            .set(SalesOrder.CUSTOMER, Ref.to(Customer.TYPE, customer.value()))
            .set(SalesOrder.DATE, LocalDate.of(2026, 3, 16))
            .set(SalesOrder.CURRENCY, "EUR")
            .set(SalesOrder.WAREHOUSE, "1010")
            .set(SalesOrder.LINES, lines)
            .build();
    for (int n = 1; n <= 3; n++) {
      Fields quote = document.with(Quote.EXPIRES, LocalDate.of(2026, 4, 1));
      assertThat(made(all(connector, Quote.TYPE), "Q'" + n, quote)).isNotNull();
      RecordId order = made(all(connector, SalesOrder.TYPE), "O'" + n, document);
      in.simulator.user().deliver(order.value(), "10", BigDecimal.ONE);
      String bill = in.simulator.user().bill(order.value());
      // A part of the first, and the whole of the others.
      BigDecimal gross = n == 1 ? BigDecimal.ONE : new BigDecimal("22.68");
      in.simulator.user().pay(bill, gross);
    }
    // One is ordered, and one delivered, that nobody bills.
    made(all(connector, SalesOrder.TYPE), "O'4", document);
    RecordId open = made(all(connector, SalesOrder.TYPE), "O'5", document);
    in.simulator.user().deliver(open.value());
    credit(in, customer);
    assertThat(((Pricing) connector).price(List.of(document)).get(0).netTotal()).isPresent();
  }

  private static void credit(Systems in, RecordId customer) {
    in.simulator
        .user()
        .create(
            "CreditManagementAccount",
            Map.of(
                "BusinessPartner",
                customer.value(),
                "CreditSegment",
                "0000",
                "CreditLimitAmount",
                5000,
                "CreditSegmentCurrency",
                "EUR"));
  }

  private static void read(Systems in, EntityAdapter adapter) {
    Set<RecordId> ids = new LinkedHashSet<>();
    for (Depth depth : Depth.values()) {
      Position at = Position.START;
      for (boolean last = false; !last; ) {
        ChangePage page = adapter.list(at, 2, depth);
        page.changes().forEach(change -> ids.add(change.id()));
        at = page.next();
        last = page.last();
      }
      in.pass(Duration.ofSeconds(1));
      for (boolean last = !adapter.describe().can(Capability.CHANGES); !last; ) {
        ChangePage page = adapter.changesSince(at, 2);
        at = page.next();
        last = page.last();
      }
    }
    assertThat(ids).as("%s", adapter.describe().type()).isNotEmpty();
    assertThat(adapter.read(ids)).hasSameSizeAs(ids);
    assertThat(adapter.read(List.of(RecordId.of("4711")))).hasSize(1);
    for (Field<?> key : adapter.describe().findKeys()) {
      adapter.find(key, List.of("12", "O'Neill & fils", "a@example.org", "FR1"));
    }
  }
}
