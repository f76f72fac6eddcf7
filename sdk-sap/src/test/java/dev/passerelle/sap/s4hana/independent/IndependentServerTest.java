package dev.passerelle.sap.s4hana.independent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
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
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.sap.LiveRuns;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.S4HanaSettings;
import dev.passerelle.sap.s4hana.sync.S4Hana;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The connector against services that none of us wrote: every request is parsed and every answer
 * written by Apache Olingo over SAP's published descriptions. Skipped where those are not at hand.
 */
class IndependentServerTest extends IndependentTest {
  private void assertAllUnderstood() {
    assertThat(system.server.refused()).isEmpty();
    assertThat(system.server.served()).isNotEmpty();
  }

  private static EntityAdapter adapter(Connector connector, EntityType type, Field<?>... fields) {
    return connector
        .adapter(type, Selection.of(List.of(fields)).wishing(List.of(Reference.FIELD)))
        .orElseThrow();
  }

  private static Fields read(EntityAdapter adapter, RecordId id) {
    return ((Lookup.Found) adapter.read(List.of(id)).get(0)).snapshot().fields();
  }

  private static List<RecordId> listed(EntityAdapter adapter, int limit, Depth depth) {
    List<RecordId> ids = new ArrayList<>();
    Position at = Position.START;
    for (boolean last = false; !last; ) {
      ChangePage page = adapter.list(at, limit, depth);
      page.changes().stream().map(Change::id).forEach(ids::add);
      at = page.next();
      last = page.last();
    }
    return ids;
  }

  private static void changed(EntityAdapter adapter, RecordId id, Fields changed) {
    assertThat(adapter.write(List.of(new Write.Update("u", id, changed, Fields.empty(), null))))
        .allMatch(WriteResult.Written.class::isInstance);
  }

  @Test
  void customersAreMadeChangedListedAndFound() {
    try (Connector connector = S4Hana.connect(system.settings())) {
      EntityAdapter customers =
          adapter(
              connector,
              Customer.TYPE,
              Customer.NAME,
              Customer.VAT_NUMBER,
              Customer.EMAIL,
              Customer.PHONE,
              Customer.BILLING_ADDRESS,
              Customer.PAYMENT_TERMS,
              Customer.STATE);
      Fields fields =
          Fields.builder()
              .set(Customer.NAME, "O'Neill & fils")
              .set(Customer.VAT_NUMBER, "FR12345678901")
              .set(Customer.EMAIL, "a@example.org")
              .set(Customer.PHONE, "+33536490000")
              .set(
                  Customer.BILLING_ADDRESS,
                  new PostalAddress("1 rue Neuve", null, "75001", "PARIS", null, "FR"))
              .set(Customer.PAYMENT_TERMS, "0004")
              .build();
      RecordId id = LiveRuns.madeOnce(customers, "CRM:1", fields);
      assertThat(read(customers, id).only(fields.keys())).isEqualTo(fields);

      Fields other =
          Fields.builder()
              .set(Customer.NAME, "Neill")
              .set(Customer.VAT_NUMBER, null)
              .set(Customer.EMAIL, "b@example.org")
              .set(Customer.PHONE, null)
              .set(
                  Customer.BILLING_ADDRESS,
                  new PostalAddress("2 rue Vieille", null, "75002", "PARIS", null, "FR"))
              .set(Customer.PAYMENT_TERMS, "0005")
              .build();
      changed(customers, id, other);
      assertThat(read(customers, id).only(other.keys())).isEqualTo(other);
      changed(customers, id, Fields.of(Customer.PHONE, "+44", Customer.VAT_NUMBER, "FR9"));
      assertThat(customers.find(Customer.VAT_NUMBER, List.of("FR9")))
          .extracting(found -> found.id())
          .containsExactly(id);
      assertThat(customers.find(Customer.EMAIL, List.of("b@example.org"))).hasSize(1);

      assertThat(customers.write(List.of(new Write.Archive("a", id))))
          .allMatch(WriteResult.Written.class::isInstance);
      assertThat(read(customers, id).get(Customer.STATE)).contains(Customer.DORMANT);

      for (int n = 2; n <= 8; n++) {
        LiveRuns.madeOnce(customers, "CRM:" + n, Fields.of(Customer.NAME, "Customer " + n));
      }
      assertThat(listed(customers, 2, Depth.FULL)).hasSize(8).doesNotHaveDuplicates();
      assertThat(listed(customers, 50, Depth.KEYS)).hasSize(8);
      assertThat(customers.read(List.of(RecordId.of("4711"))))
          .allMatch(Lookup.Gone.class::isInstance);
    }
    // A look at a record that is not there is answered by 404, and understood.
    assertThat(system.server.refused())
        .hasSize(1)
        .allMatch(each -> each.contains("A_Customer('4711')"));
  }

  @Test
  void peopleAreMadeWithTheirRelationship() {
    try (Connector connector = S4Hana.connect(system.settings())) {
      RecordId customer =
          LiveRuns.madeOnce(
              adapter(connector, Customer.TYPE, Customer.NAME),
              "CRM:1",
              Fields.of(Customer.NAME, "Acme"));
      EntityAdapter contacts =
          adapter(
              connector,
              Contact.TYPE,
              Contact.FIRST_NAME,
              Contact.LAST_NAME,
              Contact.CUSTOMERS,
              Contact.PRIMARY_CUSTOMER);
      Ref employer = Ref.to(Customer.TYPE, customer);
      Fields fields =
          Fields.of(
              Contact.FIRST_NAME, "Jo",
              Contact.LAST_NAME, "O'Neill",
              Contact.CUSTOMERS, Set.of(employer));
      RecordId person = LiveRuns.madeOnce(contacts, "CRM:K", fields);
      Fields shown = read(contacts, person);
      assertThat(shown.only(fields.keys())).isEqualTo(fields);
      changed(contacts, person, Fields.of(Contact.LAST_NAME, "Neill"));
      assertThat(read(contacts, person).get(Contact.LAST_NAME)).contains("Neill");
      assertThat(listed(contacts, 5, Depth.FULL)).containsExactly(person);
    }
    assertAllUnderstood();
  }

  @Test
  void productsComeWithTheirPrices() {
    try (Connector connector = S4Hana.connect(system.settings())) {
      EntityAdapter products =
          adapter(
              connector,
              Product.TYPE,
              Product.SKU,
              Product.NAME,
              Product.UNIT,
              Product.TAX_CODE,
              Product.PRICE);
      RecordId id =
          LiveRuns.madeOnce(
              products,
              "CRM:P",
              Fields.builder()
                  .set(Product.SKU, "A/1 & 'CO'")
                  .set(Product.NAME, "Tube")
                  .set(Product.UNIT, "PC")
                  .set(Product.TAX_CODE, "1")
                  .build());
      condition(id.value(), "12.5");
      changed(products, id, Fields.of(Product.NAME, "Tuyau", Product.TAX_CODE, "0"));
      Fields shown = read(products, id);
      assertThat(shown.get(Product.NAME)).contains("Tuyau");
      assertThat(shown.get(Product.TAX_CODE)).contains("0");
      assertThat(shown.get(Product.PRICE).orElseThrow()).isEqualByComparingTo("12.5");
      assertThat(listed(products, 10, Depth.FULL)).containsExactly(id);
    }
    assertAllUnderstood();
  }

  private void condition(String product, String price) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("ConditionRecord", "1");
    record.put("ConditionType", "PPR0");
    record.put("ConditionRateValue", new BigDecimal(price));
    record.put("ConditionRateValueUnit", "EUR");
    record.put("ConditionQuantity", BigDecimal.ONE);
    record.put("ConditionValidityEndDate", IndependentSystem.day("9999-12-31"));
    record.put("ConditionIsDeleted", false);
    system.rows(S4HanaApi.PRICE_CONDITION, "A_SlsPrcgConditionRecord").add(record);
    Map<String, Object> validity = new LinkedHashMap<>();
    validity.put("ConditionRecord", "1");
    validity.put("ConditionValidityEndDate", IndependentSystem.day("9999-12-31"));
    validity.put("ConditionValidityStartDate", IndependentSystem.day("2000-01-01"));
    validity.put("ConditionType", "PPR0");
    validity.put("SalesOrganization", "1010");
    validity.put("Material", product);
    system.rows(S4HanaApi.PRICE_CONDITION, "A_SlsPrcgCndnRecdValidity").add(validity);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ordersAreMadeInOneRequestAndFollowed(boolean four) {
    S4HanaSettings settings = system.settings(codes -> four ? codes.ordersOverV4() : codes);
    try (Connector connector = S4Hana.connect(settings)) {
      EntityAdapter orders =
          adapter(
              connector,
              SalesOrder.TYPE,
              SalesOrder.CUSTOMER,
              SalesOrder.DATE,
              SalesOrder.CURRENCY,
              SalesOrder.LINES);
      Position before = end(orders);
      List<RecordId> made = new ArrayList<>();
      for (int n = 1; n <= 5; n++) {
        made.add(LiveRuns.madeOnce(orders, "CRM:O'" + n, order()));
      }
      Fields shown = read(orders, made.get(0));
      assertThat(shown.get(SalesOrder.CUSTOMER)).contains(Ref.to(Customer.TYPE, "10100001"));
      assertThat(shown.get(SalesOrder.DATE)).contains(LocalDate.of(2026, 3, 16));
      DocumentLine line = shown.get(SalesOrder.LINES).orElseThrow().get(0);
      assertThat(line.quantity().orElseThrow()).isEqualByComparingTo("2");
      assertThat(line.unitPrice().orElseThrow()).isEqualByComparingTo("10.5");
      assertThat(line.product()).contains(Ref.to(Product.TYPE, "TG11"));
      assertThat(since(orders, before, 2)).containsExactlyInAnyOrderElementsOf(made);
      assertThat(listed(orders, 2, Depth.KEYS)).containsExactlyInAnyOrderElementsOf(made);
    }
    assertAllUnderstood();
  }

  private static Position end(EntityAdapter adapter) {
    ChangePage page = adapter.list(Position.START, 100, Depth.KEYS);
    assertThat(page.last()).isTrue();
    return page.next();
  }

  private static Set<RecordId> since(EntityAdapter adapter, Position from, int limit) {
    Set<RecordId> ids = new java.util.LinkedHashSet<>();
    Position at = from;
    for (boolean last = false; !last; ) {
      ChangePage page = adapter.changesSince(at, limit);
      page.changes().stream().map(Change::id).forEach(ids::add);
      at = page.next();
      last = page.last();
    }
    return ids;
  }

  private static Fields order() {
    return Fields.builder()
        .set(SalesOrder.CUSTOMER, Ref.to(Customer.TYPE, "10100001"))
        .set(SalesOrder.DATE, LocalDate.of(2026, 3, 16))
        .set(SalesOrder.CURRENCY, "EUR")
        .set(
            SalesOrder.LINES,
            List.of(
                DocumentLine.item("10")
                    .product(Ref.to(Product.TYPE, "TG11"))
                    .description("Tube")
                    .quantity(new BigDecimal("2"))
                    .unit("PC")
                    .unitPrice(new BigDecimal("10.5"))
                    .build()))
        .build();
  }

  @Test
  void invoicesReceiptsAndBalancesAreRead() {
    Map<String, Object> bill = new LinkedHashMap<>();
    bill.put("BillingDocument", "90000001");
    bill.put("SDDocumentCategory", "M");
    bill.put("BillingDocumentDate", IndependentSystem.day("2026-03-16"));
    bill.put("SoldToParty", "10100001");
    bill.put("TransactionCurrency", "EUR");
    bill.put("TotalGrossAmount", new BigDecimal("120.00"));
    bill.put("LastChangeDateTime", IndependentSystem.day("2026-03-16"));
    system.rows(S4HanaApi.BILLING_DOCUMENT, "A_BillingDocument").add(bill);
    line("90000001", "RV", "120.00", "90000001", "");
    line("14000001", "DZ", "-20.00", null, "90000001");
    line("14000002", "DZ", "-5.00", null, null);
    try (Connector connector = S4Hana.connect(system.settings())) {
      LiveRuns.madeOnce(
          adapter(connector, Customer.TYPE, Customer.NAME),
          "CRM:1",
          Fields.of(Customer.NAME, "Acme"));
      Map<String, Object> partner =
          system.rows(S4HanaApi.BUSINESS_PARTNER, "A_BusinessPartner").get(0);
      partner.put("Customer", "10100001");
      EntityAdapter invoices =
          adapter(connector, Invoice.TYPE, Invoice.GROSS, Invoice.REMAINING, Invoice.DUE_DATE);
      Fields invoice = read(invoices, RecordId.of("90000001"));
      assertThat(invoice.get(Invoice.REMAINING).orElseThrow()).isEqualByComparingTo("100");
      assertThat(invoice.get(Invoice.DUE_DATE)).contains(LocalDate.of(2026, 4, 15));
      EntityAdapter payments =
          adapter(connector, Payment.TYPE, Payment.AMOUNT, Payment.INVOICES, Payment.UNALLOCATED);
      List<RecordId> receipts = listed(payments, 2, Depth.FULL);
      assertThat(receipts)
          .containsExactly(
              RecordId.of("1010/2026/14000001/10100001"),
              RecordId.of("1010/2026/14000002/10100001"));
      Fields part = read(payments, receipts.get(0));
      assertThat(part.get(Payment.AMOUNT).orElseThrow()).isEqualByComparingTo("20");
      assertThat(part.get(Payment.INVOICES)).contains(Set.of(Ref.to(Invoice.TYPE, "90000001")));
      EntityAdapter balances =
          adapter(
              connector,
              CustomerBalance.TYPE,
              CustomerBalance.OUTSTANDING,
              CustomerBalance.UNALLOCATED_CREDIT);
      Fields balance = read(balances, RecordId.of("10100001"));
      assertThat(balance.get(CustomerBalance.OUTSTANDING).orElseThrow()).isEqualByComparingTo("95");
      assertThat(balance.get(CustomerBalance.UNALLOCATED_CREDIT).orElseThrow())
          .isEqualByComparingTo("5");
    }
    assertAllUnderstood();
  }

  private void line(String number, String type, String amount, String billing, String reference) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("CompanyCode", "1010");
    line.put("FiscalYear", "2026");
    line.put("AccountingDocument", number);
    line.put("AccountingDocumentItem", "001");
    line.put("FinancialAccountType", "D");
    line.put("AccountingDocumentType", type);
    line.put("Customer", "10100001");
    line.put("IsCleared", false);
    line.put("PostingDate", IndependentSystem.day("2026-03-16"));
    line.put("NetDueDate", IndependentSystem.day("2026-04-15"));
    line.put("CompanyCodeCurrency", "EUR");
    line.put("TransactionCurrency", "EUR");
    line.put("AmountInCompanyCodeCurrency", new BigDecimal(amount));
    line.put("AmountInTransactionCurrency", new BigDecimal(amount));
    line.put("BillingDocument", billing);
    line.put("InvoiceReference", reference);
    line.put("InvoiceReferenceFiscalYear", reference == null ? null : "2026");
    system.rows(S4HanaApi.ACCOUNTING_ITEMS, "A_OperationalAcctgDocItemCube").add(line);
  }
}
