package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.DocumentReport;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.simulators.salesforce.SalesforceRow;
import dev.passerelle.simulators.salesforce.SalesforceUser;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Quotes of salespeople, read with what they say and written with what became of them. */
class QuoteContractTest extends EntityAdapterContract {
  private final Orgs orgs =
      new Orgs()
          .prepared(
              Quote.TYPE,
              DocumentReport.NUMBER,
              DocumentReport.STATUS,
              DocumentReport.TOTAL_GROSS,
              DocumentReport.MESSAGE);
  private final SalesforceUser user = orgs.simulator.user();
  private final String book = user.records("Pricebook2").get(0).id();
  private final String account = user.create("Account", Map.of("Name", "First"));
  private final String deal =
      user.create(
          "Opportunity",
          Map.of(
              "Name", "Deal",
              "StageName", "Proposal",
              "CloseDate", "2026-05-01",
              "AccountId", account));
  private final String product =
      user.create("Product2", Map.of("Name", "Tube", "ProductCode", "TUB", "IsActive", true));
  private final String entry =
      user.create(
          "PricebookEntry",
          Map.of(
              "Product2Id",
              product,
              "Pricebook2Id",
              book,
              "UnitPrice",
              new BigDecimal("8.40"),
              "IsActive",
              true));

  @AfterEach
  void close() {
    orgs.close();
  }

  @Override
  protected Connector connector() {
    return Salesforce.connect(orgs.settings);
  }

  @Override
  protected EntityType type() {
    return Quote.TYPE;
  }

  @Override
  protected Remote remote() {
    return new OrgRemote(
        orgs,
        "Quote",
        Column.text(DocumentReport.NUMBER, "ERP_Report_Number__c"),
        Column.text(DocumentReport.STATUS, "ERP_Report_Status__c"),
        Column.number(DocumentReport.TOTAL_GROSS, "ERP_Report_Total_Gross__c"),
        Column.text(DocumentReport.MESSAGE, "ERP_Report_Message__c"),
        Column.text(Quote.TITLE, "Name"),
        Column.date(Quote.EXPIRES, "ExpirationDate")) {
      @Override
      Map<String, Object> always() {
        return new LinkedHashMap<>(Map.of("OpportunityId", deal, "Pricebook2Id", book));
      }

      @Override
      public RecordId create(Fields fields) {
        RecordId id = super.create(fields);
        user.create(
            "QuoteLineItem",
            Map.of(
                "QuoteId", id.value(),
                "PricebookEntryId", entry,
                "Quantity", new BigDecimal("250"),
                "UnitPrice", new BigDecimal("8.40"),
                "Discount", new BigDecimal("5")));
        return id;
      }

      @Override
      Fields elsewhere(SalesforceRow row) {
        List<DocumentLine> lines = new ArrayList<>();
        user.find("QuoteLineItem", "QuoteId", row.id()).forEach(item -> lines.add(line(item)));
        return Fields.builder()
            .set(Quote.NUMBER, row.value("QuoteNumber").orElse(null))
            .set(Quote.CUSTOMER, Ref.to(Customer.TYPE, account))
            .set(Quote.NET, row.value("TotalPrice").map(BigDecimal::new).orElse(null))
            .set(Quote.LINES, lines)
            .build();
      }

      private DocumentLine line(SalesforceRow item) {
        return DocumentLine.item(item.id())
            .product(Ref.byKey(Product.TYPE, Product.SKU, "TUB"))
            .quantity(new BigDecimal(item.value("Quantity").orElseThrow()))
            .unitPrice(new BigDecimal(item.value("UnitPrice").orElseThrow()))
            .discountPercent(new BigDecimal(item.value("Discount").orElseThrow()))
            .net(new BigDecimal(item.value("TotalPrice").orElseThrow()))
            .build();
      }

      @Override
      public void editPart(RecordId id) {
        SalesforceRow item = user.find("QuoteLineItem", "QuoteId", id.value()).get(0);
        user.update("QuoteLineItem", item.id(), Map.of("Quantity", new BigDecimal("77")));
      }

      @Override
      public void merge(RecordId loser, RecordId winner) {
        Remote.cannot("merge quotes");
      }
    };
  }

  @Override
  protected Selection selection() {
    Set<Field<?>> all = new LinkedHashSet<>(super.selection().fields());
    all.addAll(List.of(Quote.LINES, Quote.NET, Quote.CUSTOMER, Quote.NUMBER));
    return Selection.of(all);
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(DocumentReport.NUMBER, "BC26003" + n)
        .set(Quote.TITLE, "Sentinel devis " + n)
        .set(Quote.EXPIRES, LocalDate.of(2026, 4, 14 + n % 10))
        .set(DocumentReport.STATUS, "held" + n)
        .set(DocumentReport.TOTAL_GROSS, new BigDecimal("2934.68"))
        .set(DocumentReport.MESSAGE, "Sentinel message " + n)
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        DocumentReport.STATUS, "synced", DocumentReport.TOTAL_GROSS, new BigDecimal("99.00"));
  }
}
