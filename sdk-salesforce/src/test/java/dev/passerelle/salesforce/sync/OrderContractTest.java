package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.salesforce.SalesforceRow;
import dev.passerelle.simulators.salesforce.SalesforceUser;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Orders of the ERP, shown in Salesforce with their lines: composite records. */
class OrderContractTest extends EntityAdapterContract {
  private final Orgs orgs =
      new Orgs().prepared(SalesOrder.TYPE, SalesOrder.LINES, SalesOrder.GROSS);
  private final SalesforceUser user = orgs.simulator.user();
  private final String book = user.records("Pricebook2").get(0).id();
  private final String account = user.create("Account", Map.of("Name", "First"));
  private final Map<String, String> entries =
      Map.of("CIM-CPJ-35", entry("CIM-CPJ-35"), "TUB", entry("TUB"));

  private String entry(String sku) {
    String product =
        user.create("Product2", Map.of("Name", sku, "ProductCode", sku, "IsActive", true));
    return user.create(
        "PricebookEntry",
        Map.of(
            "Product2Id",
            product,
            "Pricebook2Id",
            book,
            "UnitPrice",
            new BigDecimal("1"),
            "IsActive",
            true));
  }

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
    return SalesOrder.TYPE;
  }

  @Override
  protected Remote remote() {
    return new OrgRemote(
        orgs,
        "Order",
        Column.number(SalesOrder.GROSS, "ERP_Gross__c"),
        Column.text(SalesOrder.NUMBER, "OrderReferenceNumber"),
        Column.date(SalesOrder.DATE, "EffectiveDate"),
        Column.ref(SalesOrder.CUSTOMER, Customer.TYPE, "AccountId")) {
      @Override
      Map<String, Object> always() {
        return new LinkedHashMap<>(Map.of("Status", "Draft", "Pricebook2Id", book));
      }

      @Override
      void others(String id, Fields fields) {
        if (fields.has(SalesOrder.LINES)) {
          user.find("OrderItem", "OrderId", id)
              .forEach(item -> user.delete("OrderItem", item.id()));
          for (DocumentLine line : fields.get(SalesOrder.LINES).orElse(List.of())) {
            user.create("OrderItem", values(id, line));
          }
        }
      }

      private Map<String, Object> values(String order, DocumentLine line) {
        return Map.of(
            "OrderId", order,
            "PricebookEntryId", entries.get(line.product().orElseThrow().value()),
            "ERP_Line_Key__c", order + ":" + line.key(),
            "Description", line.description().orElseThrow(),
            "Quantity", line.quantity().orElseThrow(),
            "UnitPrice", line.unitPrice().orElseThrow());
      }

      @Override
      Fields elsewhere(SalesforceRow row) {
        List<DocumentLine> lines = new ArrayList<>();
        user.find("OrderItem", "OrderId", row.id())
            .forEach(item -> lines.add(line(row.id(), item)));
        return Fields.of(SalesOrder.LINES, lines);
      }

      private DocumentLine line(String order, SalesforceRow item) {
        String product = item.value("Product2Id").orElseThrow();
        String sku =
            user.record("Product2", product).orElseThrow().value("ProductCode").orElseThrow();
        return DocumentLine.item(
                item.value("ERP_Line_Key__c").orElseThrow().substring(order.length() + 1))
            .description(item.value("Description").orElseThrow())
            .product(Ref.byKey(Product.TYPE, Product.SKU, sku))
            .quantity(new BigDecimal(item.value("Quantity").orElseThrow()))
            .unitPrice(new BigDecimal(item.value("UnitPrice").orElseThrow()))
            .net(new BigDecimal(item.value("TotalPrice").orElseThrow()))
            .build();
      }

      @Override
      public void editPart(RecordId id) {
        SalesforceRow item = user.find("OrderItem", "OrderId", id.value()).get(0);
        user.update("OrderItem", item.id(), Map.of("Quantity", new BigDecimal("77")));
      }

      @Override
      public void halfWriteNext() {
        orgs.simulator.faults().next(1, 1, "POST", WRITES, Fault.dropBeforeCommit());
      }

      @Override
      public void merge(RecordId loser, RecordId winner) {
        Remote.cannot("merge orders");
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(SalesOrder.GROSS, new BigDecimal("2934.68"))
        .set(SalesOrder.NUMBER, "BC26002" + n)
        .set(SalesOrder.DATE, LocalDate.of(2026, 3, 1 + n % 28))
        .set(SalesOrder.CUSTOMER, Ref.to(Customer.TYPE, account))
        .set(
            SalesOrder.LINES,
            List.of(line("1000", "CIM-CPJ-35", "250", "8.40"), line("2000", "TUB", "40", "14.2")))
        .build();
  }

  private static DocumentLine line(String key, String sku, String quantity, String price) {
    BigDecimal many = new BigDecimal(quantity);
    BigDecimal each = new BigDecimal(price);
    return DocumentLine.item(key)
        .product(Ref.byKey(Product.TYPE, Product.SKU, sku))
        .description("Article " + sku)
        .quantity(many)
        .unitPrice(each)
        .net(many.multiply(each).setScale(2, RoundingMode.HALF_UP))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        SalesOrder.NUMBER, "BC-CHANGED-" + n, SalesOrder.GROSS, new BigDecimal("99.00"));
  }
}
