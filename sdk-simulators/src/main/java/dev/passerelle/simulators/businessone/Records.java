package dev.passerelle.simulators.businessone;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Creates, changes and deletes records, with the rules of each set. */
final class Records {
  private static final Set<String> DOCUMENTS =
      Set.of("Quotations", "Orders", "DeliveryNotes", "Invoices", "CreditNotes");

  private final Company company;
  private final Documents documents;
  private final Payments payments;

  Records(Company company) {
    this.company = company;
    this.documents = new Documents(company);
    this.payments = new Payments(company);
  }

  Row create(String set, Map<String, @Nullable Object> body) {
    Shape shape = company.shapes.set(set);
    Row row = new Row();
    Incoming.merge(shape, row, body, false);
    String key = key(set, row);
    if (company.find(set, key).isPresent()) {
      throw B1Error.exists(key);
    }
    complete(set, row);
    company.stamp(shape, row, true);
    company.put(set, key, row);
    if (set.equals("UserFieldsMD")) {
      defineUserField(row);
    }
    return row;
  }

  private String key(String set, Row row) {
    String property = Keys.of(set);
    if (set.equals("BusinessPartners") || set.equals("Items")) {
      if (row.text(property).isEmpty()) {
        numbered(set, row, property);
      }
      return row.text(property);
    }
    if (row.text(property).isEmpty()) {
      row.set(property, company.next(set));
    }
    return row.text(property);
  }

  private void numbered(String set, Row row, String property) {
    if (row.text("Series").isEmpty()) {
      throw B1Error.rule("Enter a value in property '" + property + "'");
    }
    String prefix = set.equals("Items") ? "I" : "C";
    row.set(property, prefix + "%05d".formatted(company.next(set)));
  }

  private void complete(String set, Row row) {
    switch (set) {
      case "BusinessPartners" -> partner(row);
      case "Items" -> item(row);
      case "IncomingPayments" -> payments.post(row);
      case "UserFieldsMD" -> userField(row);
      default -> {
        if (DOCUMENTS.contains(set)) {
          documents.post(set, row);
        }
      }
    }
  }

  private void partner(Row row) {
    if (row.text("CardName").isEmpty()) {
      row.set("CardName", row.text("CardCode"));
    }
    row.setIfAbsent("CardType", "cCustomer").setIfAbsent("Currency", company.localCurrency);
    row.setIfAbsent("PriceListNum", BigDecimal.ONE).setIfAbsent("SalesPersonCode", minusOne());
    row.setIfAbsent("PayTermsGrpCode", minusOne()).setIfAbsent("GroupCode", number(100));
    row.setIfAbsent("Valid", "tYES").setIfAbsent("Frozen", "tNO");
    for (String balance :
        List.of("CurrentAccountBalance", "OpenDeliveryNotesBalance", "OpenOrdersBalance")) {
      row.setIfAbsent(balance, BigDecimal.ZERO);
    }
    row.setIfAbsent("CreditLimit", BigDecimal.ZERO).setIfAbsent("MaxCommitment", BigDecimal.ZERO);
    partnerRows(row);
  }

  /** Numbers new rows; a name may occur once per kind of address, and once among contacts. */
  private void partnerRows(Row row) {
    Set<String> names = new java.util.HashSet<>();
    int next = -1;
    for (Row address : row.rows("BPAddresses")) {
      next = Math.max(next, address.has("RowNum") ? address.integer("RowNum") : -1);
    }
    for (Row address : row.rows("BPAddresses")) {
      address.setIfAbsent("AddressType", "bo_BillTo").set("BPCode", row.text("CardCode"));
      if (!address.has("RowNum")) {
        address.set("RowNum", ++next);
      }
      if (address.text("AddressName").isEmpty()
          || !names.add(address.text("AddressType") + address.text("AddressName"))) {
        throw B1Error.rule("Address ID is missing or not unique");
      }
    }
    contacts(row, names);
  }

  private void contacts(Row row, Set<String> names) {
    Shape shape = company.shapes.contacts();
    for (Row contact : row.rows("ContactEmployees")) {
      contact.set("CardCode", row.text("CardCode")).setIfAbsent("Active", "tYES");
      if (contact.text("Name").isEmpty() || !names.add("contact" + contact.text("Name"))) {
        throw B1Error.rule("Contact person name is missing or not unique");
      }
      if (!contact.has("InternalCode")) {
        contact.set("InternalCode", company.next("contact"));
        company.stamp(shape, contact, true);
      }
    }
  }

  private void item(Row row) {
    for (String yes : List.of("SalesItem", "PurchaseItem", "InventoryItem", "Valid")) {
      row.setIfAbsent(yes, "tYES");
    }
    row.setIfAbsent("Frozen", "tNO").setIfAbsent("ItemsGroupCode", number(100));
    row.setIfAbsent("QuantityOnStock", BigDecimal.ZERO);
    for (Row list : company.all("PriceLists")) {
      rowOf(row.rows("ItemPrices"), "PriceList", list.text("PriceListNo"))
          .set("PriceList", list.number("PriceListNo"))
          .setIfAbsent("Price", BigDecimal.ZERO)
          .setIfAbsent("Currency", company.localCurrency);
    }
    for (Row warehouse : company.all("Warehouses")) {
      Row stock =
          rowOf(
              row.rows("ItemWarehouseInfoCollection"),
              "WarehouseCode",
              warehouse.text("WarehouseCode"));
      stock.set("WarehouseCode", warehouse.text("WarehouseCode"));
      List.of("InStock", "Committed", "Ordered")
          .forEach(name -> stock.setIfAbsent(name, BigDecimal.ZERO));
    }
  }

  static Row rowOf(List<Row> rows, String key, String value) {
    for (Row each : rows) {
      if (each.text(key).equals(value)) {
        return each;
      }
    }
    Row made = new Row();
    rows.add(made);
    return made;
  }

  private void userField(Row row) {
    if (company.shapes.ofTable(row.text("TableName")).isEmpty()) {
      throw B1Error.rule("Table '" + row.text("TableName") + "' does not exist");
    }
    for (Row other : company.all("UserFieldsMD")) {
      if (other.text("TableName").equals(row.text("TableName"))
          && other.text("Name").equalsIgnoreCase(row.text("Name"))) {
        throw new B1Error(400, -2035, "This entry already exists in the following tables");
      }
    }
    row.setIfAbsent("Type", "db_Alpha").setIfAbsent("Mandatory", "tNO");
  }

  private void defineUserField(Row row) {
    Shape.Kind kind =
        switch (row.text("Type")) {
          case "db_Numeric" -> Shape.Kind.INT;
          case "db_Float" -> Shape.Kind.NUMBER;
          case "db_Date" -> Shape.Kind.DATE;
          default -> Shape.Kind.TEXT;
        };
    int length = row.text("Type").equals("db_Alpha") ? Math.max(1, row.integer("Size")) : 0;
    for (Shape shape : company.shapes.ofTable(row.text("TableName"))) {
      shape.addUserField("U_" + row.text("Name"), kind, length);
    }
  }

  void update(String set, String key, Map<String, @Nullable Object> body, boolean replace) {
    Row row = company.need(set, key);
    Shape shape = company.shapes.set(set);
    Object given = body.get(Keys.of(set));
    if (given != null && !row.text(Keys.of(set)).equalsIgnoreCase(String.valueOf(given))) {
      throw B1Error.unsupported("Changing the key");
    }
    if (DOCUMENTS.contains(set)) {
      documents.update(set, row, body, replace);
    } else if (set.equals("IncomingPayments")) {
      payments.update(row, body);
    } else {
      Incoming.merge(shape, row, body, replace);
    }
    if (set.equals("BusinessPartners")) {
      touchContacts(row, body);
      partnerRows(row);
    }
    company.stamp(shape, row, false);
  }

  private void touchContacts(Row row, Map<String, @Nullable Object> body) {
    Shape shape = company.shapes.contacts();
    if (body.get("ContactEmployees") instanceof List<?> given) {
      for (Object each : given) {
        Object code = dev.passerelle.simulators.Json.asObject(each).get("InternalCode");
        row.rows("ContactEmployees").stream()
            .filter(own -> code != null && own.text("InternalCode").equals(code.toString()))
            .forEach(own -> company.stamp(shape, own, false));
      }
    }
  }

  void delete(String set, String key) {
    Row row = company.need(set, key);
    if (DOCUMENTS.contains(set) || set.equals("IncomingPayments")) {
      throw B1Error.unsupported("Remove");
    }
    String code = row.text(Keys.of(set));
    boolean used =
        DOCUMENTS.stream()
            .flatMap(each -> company.all(each).stream())
            .anyMatch(each -> uses(each, set, code));
    if (used) {
      throw B1Error.rule("The record is used by transactions");
    }
    if (set.equals("UserFieldsMD")) {
      for (Shape shape : company.shapes.ofTable(row.text("TableName"))) {
        shape.removeUserField("U_" + row.text("Name"));
      }
    }
    company.remove(set, key);
  }

  private static boolean uses(Row document, String set, String code) {
    return switch (set) {
      case "BusinessPartners" -> document.text("CardCode").equals(code);
      case "Items" ->
          document.rows("DocumentLines").stream()
              .anyMatch(line -> line.text("ItemCode").equals(code));
      default -> false;
    };
  }

  void action(String set, String key, String name) {
    Row row = company.need(set, key);
    if (set.equals("IncomingPayments") && name.equals("Cancel")) {
      payments.cancel(row);
    } else if (DOCUMENTS.contains(set)) {
      documents.action(set, row, name);
    } else {
      throw B1Error.unsupported(name);
    }
    company.stamp(company.shapes.set(set), row, false);
  }

  private static BigDecimal minusOne() {
    return BigDecimal.valueOf(-1);
  }

  private static BigDecimal number(int value) {
    return BigDecimal.valueOf(value);
  }
}
