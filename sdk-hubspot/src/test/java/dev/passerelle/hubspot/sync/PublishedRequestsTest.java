package dev.passerelle.hubspot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.DocumentReport;
import dev.passerelle.core.model.Employee;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.hubspot.HubSpotSettings;
import dev.passerelle.hubspot.model.BatchRow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Every kind of request that the client sends is one that HubSpot's own files describe. */
class PublishedRequestsTest {
  private final Portals portals = new Portals();

  @AfterEach
  void close() {
    portals.close();
  }

  @Test
  void requestsAreAsPublished() {
    Assumptions.assumeTrue(PublishedRequests.find().isPresent(), "HubSpot's files are not at hand");
    PublishedRequests published = PublishedRequests.find().orElseThrow();
    HubSpotSettings settings =
        portals
            .settings(1)
            .httpClient(new OkHttpClient.Builder().addInterceptor(published).build())
            .build();
    setUp(settings);
    try (Connector connector = HubSpot.connect(settings)) {
      connector.describe();
      customersAndContacts(connector);
      quotes(connector);
      orders(connector);
      commerce(connector);
      owners(connector);
      connector.check();
    }
    assertThat(published.problems()).isEmpty();
    assertThat(published.checked())
        .contains(
            "GET /crm/objects/2026-09/companies",
            "GET /crm/objects/2026-09/companies/{id}",
            "GET /crm/owners/2026-09",
            "GET /crm/owners/2026-09/{id}",
            "GET /crm/pipelines/2026-09/deals",
            "GET /crm/properties/2026-09/companies",
            "GET /crm/properties/2026-09/companies/groups",
            "GET /crm/associations/2026-09/contacts/companies/labels",
            "POST /crm/associations/2026-09/companies/companies/batch/create",
            "POST /crm/associations/2026-09/companies/companies/batch/labels/archive",
            "POST /crm/associations/2026-09/contacts/companies/batch/archive",
            "POST /crm/associations/2026-09/contacts/companies/batch/associate/default",
            "POST /crm/associations/2026-09/contacts/companies/batch/read",
            "POST /crm/objects/2026-09/companies/batch/archive",
            "POST /crm/objects/2026-09/companies/batch/create",
            "POST /crm/objects/2026-09/companies/batch/read",
            "POST /crm/objects/2026-09/companies/batch/update",
            "POST /crm/objects/2026-09/companies/batch/upsert",
            "POST /crm/objects/2026-09/companies/search",
            "POST /crm/objects/2026-09/invoices/batch/upsert",
            "POST /crm/objects/2026-09/commerce_payments/batch/upsert",
            "POST /crm/properties/2026-09/companies",
            "POST /crm/properties/2026-09/companies/groups");
  }

  private void setUp(HubSpotSettings settings) {
    try (HubSpotClient client = settings.newClient()) {
      HubSpotSetup.apply(client, settings);
      HubSpotSetup.apply(
          client,
          settings,
          Map.of(
              SalesOrder.TYPE,
              Selection.of(SalesOrder.LINES, Reference.FIELD),
              Invoice.TYPE,
              Selection.of(Reference.FIELD),
              Payment.TYPE,
              Selection.of(Reference.FIELD)));
      client.companies().create(List.of(BatchRow.create("t", Map.of("name", "A"))));
      client.pipelines().list("deals");
      client.associations("contacts", "companies").labels();
    }
  }

  private static EntityAdapter adapter(Connector connector, EntityType type, Field<?>... fields) {
    return connector.adapter(type, Selection.of(fields)).orElseThrow();
  }

  private static String create(EntityAdapter adapter, String reference, Fields fields) {
    WriteResult result = adapter.write(List.of(new Write.Create("w", reference, fields))).get(0);
    return ((WriteResult.Written) result).snapshot().id().value();
  }

  private void customersAndContacts(Connector connector) {
    EntityAdapter customers =
        adapter(connector, Customer.TYPE, Customer.NAME, Customer.PAYER, Customer.SIRET);
    Position position = customers.list(Position.START, 2, EntityAdapter.Depth.FULL).next();
    String parent = create(customers, "ERP:1", Fields.of(Customer.NAME, "B"));
    String child = create(customers, "ERP:2", Fields.of(Customer.NAME, "C"));
    Fields payer = Fields.of(Customer.PAYER, Ref.to(Customer.TYPE, parent));
    update(customers, child, payer.with(Customer.NAME, "D"), Fields.empty());
    update(customers, child, Fields.of(Customer.PAYER, null), payer);
    portals.pass(Duration.ofSeconds(3));
    customers.changesSince(position, 10);
    customers.find(Customer.SIRET, List.of("1"));
    customers.read(List.of(RecordId.of(child), RecordId.of(999_999)));
    customers.fate(
        List.of(
            new Ticket(
                "t",
                Ticket.Operation.CREATE,
                "ERP:1",
                null,
                Fields.empty(),
                null,
                portals.ours.instant())));
    EntityAdapter contacts = adapter(connector, Contact.TYPE, Contact.EMAIL, Contact.CUSTOMERS);
    Fields at = Fields.of(Contact.CUSTOMERS, Set.of(Ref.to(Customer.TYPE, parent)));
    String contact = create(contacts, "ERP:C1", at.with(Contact.EMAIL, "a@b.example"));
    update(contacts, contact, Fields.of(Contact.CUSTOMERS, Set.of()), at);
    contacts.find(Contact.EMAIL, List.of("a@b.example"));
    customers.write(List.of(new Write.Delete("w", RecordId.of(child))));
  }

  private static void update(EntityAdapter adapter, String id, Fields changed, Fields before) {
    assertThat(
            adapter.write(List.of(new Write.Update("w", RecordId.of(id), changed, before, null))))
        .hasOnlyElementsOfType(WriteResult.Written.class);
  }

  private void quotes(Connector connector) {
    String deal = portals.simulator.user().create("deals", Map.of("dealname", "D")).id();
    String quote =
        portals
            .simulator
            .user()
            .create("quotes", Map.of("hs_title", "Q", "hs_status", "DRAFT"))
            .id();
    portals.simulator.user().associate("quotes", quote, "deals", deal);
    EntityAdapter quotes =
        adapter(
            connector,
            Quote.TYPE,
            Quote.LINES,
            Quote.CUSTOMER,
            Quote.SEND,
            Quote.VALIDATED_AT,
            DocumentReport.STATUS,
            DocumentReport.DELIVERY_STATUS);
    quotes.read(List.of(RecordId.of(quote)));
    update(
        quotes,
        quote,
        Fields.of(DocumentReport.STATUS, "synced", DocumentReport.DELIVERY_STATUS, "open"),
        Fields.empty());
  }

  private static void orders(Connector connector) {
    EntityAdapter orders = adapter(connector, SalesOrder.TYPE, SalesOrder.LINES);
    DocumentLine line =
        DocumentLine.item("1")
            .product(Ref.byKey(Product.TYPE, Product.SKU, "A"))
            .quantity(BigDecimal.ONE)
            .unitPrice(BigDecimal.TEN)
            .build();
    String id = create(orders, "ERP:O1", Fields.of(SalesOrder.LINES, List.of(line)));
    update(orders, id, Fields.of(SalesOrder.LINES, List.of()), Fields.empty());
  }

  private static void commerce(Connector connector) {
    EntityAdapter invoices =
        adapter(connector, Invoice.TYPE, Invoice.CURRENCY, Invoice.DUE_DATE, Invoice.LINES);
    Fields due = Fields.of(Invoice.CURRENCY, "EUR", Invoice.DUE_DATE, LocalDate.of(2026, 3, 31));
    String invoice =
        create(
            invoices,
            "ERP:I1",
            due.with(Invoice.LINES, List.of(DocumentRemote.line("1", "A", "2", "3.50"))));
    update(invoices, invoice, Fields.of(Invoice.DUE_DATE, LocalDate.of(2026, 4, 30)), due);
    EntityAdapter payments =
        adapter(connector, Payment.TYPE, Payment.AMOUNT, Payment.DATE, Payment.INVOICES);
    Fields paid =
        Fields.of(Payment.AMOUNT, BigDecimal.ONE, Payment.DATE, LocalDate.of(2026, 3, 20));
    create(payments, "ERP:P1", paid.with(Payment.INVOICES, Set.of(Ref.to(Invoice.TYPE, invoice))));
  }

  private static void owners(Connector connector) {
    EntityAdapter owners = adapter(connector, Employee.TYPE, Employee.EMAIL);
    owners.list(Position.START, 10, EntityAdapter.Depth.FULL);
    owners.read(List.of(RecordId.of(9001)));
    owners.find(Employee.EMAIL, List.of("a@b.example"));
  }
}
