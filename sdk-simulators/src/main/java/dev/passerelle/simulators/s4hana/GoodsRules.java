package dev.passerelle.simulators.s4hana;

import java.time.LocalDate;
import java.util.Locale;

/** Products and price conditions (fact sheet §2.2). */
final class GoodsRules {
  private final Store store;

  GoodsRules(Store store) {
    this.store = store;
  }

  void assign(String set, Row row) {
    switch (set) {
      case "A_Product" -> product(row);
      case "A_SlsPrcgConditionRecord" -> {
        row.setIfBlank("ConditionRecord", store.next("condition", 1));
        row.setIfBlank("ConditionApplication", "V");
        row.setIfBlank("ConditionValidityStartDate", LocalDate.of(2000, 1, 1));
        row.setIfBlank("ConditionValidityEndDate", LocalDate.of(9999, 12, 31));
      }
      case "A_SlsPrcgCndnRecdValidity" -> {
        row.setIfBlank("ConditionValidityStartDate", LocalDate.of(2000, 1, 1));
        row.setIfBlank("ConditionValidityEndDate", LocalDate.of(9999, 12, 31));
      }
      default -> {}
    }
  }

  private void product(Row row) {
    if (row.isBlank("Product")) {
      throw S4Error.rule("M3/015", "Enter a product number", "Product");
    }
    if (row.isBlank("ProductType") || row.isBlank("BaseUnit")) {
      throw S4Error.rule("M3/026", "Enter type and base unit", "ProductType");
    }
    // Entered in any case, kept in capitals (fact sheet §9).
    row.set("Product", row.text("Product").toUpperCase(Locale.ROOT));
    row.set("CreationDate", store.today());
  }

  void complete(String set, Row row) {
    if (set.equals("A_Product")) {
      stamp(row);
    } else {
      moved(set, row);
    }
  }

  void changed(String set, Row row) {
    if (set.equals("A_Product")) {
      stamp(row);
    } else if (set.startsWith("A_Product") || set.startsWith("A_SlsPrcg")) {
      row.touch();
      moved(set, row);
    }
  }

  private void moved(String set, Row row) {
    if (set.startsWith("A_Product")) {
      store.by("A_Product", "Product", row.text("Product")).forEach(this::stamp);
    } else if (set.startsWith("A_SlsPrcg")) {
      store
          .by("A_SlsPrcgConditionRecord", "ConditionRecord", row.text("ConditionRecord"))
          .forEach(each -> each.set("LastChangeDateTime", store.now()).touch());
    }
  }

  private void stamp(Row product) {
    product.set("LastChangeDate", store.today()).set("LastChangeDateTime", store.now());
    product.touch();
  }
}
