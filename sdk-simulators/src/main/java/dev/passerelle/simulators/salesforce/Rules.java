package dev.passerelle.simulators.salesforce;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Salesforce itself does around price books, opportunities, quotes and orders. */
final class Rules {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Org org;
  private int numbers = 100;

  Rules(Org org) {
    this.org = org;
  }

  void before(
      ObjectDef object, Map<String, @Nullable Object> values, @Nullable StoredRecord record) {
    switch (object.name) {
      case "Account" -> person(values, record);
      case "PricebookEntry" -> entry(values, record);
      case "Opportunity" -> opportunity(values);
      case "Quote" -> quote(values, record);
      case "QuoteLineItem" -> line(values, record, "QuoteId", "Quote");
      case "Order" -> order(values, record);
      case "OrderItem" -> line(values, record, "OrderId", "Order");
      default -> {}
    }
  }

  void after(StoredRecord record) {
    switch (record.object.name) {
      case "QuoteLineItem" -> parent("Quote", record.text("QuoteId")).ifPresent(this::total);
      case "OrderItem" -> parent("Order", record.text("OrderId")).ifPresent(this::orderTotal);
      case "Quote" -> total(record);
      default -> {}
    }
  }

  void beforeDelete(StoredRecord record) {
    String name = record.object.name;
    if (name.equals("Product2")
        && !(org.children("OrderItem", "Product2Id", record.id).isEmpty()
            && org.children("QuoteLineItem", "Product2Id", record.id).isEmpty())) {
      throw SfError.bad(
          "DELETE_FAILED",
          "Your attempt to delete the product could not be completed because some"
              + " documents use it.");
    }
    if (name.equals("Order") && record.text("StatusCode").equals("Activated")) {
      throw SfError.bad("FAILED_ACTIVATION", "An activated order cannot be deleted.");
    }
    if (name.equals("OrderItem")) {
      draft(record.text("OrderId"));
    }
  }

  void afterDelete(StoredRecord record) {
    switch (record.object.name) {
      case "QuoteLineItem" -> parent("Quote", record.text("QuoteId")).ifPresent(this::total);
      case "OrderItem" -> parent("Order", record.text("OrderId")).ifPresent(this::orderTotal);
      case "Product2" ->
          org.children("PricebookEntry", "Product2Id", record.id)
              .forEach(entry -> org.change(entry, Map.of("IsDeleted", true)));
      default -> {}
    }
  }

  private void person(Map<String, @Nullable Object> values, @Nullable StoredRecord record) {
    if (!org.features.contains(SalesforceSimulator.Feature.PERSON_ACCOUNTS)) {
      return;
    }
    boolean person =
        record == null
            ? values.get("LastName") != null
            : Boolean.TRUE.equals(record.get("IsPersonAccount"));
    if (person && values.containsKey("Name")) {
      throw SfError.bad(
          "INVALID_FIELD_FOR_INSERT_UPDATE",
          "Account: bad field names on insert/update call: Name",
          "Name");
    }
    values.put("IsPersonAccount", person);
    if (person && (values.containsKey("LastName") || values.containsKey("FirstName"))) {
      values.put(
          "Name",
          (part(values, record, "FirstName") + " " + part(values, record, "LastName")).strip());
    }
  }

  private static String part(
      Map<String, @Nullable Object> values, @Nullable StoredRecord record, String name) {
    Object value = values.containsKey(name) || record == null ? values.get(name) : record.get(name);
    return value == null ? "" : value.toString();
  }

  private void entry(Map<String, @Nullable Object> values, @Nullable StoredRecord record) {
    if (record != null) {
      return;
    }
    String book = String.valueOf(values.get("Pricebook2Id"));
    String product = String.valueOf(values.get("Product2Id"));
    boolean standard =
        org.record(org.need("Pricebook2"), book)
            .filter(each -> Boolean.TRUE.equals(each.get("IsStandard")))
            .isPresent();
    List<StoredRecord> others = org.children("PricebookEntry", "Product2Id", product);
    Object currency = values.get("CurrencyIsoCode");
    for (StoredRecord other : others) {
      if (other.text("Pricebook2Id").equals(book)
          && java.util.Objects.equals(other.get("CurrencyIsoCode"), currency)) {
        throw SfError.bad(
            "DUPLICATE_VALUE",
            "This price definition already exists in this price book duplicates value on record"
                + " with id: "
                + other.id);
      }
    }
    if (!standard && others.stream().noneMatch(this::isStandard)) {
      throw SfError.bad(
          "STANDARD_PRICE_NOT_DEFINED", "Before creating a custom price, create a standard price.");
    }
    StoredRecord made = org.record(org.need("Product2"), product).orElseThrow();
    values.put("ProductCode", made.get("ProductCode"));
    values.put("Name", made.get("Name"));
  }

  private boolean isStandard(StoredRecord entry) {
    return org.record(org.need("Pricebook2"), entry.text("Pricebook2Id"))
        .filter(each -> Boolean.TRUE.equals(each.get("IsStandard")))
        .isPresent();
  }

  private static void opportunity(Map<String, @Nullable Object> values) {
    Object stage = values.get("StageName");
    if (stage != null) {
      values.put("IsClosed", stage.toString().startsWith("Closed"));
      values.put("IsWon", stage.equals("Closed Won"));
    }
  }

  private void quote(Map<String, @Nullable Object> values, @Nullable StoredRecord record) {
    if (record == null) {
      values.put("QuoteNumber", "%08d".formatted(numbers++));
      values.putIfAbsent("Status", "Draft");
      org.record(org.need("Opportunity"), String.valueOf(values.get("OpportunityId")))
          .ifPresent(deal -> values.put("AccountId", deal.get("AccountId")));
    }
  }

  private void order(Map<String, @Nullable Object> values, @Nullable StoredRecord record) {
    String status = String.valueOf(values.getOrDefault("Status", ""));
    boolean active = record != null && record.text("StatusCode").equals("Activated");
    if (record == null) {
      if (!status.equals("Draft")) {
        throw SfError.bad(
            "FAILED_ACTIVATION", "Choose a valid order status and save your changes.", "Status");
      }
      values.put("OrderNumber", "%08d".formatted(numbers++));
      values.put("StatusCode", "Draft");
      values.put("TotalAmount", BigDecimal.ZERO);
      return;
    }
    if (status.equals("Activated") && !active) {
      if (org.children("OrderItem", "OrderId", record.id).isEmpty()) {
        throw SfError.bad("FAILED_ACTIVATION", "The order must have at least one product.");
      }
      values.put("StatusCode", "Activated");
    } else if (status.equals("Draft")) {
      values.put("StatusCode", "Draft");
    } else if (active && values.containsKey("AccountId")) {
      throw SfError.bad("FIELD_INTEGRITY_EXCEPTION", "An activated order is locked.", "AccountId");
    }
  }

  private void line(
      Map<String, @Nullable Object> values,
      @Nullable StoredRecord record,
      String parentField,
      String parentObject) {
    String parent =
        record == null ? String.valueOf(values.get(parentField)) : record.text(parentField);
    if (parentObject.equals("Order")) {
      draft(parent);
    }
    if (record == null) {
      fresh(values, parent(parentObject, parent).orElseThrow());
    }
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    if (record != null) {
      all.putAll(record.values);
    }
    all.putAll(values);
    BigDecimal subtotal = number(all, "Quantity").multiply(number(all, "UnitPrice"));
    values.put("Subtotal", money(subtotal));
    values.put(
        "TotalPrice",
        money(subtotal.multiply(HUNDRED.subtract(number(all, "Discount"))).divide(HUNDRED)));
  }

  private void fresh(Map<String, @Nullable Object> values, StoredRecord document) {
    StoredRecord entry =
        org.record(org.need("PricebookEntry"), String.valueOf(values.get("PricebookEntryId")))
            .orElseThrow();
    if (!entry.text("Pricebook2Id").equals(document.text("Pricebook2Id"))) {
      throw SfError.bad(
          "FIELD_INTEGRITY_EXCEPTION",
          "field integrity exception: PricebookEntryId (pricebook entry is in a different pricebook"
              + " than the one assigned to the document)",
          "PricebookEntryId");
    }
    values.put("Product2Id", entry.get("Product2Id"));
    values.put("ListPrice", entry.get("UnitPrice"));
    values.put(
        document.object.name.equals("Order") ? "OrderItemNumber" : "LineNumber",
        "%08d".formatted(numbers++));
  }

  private void draft(String order) {
    boolean active =
        parent("Order", order).filter(o -> o.text("StatusCode").equals("Activated")).isPresent();
    if (active) {
      throw SfError.bad("FIELD_INTEGRITY_EXCEPTION", "Unable to change an activated order.");
    }
  }

  private Optional<StoredRecord> parent(String object, String id) {
    return org.object(object).flatMap(type -> org.record(type, id));
  }

  private void total(StoredRecord quote) {
    BigDecimal subtotal = BigDecimal.ZERO;
    BigDecimal total = BigDecimal.ZERO;
    for (StoredRecord line : org.children("QuoteLineItem", "QuoteId", quote.id)) {
      subtotal = subtotal.add(number(line.values, "Subtotal"));
      total = total.add(number(line.values, "TotalPrice"));
    }
    BigDecimal grand =
        total.add(number(quote.values, "Tax")).add(number(quote.values, "ShippingHandling"));
    org.change(
        quote,
        Map.of(
            "Subtotal", money(subtotal), "TotalPrice", money(total), "GrandTotal", money(grand)));
  }

  private void orderTotal(StoredRecord order) {
    List<BigDecimal> amounts = new ArrayList<>();
    org.children("OrderItem", "OrderId", order.id)
        .forEach(item -> amounts.add(number(item.values, "TotalPrice")));
    org.change(
        order,
        Map.of("TotalAmount", money(amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add))));
  }

  private static BigDecimal number(Map<String, @Nullable Object> values, String name) {
    Object value = values.get(name);
    return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
  }

  private static BigDecimal money(BigDecimal value) {
    BigDecimal plain = value.setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }
}
