package dev.passerelle.simulators.s4hana;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Business partners, their customers and their people (fact sheet §2.1). */
final class PartnerRules {
  private static final Instant FOREVER = Instant.parse("9999-12-31T23:59:59Z");
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

  private final Store store;
  private final Numbers numbers;

  PartnerRules(Store store, Numbers numbers) {
    this.store = store;
    this.numbers = numbers;
  }

  void assign(String set, Row row, Map<String, @Nullable Object> body) {
    switch (set) {
      case "A_BusinessPartner" -> partner(row, body);
      case "A_BusinessPartnerAddress" -> address(row);
      case "A_BuPaAddressUsage" -> usage(row);
      case "A_AddressEmailAddress", "A_AddressPhoneNumber", "A_AddressHomePageURL" ->
          line(set, row);
      case "A_BusinessPartnerContact" -> relationship(row);
      default -> {}
    }
  }

  private void partner(Row row, Map<String, @Nullable Object> body) {
    String category = row.text("BusinessPartnerCategory");
    if (!List.of("1", "2", "3").contains(category)) {
      throw S4Error.rule("R11/124", "Enter a category", "BusinessPartnerCategory");
    }
    if (category.equals("2") && row.isBlank("OrganizationBPName1")) {
      throw S4Error.rule("R11/401", "Enter a name", "OrganizationBPName1");
    }
    if (category.equals("1") && row.isBlank("LastName")) {
      throw S4Error.rule("R11/402", "Enter a last name", "LastName");
    }
    row.setIfBlank("BusinessPartner", store.next("partner", numbers.firstPartner()));
    row.set("CreationDate", store.today()).set("CreationTime", store.time());
    row.setIfBlank("BusinessPartnerGrouping", "BP01");
    row.set("ETag", "20260316120000");
    name(row);
    if (isCustomer(body) && numbers.customers()) {
      // Another number range than the partner's, as some customers have it.
      row.set("Customer", numbers.customerOf(row.text("BusinessPartner")));
    }
  }

  private static boolean isCustomer(Map<String, @Nullable Object> body) {
    Object roles = body.get("to_BusinessPartnerRole");
    return roles != null && String.valueOf(roles).contains("=FLCU");
  }

  private static void name(Row row) {
    boolean person = row.text("BusinessPartnerCategory").equals("1");
    String name =
        person
            ? (row.text("FirstName") + " " + row.text("LastName")).strip()
            : row.text("OrganizationBPName1");
    row.set("BusinessPartnerFullName", name).set("BusinessPartnerName", name);
  }

  private void address(Row row) {
    row.setIfBlank("AddressID", store.next("address", 22000));
    row.setIfBlank("ValidityStartDate", store.now());
    row.setIfBlank("ValidityEndDate", FOREVER);
    if (row.isBlank("Country")) {
      throw S4Error.rule("AM/108", "Enter a country", "Country");
    }
  }

  private void usage(Row row) {
    row.setIfBlank("ValidityStartDate", store.now());
    row.setIfBlank("ValidityEndDate", FOREVER);
    store
        .find("A_BusinessPartnerAddress", Map.of("AddressID", row.text("AddressID")))
        .ifPresent(address -> row.set("BusinessPartner", address.get("BusinessPartner")));
  }

  private void line(String set, Row row) {
    int number = 1 + store.by(set, "AddressID", row.text("AddressID")).size();
    row.setIfBlank("OrdinalNumber", Integer.toString(number));
    row.setIfBlank("Person", "");
    if (set.equals("A_AddressHomePageURL")) {
      row.setIfBlank("ValidityStartDate", LocalDate.of(1, 1, 1));
      row.setIfBlank("IsDefaultURLAddress", number == 1);
    }
  }

  private void relationship(Row row) {
    String company = row.text("BusinessPartnerCompany");
    String person = row.text("BusinessPartnerPerson");
    if (store.by("A_BusinessPartner", "BusinessPartner", company).isEmpty()
        || store.by("A_BusinessPartner", "BusinessPartner", person).isEmpty()) {
      throw S4Error.rule("R1/201", "Business partner does not exist", "BusinessPartnerCompany");
    }
    row.setIfBlank("RelationshipNumber", store.next("relationship", 500));
    row.setIfBlank("ValidityEndDate", LAST_DAY);
    row.setIfBlank("ValidityStartDate", store.today());
    row.setIfBlank("RelationshipCategory", "BUR001");
  }

  void complete(String set, Row row) {
    switch (set) {
      case "A_BusinessPartner" -> customer(row);
      case "A_BusinessPartnerContact" -> function(row);
      default -> moved(set, row);
    }
  }

  private void customer(Row row) {
    String number = row.text("Customer");
    if (!number.isEmpty() && store.by("A_Customer", "Customer", number).isEmpty()) {
      store.add("A_Customer", new Row().set("Customer", number));
    }
    List<Row> addresses =
        store.by("A_BusinessPartnerAddress", "BusinessPartner", row.text("BusinessPartner"));
    if (!addresses.isEmpty() && usages(row).isEmpty()) {
      Row usage = new Row().set("AddressUsage", "XXDEFAULT");
      usage.set("AddressID", addresses.get(0).get("AddressID"));
      usage(usage);
      store.add("A_BuPaAddressUsage", usage);
    }
  }

  private List<Row> usages(Row partner) {
    return store
        .by("A_BuPaAddressUsage", "BusinessPartner", partner.text("BusinessPartner"))
        .stream()
        .filter(each -> each.text("AddressUsage").equals("XXDEFAULT"))
        .toList();
  }

  private void function(Row relation) {
    Row row = new Row();
    for (String key :
        List.of(
            "RelationshipNumber",
            "BusinessPartnerCompany",
            "BusinessPartnerPerson",
            "ValidityEndDate",
            "RelationshipCategory")) {
      row.set(key, relation.get(key));
    }
    store.add("A_BPContactToFuncAndDept", row);
    stamp(relation.text("BusinessPartnerPerson"));
  }

  void changed(String set, Row row) {
    if (set.equals("A_BusinessPartner")) {
      name(row);
      stamp(row.text("BusinessPartner"));
    } else {
      row.touch();
      moved(set, row);
    }
  }

  /** A part moves the stamp of its partner, if it is one that is there already. */
  private void moved(String set, Row row) {
    switch (set) {
      case "A_BusinessPartnerAddress",
          "A_BuPaAddressUsage",
          "A_BusinessPartnerTaxNumber",
          "A_BusinessPartnerRole" ->
          stamp(row.text("BusinessPartner"));
      case "A_AddressEmailAddress", "A_AddressPhoneNumber", "A_AddressHomePageURL" ->
          store
              .find("A_BusinessPartnerAddress", Map.of("AddressID", row.text("AddressID")))
              .ifPresent(address -> stamp(address.text("BusinessPartner")));
      case "A_Customer", "A_CustomerSalesArea", "A_CustomerCompany" ->
          store
              .by("A_BusinessPartner", "Customer", row.text("Customer"))
              .forEach(partner -> stamp(partner.text("BusinessPartner")));
      case "A_BusinessPartnerContact", "A_BPContactToFuncAndDept" ->
          stamp(row.text("BusinessPartnerPerson"));
      default -> {}
    }
  }

  /** One that is just being created has no stamp of a change yet. */
  private void stamp(String partner) {
    for (Row row : store.by("A_BusinessPartner", "BusinessPartner", partner)) {
      boolean fresh =
          row.isBlank("LastChangeDate")
              && store.today().equals(row.get("CreationDate"))
              && store.time().equals(row.get("CreationTime"));
      if (!fresh) {
        row.set("LastChangeDate", store.today()).set("LastChangeTime", store.time());
      }
      row.touch();
    }
  }
}
