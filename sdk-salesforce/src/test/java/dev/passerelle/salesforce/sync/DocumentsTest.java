package dev.passerelle.salesforce.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentLine;
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
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.simulators.salesforce.SalesforceSimulator.Feature;
import dev.passerelle.simulators.salesforce.SalesforceUser;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is particular to quotes, orders, invoices and payments. */
class DocumentsTest {
  private Orgs orgs = new Orgs();
  private Connector connector = Salesforce.connect(orgs.settings);
  private final SalesforceUser user = orgs.simulator.user();
  private final Ref customer =
      Ref.to(Customer.TYPE, user.create("Account", Map.of("Name", "First")));

  @AfterEach
  void close() {
    connector.close();
    orgs.close();
  }

  private EntityAdapter orders(Field<?>... more) {
    Set<Field<?>> fields = new java.util.LinkedHashSet<>(List.of(more));
    fields.addAll(
        List.of(
            SalesOrder.NUMBER,
            SalesOrder.CUSTOMER,
            SalesOrder.DATE,
            SalesOrder.LINES,
            SalesOrder.STATUS));
    orgs.prepared(SalesOrder.TYPE, SalesOrder.LINES);
    return connector.adapter(SalesOrder.TYPE, Selection.of(fields)).orElseThrow();
  }

  private Fields order(DocumentLine... lines) {
    return Fields.builder()
        .set(SalesOrder.NUMBER, "BC1")
        .set(SalesOrder.CUSTOMER, customer)
        .set(SalesOrder.DATE, LocalDate.of(2026, 3, 16))
        .set(SalesOrder.LINES, List.of(lines))
        .build();
  }

  private static DocumentLine line(String key, String sku, String quantity, String price) {
    return DocumentLine.item(key)
        .product(Ref.byKey(Product.TYPE, Product.SKU, sku))
        .quantity(new BigDecimal(quantity))
        .unitPrice(new BigDecimal(price))
        .build();
  }

  private String product(String sku) {
    String id = user.create("Product2", Map.of("Name", sku, "ProductCode", sku, "IsActive", true));
    user.create(
        "PricebookEntry",
        Map.of(
            "Product2Id",
            id,
            "Pricebook2Id",
            user.records("Pricebook2").get(0).id(),
            "UnitPrice",
            BigDecimal.ONE,
            "IsActive",
            true));
    return id;
  }

  private static RecordId written(EntityAdapter adapter, Write write) {
    WriteResult result = adapter.write(List.of(write)).get(0);
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    return ((WriteResult.Written) result).snapshot().id();
  }

  private static Snapshot found(EntityAdapter adapter, RecordId id) {
    return ((Lookup.Found) adapter.read(List.of(id)).get(0)).snapshot();
  }

  @Test
  void anOrderIsActivatedWhenItsLinesAreThere() {
    EntityAdapter adapter = orders();
    product("TUB");
    Fields order = order(line("1", "tub", "2", "3")).with(SalesOrder.STATUS, "Activated");
    RecordId id = written(adapter, new Write.Create("c", "BC:1", order));
    assertThat(user.record("Order", id.value()).orElseThrow().value("StatusCode"))
        .contains("Activated");
    assertThat(user.record("Order", id.value()).orElseThrow().value("TotalAmount")).contains("6");
  }

  @Test
  void anOrderThatCannotBeActivatedIsIncompleteThenCompleted() {
    EntityAdapter adapter = orders();
    Fields empty = order().with(SalesOrder.STATUS, "Activated");
    WriteResult half = adapter.write(List.of(new Write.Create("c", "BC:1", empty))).get(0);
    assertThat(half).isInstanceOf(WriteResult.Incomplete.class);
    RecordId id = ((WriteResult.Incomplete) half).id();
    product("TUB");
    Fields whole = order(line("1", "TUB", "2", "3")).with(SalesOrder.STATUS, "Activated");
    assertThat(written(adapter, new Write.Complete("d", "BC:1", id, whole))).isEqualTo(id);
    assertThat(found(adapter, id).fields().get(SalesOrder.STATUS)).contains("Activated");
    assertThat(user.records("Order")).hasSize(1);
    assertThat(user.records("OrderItem")).hasSize(1);
  }

  @Test
  void linesAreAddedChangedAndRemovedByKey() {
    EntityAdapter adapter = orders();
    product("A");
    product("B");
    String byId = product("C");
    Fields before = order(line("1", "A", "1", "1"), line("2", "B", "2", "2"));
    RecordId id = written(adapter, new Write.Create("c", "BC:1", before));
    List<DocumentLine> after =
        List.of(
            line("2", "B", "5", "2"),
            DocumentLine.item("3")
                .product(Ref.to(Product.TYPE, byId))
                .description("by id")
                .quantity(BigDecimal.TEN)
                .unitPrice(new BigDecimal("10"))
                .discountPercent(new BigDecimal("25"))
                .build());
    written(
        adapter,
        new Write.Update(
            "u",
            id,
            Fields.of(SalesOrder.LINES, after),
            before.only(Set.of(SalesOrder.LINES)),
            null));
    List<DocumentLine> shown = found(adapter, id).fields().get(SalesOrder.LINES).orElseThrow();
    assertThat(shown).extracting(DocumentLine::key).containsExactly("2", "3");
    assertThat(shown.get(0).quantity().orElseThrow()).isEqualByComparingTo("5");
    // An order item has no discount: the price is the one after it.
    assertThat(shown.get(1).unitPrice().orElseThrow()).isEqualByComparingTo("7.5");
    assertThat(shown.get(1).net().orElseThrow()).isEqualByComparingTo("75");
  }

  @Test
  void aProductWithoutAPriceIsNamedAndCostsNoOtherOrder() {
    EntityAdapter adapter = orders();
    product("TUB");
    List<WriteResult> results =
        adapter.write(
            List.of(
                new Write.Create("bad", "BC:1", order(line("1", "NONE", "1", "1"))),
                new Write.Create("good", "BC:2", order(line("1", "TUB", "1", "1")))));
    assertThat(results.get(0))
        .isInstanceOfSatisfying(
            WriteResult.Incomplete.class,
            half -> {
              assertThat(half.cause().code()).isEqualTo(ErrorCode.REFERENCE_MISSING);
              assertThat(half.cause().cause()).contains("NONE");
            });
    assertThat(results.get(1)).isInstanceOf(WriteResult.Written.class);
  }

  @Test
  void aLineWithoutAProductIsRefusedBeforeSending() {
    EntityAdapter adapter = orders();
    WriteResult result =
        adapter
            .write(List.of(new Write.Create("c", "BC:1", order(DocumentLine.comment("1", "text")))))
            .get(0);
    assertThat(result).isInstanceOf(WriteResult.Refused.class);
    assertThat(user.records("Order")).isEmpty();
  }

  @Test
  void tenOrdersCostFewCalls() {
    EntityAdapter adapter = orders();
    product("TUB");
    adapter.describe();
    orgs.simulator.journal().clear();
    List<Write> writes =
        IntStream.range(0, 10)
            .<Write>mapToObj(
                n -> new Write.Create("k" + n, "BC:" + n, order(line("1", "TUB", "1", "1"))))
            .toList();
    assertThat(adapter.write(writes)).allMatch(WriteResult.Written.class::isInstance);
    // Orders, the price book, what is there, entries, items.
    assertThat(orgs.simulator.journal().entries()).hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void anotherCurrencyThanTheOrgsIsRefused() {
    EntityAdapter adapter = orders(SalesOrder.CURRENCY);
    WriteResult result =
        adapter
            .write(List.of(new Write.Create("c", "BC:1", order().with(SalesOrder.CURRENCY, "USD"))))
            .get(0);
    assertThat(result)
        .isInstanceOfSatisfying(
            WriteResult.Refused.class,
            refused -> assertThat(refused.fields().get(0).field()).isEqualTo("currency"));
    RecordId id =
        written(adapter, new Write.Create("d", "BC:2", order().with(SalesOrder.CURRENCY, "EUR")));
    assertThat(found(adapter, id).fields().get(SalesOrder.CURRENCY)).contains("EUR");
  }

  @Test
  void aQuoteSaysWhenItWasMadeAndIsNotRewritten() {
    orgs.prepared(Quote.TYPE, Quote.SEND);
    EntityAdapter adapter =
        connector
            .adapter(
                Quote.TYPE,
                Selection.of(Quote.DATE, Quote.DEAL, Quote.SEND, Quote.TITLE, Quote.CURRENCY))
            .orElseThrow();
    String deal =
        user.create(
            "Opportunity", Map.of("Name", "D", "StageName", "Proposal", "CloseDate", "2026-05-01"));
    RecordId id =
        RecordId.of(
            user.create("Quote", Map.of("OpportunityId", deal, "Name", "Q", "ERP_Send__c", true)));
    Fields shown = found(adapter, id).fields();
    assertThat(shown.get(Quote.DATE)).contains(LocalDate.of(2026, 3, 16));
    assertThat(shown.get(Quote.DEAL).map(Ref::value)).contains(deal);
    assertThat(shown.get(Quote.SEND)).contains(true);
    assertThat(shown.get(Quote.CURRENCY)).contains("EUR");
    WriteResult result =
        adapter
            .write(List.of(new Write.Update("u", id, Fields.of(Quote.TITLE, "Mine"), shown, null)))
            .get(0);
    assertThat(result).isInstanceOf(WriteResult.Refused.class);
    assertThat(user.record("Quote", id.value()).orElseThrow().value("Name")).contains("Q");
  }

  @Test
  void anOrgWithoutQuotesOffersNone() {
    close();
    orgs = new Orgs(builder -> builder.without(Feature.QUOTES));
    connector = Salesforce.connect(orgs.settings);
    assertThat(connector.adapter(Quote.TYPE, Selection.of(Quote.TITLE))).isEmpty();
    try (var client = orgs.settings.newClient()) {
      assertThat(SalesforceSetup.apply(client, orgs.settings))
          .noneMatch(made -> made.startsWith("Quote"));
    }
  }

  @Test
  void anObjectOfOursThatIsNotThereIsNamed() {
    EntityAdapter invoices =
        connector.adapter(Invoice.TYPE, Selection.of(Invoice.NUMBER)).orElseThrow();
    assertThatThrownBy(invoices::describe)
        .isInstanceOf(DriftDetected.class)
        .hasMessageContaining("ERP_Invoice__c");
    assertThat(connector.check())
        .filteredOn(finding -> finding.level() == Finding.Level.ERROR)
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.detail().figures().get("change")).contains("ERP_Invoice__c"));
  }

  @Test
  void aPaymentNamesTheInvoicesItPays() {
    Map<dev.passerelle.core.model.EntityType, Selection> both = new LinkedHashMap<>();
    both.put(Invoice.TYPE, SalesforceSetup.everything(orgs.settings, Invoice.TYPE));
    both.put(Payment.TYPE, SalesforceSetup.everything(orgs.settings, Payment.TYPE));
    orgs.prepared(both);
    EntityAdapter invoices =
        connector.adapter(Invoice.TYPE, Selection.of(Invoice.NUMBER, Invoice.POSTED)).orElseThrow();
    RecordId invoice =
        written(
            invoices,
            new Write.Create("i", "FA:1", Fields.of(Invoice.NUMBER, "FA1", Invoice.POSTED, true)));
    assertThat(found(invoices, invoice).fields().get(Invoice.POSTED)).contains(true);
    EntityAdapter payments =
        connector
            .adapter(
                Payment.TYPE,
                Selection.of(Payment.NUMBER, Payment.INVOICES, Payment.BOUNCED, Reference.FIELD))
            .orElseThrow();
    Set<Ref> paid = Set.of(Ref.to(Invoice.TYPE, invoice));
    RecordId payment =
        written(
            payments,
            new Write.Create(
                "p", "RG:1", Fields.of(Payment.NUMBER, "RG1", Payment.INVOICES, paid)));
    Fields shown = found(payments, payment).fields();
    assertThat(shown.get(Payment.INVOICES)).contains(paid);
    assertThat(shown.get(Payment.BOUNCED)).contains(false);
    assertThat(shown.get(Reference.FIELD)).contains("RG:1");
  }
}
