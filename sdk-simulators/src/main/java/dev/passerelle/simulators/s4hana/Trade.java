package dev.passerelle.simulators.s4hana;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What follows an order: goods, invoices, receivables and receipts (fact sheet §2.5 to §2.7). */
final class Trade {
  static final String COMPANY = "1010";
  private static final int DAYS_TO_PAY = 30;

  private final Store store;

  Trade(Store store) {
    this.store = store;
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

  String deliver(String order, String item, BigDecimal quantity) {
    Row document = need("A_SalesOrder", "SalesOrder", order);
    Row line =
        store
            .find("A_SalesOrderItem", Map.of("SalesOrder", order, "SalesOrderItem", item))
            .orElseThrow(S4Error::notFound);
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
    Row part = new Row().set("DeliveryDocument", number).set("DeliveryDocumentItem", "10");
    part.set("Material", line.get("Material"));
    part.set("DeliveryDocumentItemText", line.get("SalesOrderItemText"));
    part.set("ActualDeliveryQuantity", quantity);
    part.set("DeliveryQuantityUnit", line.get("RequestedQuantityUnit"));
    part.set("ReferenceSDDocument", order).set("ReferenceSDDocumentItem", item);
    part.set("Plant", line.get("ProductionPlant")).set("GoodsMovementStatus", "C");
    store.add("A_OutbDeliveryItem", part);
    delivered(document, line, quantity);
    return number;
  }

  private void delivered(Row document, Row line, BigDecimal quantity) {
    Row schedule =
        store
            .find(
                "A_SalesOrderScheduleLine",
                Map.of(
                    "SalesOrder",
                    line.text("SalesOrder"),
                    "SalesOrderItem",
                    line.text("SalesOrderItem")))
            .orElseThrow(S4Error::notFound);
    BigDecimal sum = schedule.number("DeliveredQtyInOrderQtyUnit").add(quantity);
    schedule.set("DeliveredQtyInOrderQtyUnit", sum);
    boolean whole = sum.compareTo(line.number("RequestedQuantity")) >= 0;
    line.set("DeliveryStatus", whole ? "C" : "B");
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
    bill.set("CompanyCode", COMPANY).set("FiscalYear", "2026");
    bill.set("AccountingDocument", number).set("AccountingPostingStatus", "C");
    bill.set("OverallBillingStatus", "A").set("InvoiceClearingStatus", "A");
    store.add("A_BillingDocument", bill);
    BigDecimal net = BigDecimal.ZERO;
    BigDecimal tax = BigDecimal.ZERO;
    for (Row line : store.by("A_SalesOrderItem", "SalesOrder", order)) {
      billed(number, order, line, document);
      net = net.add(line.number("NetAmount"));
      tax = tax.add(line.number("TaxAmount"));
    }
    bill.set("TotalNetAmount", net).set("TaxAmount", tax).set("TotalGrossAmount", net.add(tax));
    receivable(bill, category.equals("O") ? net.add(tax).negate() : net.add(tax));
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

  private void receivable(Row bill, BigDecimal amount) {
    Row item = posting(bill.text("AccountingDocument"), bill.text("SoldToParty"), amount, "RV");
    item.set("BillingDocument", bill.get("BillingDocument"));
    item.set("NetDueDate", store.today().plusDays(DAYS_TO_PAY));
  }

  private Row posting(String number, String customer, BigDecimal amount, String type) {
    Row item = new Row().set("CompanyCode", COMPANY).set("FiscalYear", "2026");
    item.set("AccountingDocument", number).set("AccountingDocumentItem", "001");
    item.set("FinancialAccountType", "D").set("Customer", customer).set("IsCleared", false);
    item.set("DebitCreditCode", amount.signum() < 0 ? "H" : "S");
    item.set("AccountingDocumentType", type).set("PostingDate", store.today());
    item.set("DocumentDate", store.today()).set("NetDueDate", store.today());
    item.set("CompanyCodeCurrency", "EUR").set("TransactionCurrency", "EUR");
    item.set("AmountInCompanyCodeCurrency", amount).set("AmountInTransactionCurrency", amount);
    return store.add("A_OperationalAcctgDocItemCube", item);
  }

  String pay(String billing) {
    Row bill = need("A_BillingDocument", "BillingDocument", billing);
    Row item = need("A_OperationalAcctgDocItemCube", "BillingDocument", billing);
    String number = store.next("receipt", 14_000_001);
    BigDecimal amount = item.number("AmountInCompanyCodeCurrency");
    Row receipt = posting(number, bill.text("SoldToParty"), amount.negate(), "DZ");
    LocalDate today = store.today();
    for (Row each : List.of(item, receipt)) {
      each.set("IsCleared", true).set("ClearingDate", today);
      each.set("ClearingAccountingDocument", number);
    }
    bill.set("InvoiceClearingStatus", "C");
    return number;
  }

  String onAccount(String customer, BigDecimal amount) {
    String number = store.next("receipt", 14_000_001);
    posting(number, customer, amount.negate(), "DZ");
    return number;
  }

  private Row need(String set, String property, String value) {
    return store.by(set, property, value).stream().findFirst().orElseThrow(S4Error::notFound);
  }
}
