package dev.passerelle.simulators.businessone;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Marketing documents: prices and taxes of the lines, draw from a base document, stock and
 * balances. Amounts are in the company's currency, and in the document's where that is another.
 */
final class Documents {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final Map<String, Integer> TYPES =
      Map.of(
          "Quotations", 23, "Orders", 17, "DeliveryNotes", 15, "Invoices", 13, "CreditNotes", 14);

  /** What stays open to change once a document is booked. */
  private static final Set<String> AFTER_BOOKING =
      Set.of("Comments", "NumAtCard", "DocDueDate", "SalesPersonCode");

  private final Company company;

  Documents(Company company) {
    this.company = company;
  }

  void post(String set, Row row) {
    Row partner =
        company
            .find("BusinessPartners", row.text("CardCode"))
            .orElseThrow(() -> B1Error.rule("Invalid BP code '" + row.text("CardCode") + "'"));
    if (partner.yes("Frozen")) {
      throw B1Error.rule("Business partner is inactive");
    }
    if (row.rows("DocumentLines").isEmpty()) {
      throw B1Error.rule("No matrix rows: add at least one line");
    }
    header(set, row, partner);
    int number = 0;
    for (Row line : row.rows("DocumentLines")) {
      line.set("LineNum", number++).set("DocEntry", row.get("DocEntry"));
      draw(line);
      price(row, line, partner);
    }
    totals(row);
    effects(set, row, 1);
  }

  private void header(String set, Row row, Row partner) {
    row.set("DocNum", company.next(set + " number")).setIfAbsent("Series", BigDecimal.ONE);
    row.set("DocObjectCode", "o" + set);
    row.set("CardName", partner.get("CardName")).setIfAbsent("DocDate", company.today());
    if (row.get("DocDueDate") == null && set.equals("Orders")) {
      throw B1Error.rule("Enter a delivery date");
    }
    row.setIfAbsent("DocDueDate", row.text("DocDate")).setIfAbsent("TaxDate", row.text("DocDate"));
    String currency = partner.text("Currency");
    row.setIfAbsent("DocCurrency", currency.equals("##") ? company.localCurrency : currency);
    row.setIfAbsent("DocRate", BigDecimal.ONE).setIfAbsent("DocType", "dDocument_Items");
    row.setIfAbsent("SalesPersonCode", partner.number("SalesPersonCode"));
    row.set("DocumentStatus", "bost_Open").set("Cancelled", "tNO").set("CancelStatus", "csNo");
    row.set("PaidToDate", BigDecimal.ZERO).set("PaidToDateFC", BigDecimal.ZERO);
  }

  /** Copies from the line that this one draws, and closes it as far as it is drawn. */
  private void draw(Row line) {
    if (line.get("BaseEntry") == null || line.integer("BaseType") < 0) {
      line.set("BaseType", -1);
      return;
    }
    Row base = base(line);
    Row from =
        base.rows("DocumentLines").stream()
            .filter(each -> each.integer("LineNum") == line.integer("BaseLine"))
            .filter(each -> each.text("LineStatus").equals("bost_Open"))
            .findFirst()
            .orElseThrow(() -> B1Error.rule("Base document line is closed"));
    List.of("ItemCode", "ItemDescription", "UnitPrice", "DiscountPercent", "WarehouseCode")
        .forEach(name -> copy(from, line, name));
    List.of("VatGroup", "FreeText", "UoMCode").forEach(name -> copy(from, line, name));
    line.setIfAbsent("Quantity", from.number("RemainingOpenQuantity"));
    BigDecimal left = from.number("RemainingOpenQuantity").subtract(line.number("Quantity"));
    from.set("RemainingOpenQuantity", left.max(BigDecimal.ZERO));
    if (left.signum() <= 0) {
      from.set("LineStatus", "bost_Close");
    }
    closeIfDone(base);
    company.stamp(company.shapes.set("Orders"), base, false);
  }

  private Row base(Row line) {
    for (Map.Entry<String, Integer> type : TYPES.entrySet()) {
      if (type.getValue() == line.integer("BaseType")) {
        return company
            .find(type.getKey(), line.text("BaseEntry"))
            .orElseThrow(() -> B1Error.rule("Base document not found"));
      }
    }
    throw B1Error.rule("Unknown base type");
  }

  private static void copy(Row from, Row to, String name) {
    Object value = from.get(name);
    if (value != null) {
      to.setIfAbsent(name, value);
    }
  }

  private static void closeIfDone(Row document) {
    boolean open =
        document.rows("DocumentLines").stream()
            .anyMatch(line -> line.text("LineStatus").equals("bost_Open"));
    document.set("DocumentStatus", open ? "bost_Open" : "bost_Close");
  }

  private void price(Row document, Row line, Row partner) {
    Row item =
        company
            .find("Items", line.text("ItemCode"))
            .orElseThrow(() -> B1Error.rule("Item '" + line.text("ItemCode") + "' is unknown"));
    if (item.yes("Frozen")) {
      throw B1Error.rule("Item is inactive");
    }
    line.setIfAbsent("ItemDescription", item.text("ItemName"));
    line.setIfAbsent("Quantity", BigDecimal.ONE).setIfAbsent("DiscountPercent", BigDecimal.ZERO);
    line.setIfAbsent("UnitPrice", listPrice(item, partner.text("PriceListNum")));
    line.setIfAbsent("WarehouseCode", firstOf(item.text("DefaultWarehouse"), "01"));
    line.setIfAbsent("VatGroup", firstOf(partner.text("VatGroup"), item.text("SalesVATGroup")));
    line.set("Currency", document.get("DocCurrency")).set("MeasureUnit", item.text("SalesUnit"));
    line.setIfAbsent("UoMCode", "Manual").set("LineStatus", "bost_Open");
    line.set("RemainingOpenQuantity", line.number("Quantity"));
    amounts(document, line);
  }

  private void amounts(Row document, Row line) {
    BigDecimal factor =
        HUNDRED.subtract(line.number("DiscountPercent")).divide(HUNDRED, 8, RoundingMode.HALF_UP);
    BigDecimal price = line.number("UnitPrice").multiply(factor);
    BigDecimal net = Company.cents(price.multiply(line.number("Quantity")));
    BigDecimal rate = company.taxRate(line.text("VatGroup"));
    BigDecimal tax = Company.cents(net.multiply(rate).divide(HUNDRED));
    BigDecimal course = document.number("DocRate");
    line.set("Price", price.setScale(6, RoundingMode.HALF_UP).stripTrailingZeros());
    line.set("TaxPercentagePerRow", rate);
    line.set("RowTotalFC", isForeign(document) ? net : BigDecimal.ZERO);
    line.set("NetTaxAmountFC", isForeign(document) ? tax : BigDecimal.ZERO);
    line.set("LineTotal", isForeign(document) ? Company.cents(net.multiply(course)) : net);
    line.set("NetTaxAmount", isForeign(document) ? Company.cents(tax.multiply(course)) : tax);
    line.set("TaxTotal", line.number("NetTaxAmount"));
    line.set("GrossTotal", line.number("LineTotal").add(line.number("NetTaxAmount")));
  }

  private boolean isForeign(Row document) {
    return !document.text("DocCurrency").equals(company.localCurrency);
  }

  private static BigDecimal listPrice(Row item, String list) {
    return Records.rowOf(item.rows("ItemPrices"), "PriceList", list).number("Price");
  }

  private static String firstOf(String first, String second) {
    return first.isEmpty() ? second : first;
  }

  private void totals(Row row) {
    BigDecimal net = sum(row, "LineTotal");
    BigDecimal tax = sum(row, "NetTaxAmount");
    row.set("VatSum", tax).set("DocTotal", net.add(tax));
    BigDecimal foreignTax = sum(row, "NetTaxAmountFC");
    row.set("VatSumFc", foreignTax).set("DocTotalFc", sum(row, "RowTotalFC").add(foreignTax));
  }

  private static BigDecimal sum(Row row, String property) {
    return row.rows("DocumentLines").stream()
        .map(line -> line.number(property))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  void update(String set, Row row, Map<String, @Nullable Object> body, boolean replace) {
    Shape shape = company.shapes.set(set);
    boolean booked = Set.of("DeliveryNotes", "Invoices", "CreditNotes").contains(set);
    if (booked) {
      body.keySet().stream()
          .filter(name -> !AFTER_BOOKING.contains(name) && !name.startsWith("U_"))
          .findFirst()
          .ifPresent(
              name -> {
                throw B1Error.rule("Property '" + name + "' cannot be changed after booking");
              });
    }
    if (row.text("DocumentStatus").equals("bost_Close") && body.containsKey("DocumentLines")) {
      throw B1Error.rule("Document is closed");
    }
    effects(set, row, -1);
    Incoming.merge(shape, row, body, replace);
    if (body.containsKey("DocumentLines")) {
      reprice(row);
    }
    effects(set, row, 1);
  }

  private void reprice(Row row) {
    Row partner = company.need("BusinessPartners", row.text("CardCode"));
    int next = 0;
    for (Row line : row.rows("DocumentLines")) {
      next = Math.max(next, line.has("LineNum") ? line.integer("LineNum") + 1 : 0);
    }
    for (Row line : row.rows("DocumentLines")) {
      if (!line.has("LineNum")) {
        line.set("LineNum", next++).set("DocEntry", row.get("DocEntry")).set("BaseType", -1);
      }
      price(row, line, partner);
    }
    totals(row);
  }

  /** What a document does to stock and balance; {@code sign} -1 takes it back. */
  private void effects(String set, Row row, int sign) {
    BigDecimal gross = row.number("DocTotal").multiply(BigDecimal.valueOf(sign));
    Row partner = company.need("BusinessPartners", row.text("CardCode"));
    switch (set) {
      case "Orders" -> {
        partner.add("OpenOrdersBalance", gross);
        row.rows("DocumentLines").forEach(line -> stock(line, "Committed", sign));
      }
      case "DeliveryNotes" -> {
        partner.add("OpenDeliveryNotesBalance", gross);
        release(row, partner, "OpenOrdersBalance", 17, sign);
        row.rows("DocumentLines").forEach(line -> delivered(line, sign));
      }
      case "Invoices" -> {
        partner.add("CurrentAccountBalance", gross);
        release(row, partner, "OpenOrdersBalance", 17, sign);
        release(row, partner, "OpenDeliveryNotesBalance", 15, sign);
        row.rows("DocumentLines").stream()
            .filter(line -> line.integer("BaseType") != 15)
            .forEach(line -> delivered(line, sign));
      }
      case "CreditNotes" -> partner.add("CurrentAccountBalance", gross.negate());
      default -> {}
    }
  }

  private static void release(Row row, Row partner, String balance, int type, int sign) {
    for (Row line : row.rows("DocumentLines")) {
      if (line.integer("BaseType") == type) {
        partner.add(balance, line.number("GrossTotal").multiply(BigDecimal.valueOf(-sign)));
      }
    }
  }

  private void delivered(Row line, int sign) {
    stock(line, "InStock", -sign);
    if (line.integer("BaseType") == 17) {
      stock(line, "Committed", -sign);
    }
  }

  private void stock(Row line, String figure, int sign) {
    Row item = company.need("Items", line.text("ItemCode"));
    BigDecimal quantity = line.number("Quantity").multiply(BigDecimal.valueOf(sign));
    Records.rowOf(
            item.rows("ItemWarehouseInfoCollection"), "WarehouseCode", line.text("WarehouseCode"))
        .set("WarehouseCode", line.text("WarehouseCode"))
        .add(figure, quantity);
    if (figure.equals("InStock")) {
      item.add("QuantityOnStock", quantity);
    }
  }

  void action(String set, Row row, String name) {
    if (!Set.of("Cancel", "Close", "Reopen").contains(name)) {
      throw B1Error.unsupported(name);
    }
    if (!name.equals("Reopen") && row.text("DocumentStatus").equals("bost_Close")) {
      throw B1Error.rule("Document is already closed");
    }
    if (name.equals("Cancel")) {
      effects(set, row, -1);
      row.set("Cancelled", "tYES").set("CancelStatus", "csYes");
    }
    row.set("DocumentStatus", name.equals("Reopen") ? "bost_Open" : "bost_Close");
  }
}
