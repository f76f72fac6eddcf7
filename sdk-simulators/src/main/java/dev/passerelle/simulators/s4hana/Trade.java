package dev.passerelle.simulators.s4hana;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What follows an order: goods and invoices (fact sheet §2.5, §2.6). */
final class Trade {
  private final Store store;
  private final Ledger ledger;

  Trade(Store store, Ledger ledger) {
    this.store = store;
    this.ledger = ledger;
  }

  void stock(String material, String plant, String storage, String kind, BigDecimal quantity) {
    Row product = need("A_Product", "Product", material);
    if (store.by("A_MaterialStock", "Material", material).isEmpty()) {
      Row head = new Row().set("Material", material);
      store.add("A_MaterialStock", head.set("MaterialBaseUnit", product.get("BaseUnit")));
    }
    Row row =
        store.by("A_MatlStkInAcctMod", "Material", material).stream()
            .filter(each -> each.text("Plant").equals(plant))
            .filter(each -> each.text("StorageLocation").equals(storage))
            .filter(each -> each.text("InventoryStockType").equals(kind))
            .findFirst()
            .orElseGet(() -> store.add("A_MatlStkInAcctMod", new Row()));
    row.set("Material", material).set("Plant", plant).set("StorageLocation", storage);
    row.set("InventoryStockType", kind).set("MaterialBaseUnit", product.get("BaseUnit"));
    row.set("MatlWrhsStkQtyInMatlBaseUnit", quantity);
  }

  /** All of one item. */
  String deliver(String order, String item, BigDecimal quantity) {
    Row line =
        store
            .find("A_SalesOrderItem", Map.of("SalesOrder", order, "SalesOrderItem", item))
            .orElseThrow(S4Error::notFound);
    return deliver(order, Map.of(line, quantity));
  }

  /** What of an order was not delivered yet. */
  String deliver(String order) {
    Map<Row, BigDecimal> open = new LinkedHashMap<>();
    for (Row line : store.by("A_SalesOrderItem", "SalesOrder", order)) {
      BigDecimal left =
          line.number("RequestedQuantity")
              .subtract(schedule(line).number("DeliveredQtyInOrderQtyUnit"));
      if (left.signum() > 0) {
        open.put(line, left);
      }
    }
    return deliver(order, open);
  }

  private String deliver(String order, Map<Row, BigDecimal> lines) {
    Row document = need("A_SalesOrder", "SalesOrder", order);
    Row delivery = new Row();
    String number = store.next("delivery", 80_000_001);
    delivery.set("DeliveryDocument", number).set("DeliveryDocumentType", "LF");
    delivery.set("SoldToParty", document.get("SoldToParty"));
    delivery.set("ShipToParty", document.get("SoldToParty"));
    delivery.set("DocumentDate", store.today()).set("DeliveryDate", store.today());
    delivery.set("CreationDate", store.today()).set("CreationTime", store.time());
    delivery.set("OverallGoodsMovementStatus", "C").set("OverallDelivReltdBillgStatus", "A");
    delivery.set("ActualGoodsMovementDate", store.today());
    delivery.set("TransactionCurrency", document.get("TransactionCurrency"));
    delivery.set("SalesOrganization", document.get("SalesOrganization"));
    store.add("A_OutbDeliveryHeader", delivery);
    int position = 0;
    for (Map.Entry<Row, BigDecimal> each : lines.entrySet()) {
      position += 10;
      part(number, position, each.getKey(), each.getValue());
      delivered(document, each.getKey(), each.getValue());
    }
    return number;
  }

  private void part(String delivery, int position, Row line, BigDecimal quantity) {
    Row part = new Row().set("DeliveryDocument", delivery);
    part.set("DeliveryDocumentItem", Integer.toString(position));
    part.set("Material", line.get("Material"));
    part.set("DeliveryDocumentItemText", line.get("SalesOrderItemText"));
    part.set("ActualDeliveryQuantity", quantity);
    part.set("DeliveryQuantityUnit", line.get("RequestedQuantityUnit"));
    part.set("ReferenceSDDocument", line.get("SalesOrder"));
    part.set("ReferenceSDDocumentItem", line.get("SalesOrderItem"));
    part.set("Plant", line.get("ProductionPlant")).set("GoodsMovementStatus", "C");
    part.set("DeliveryRelatedBillingStatus", "A");
    store.add("A_OutbDeliveryItem", part);
  }

  private Row schedule(Row line) {
    return store
        .find(
            "A_SalesOrderScheduleLine",
            Map.of(
                "SalesOrder", line.text("SalesOrder"),
                "SalesOrderItem", line.text("SalesOrderItem")))
        .orElseThrow(S4Error::notFound);
  }

  private void delivered(Row document, Row line, BigDecimal quantity) {
    Row schedule = schedule(line);
    BigDecimal sum = schedule.number("DeliveredQtyInOrderQtyUnit").add(quantity);
    schedule.set("DeliveredQtyInOrderQtyUnit", sum);
    boolean whole = sum.compareTo(line.number("RequestedQuantity")) >= 0;
    line.set("DeliveryStatus", whole ? "C" : "B").set("SDProcessStatus", whole ? "C" : "B");
    List<Row> lines = store.by("A_SalesOrderItem", "SalesOrder", line.text("SalesOrder"));
    boolean all = lines.stream().allMatch(each -> each.text("DeliveryStatus").equals("C"));
    document.set("OverallTotalDeliveryStatus", all ? "C" : "B");
    document.set("OverallSDProcessStatus", all ? "C" : "B");
    document.set("LastChangeDateTime", store.now()).touch();
  }

  Row deliveryChanged(String delivery) {
    Row row = need("A_OutbDeliveryHeader", "DeliveryDocument", delivery);
    row.set("LastChangeDate", store.today()).touch();
    return row;
  }

  Row billingStatus(String billing, String status) {
    Row row = need("A_BillingDocument", "BillingDocument", billing);
    row.set("InvoiceClearingStatus", status).set("LastChangeDate", store.today());
    row.set("LastChangeDateTime", store.now()).touch();
    return row;
  }

  String bill(String order, String type, String category) {
    Row document = need("A_SalesOrder", "SalesOrder", order);
    String number = store.next("billing", 90_000_001);
    Row bill = new Row().set("BillingDocument", number).set("BillingDocumentType", type);
    bill.set("SDDocumentCategory", category).set("BillingDocumentDate", store.today());
    bill.set("CreationDate", store.today()).set("CreationTime", store.time());
    bill.set("SoldToParty", document.get("SoldToParty"));
    bill.set("PayerParty", document.get("SoldToParty"));
    bill.set("TransactionCurrency", document.get("TransactionCurrency"));
    bill.set("PurchaseOrderByCustomer", document.get("PurchaseOrderByCustomer"));
    bill.set("CompanyCode", Ledger.COMPANY).set("FiscalYear", "2026");
    bill.set("AccountingDocument", number).set("AccountingPostingStatus", "C");
    bill.set("OverallBillingStatus", "A").set("InvoiceClearingStatus", "A");
    store.add("A_BillingDocument", bill);
    BigDecimal net = BigDecimal.ZERO;
    BigDecimal tax = BigDecimal.ZERO;
    for (Row line : store.by("A_SalesOrderItem", "SalesOrder", order)) {
      billed(number, order, line, document);
      line.set("OrderRelatedBillingStatus", "C");
      net = net.add(line.number("NetAmount"));
      tax = tax.add(line.number("TaxAmount"));
    }
    bill.set("TotalNetAmount", net).set("TaxAmount", tax).set("TotalGrossAmount", net.add(tax));
    ledger.receivable(bill, category.equals("O") ? net.add(tax).negate() : net.add(tax));
    deliveriesBilled(order);
    return number;
  }

  private void billed(String number, String order, Row line, Row document) {
    Row item = new Row().set("BillingDocument", number);
    item.set("BillingDocumentItem", line.get("SalesOrderItem"))
        .set("Material", line.get("Material"));
    item.set("BillingDocumentItemText", line.get("SalesOrderItemText"));
    item.set("BillingQuantity", line.get("RequestedQuantity"));
    item.set("BillingQuantityUnit", line.get("RequestedQuantityUnit"));
    item.set("NetAmount", line.get("NetAmount")).set("TaxAmount", line.get("TaxAmount"));
    item.set("GrossAmount", line.number("NetAmount").add(line.number("TaxAmount")));
    item.set("SalesDocument", order).set("SalesDocumentItem", line.get("SalesOrderItem"));
    item.set("ReferenceSDDocument", order).set("ReferenceSDDocumentCategory", "C");
    item.set("ReferenceSDDocumentItem", line.get("SalesOrderItem"));
    item.set("TransactionCurrency", document.get("TransactionCurrency"));
    store.add("A_BillingDocumentItem", item);
  }

  private void deliveriesBilled(String order) {
    for (Row part : store.by("A_OutbDeliveryItem", "ReferenceSDDocument", order)) {
      part.set("DeliveryRelatedBillingStatus", "C");
      String number = part.text("DeliveryDocument");
      boolean all =
          store.by("A_OutbDeliveryItem", "DeliveryDocument", number).stream()
              .allMatch(each -> each.text("DeliveryRelatedBillingStatus").equals("C"));
      need("A_OutbDeliveryHeader", "DeliveryDocument", number)
          .set("OverallDelivReltdBillgStatus", all ? "C" : "B")
          .set("LastChangeDate", store.today())
          .touch();
    }
  }

  private Row need(String set, String property, String value) {
    return store.by(set, property, value).stream().findFirst().orElseThrow(S4Error::notFound);
  }
}
