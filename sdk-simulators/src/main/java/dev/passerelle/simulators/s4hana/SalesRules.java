package dev.passerelle.simulators.s4hana;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Quotations, orders and simulated orders (fact sheet §2.3, §2.4, §2.2). */
final class SalesRules {
  private final Store store;
  private final Pricing pricing;

  SalesRules(Store store, Pricing pricing) {
    this.store = store;
    this.pricing = pricing;
  }

  void assign(String set, Row row, Map<String, @Nullable Object> body) {
    DocumentKind.ofHeader(set).ifPresent(kind -> header(kind, row));
    DocumentKind.ofItem(set).ifPresent(kind -> item(kind, row));
    DocumentKind.ofPrice(set).ifPresent(kind -> price(kind, row));
  }

  private void header(DocumentKind kind, Row row) {
    for (String needed :
        List.of(kind.type(), "SalesOrganization", "DistributionChannel", "OrganizationDivision")) {
      if (row.isBlank(needed)) {
        throw S4Error.rule("V1/338", "Enter " + needed, needed);
      }
    }
    customer(row);
    if (kind != DocumentKind.SIMULATION) {
      row.setIfBlank(kind.number(), store.next(kind.header(), kind.first()));
      row.set("CreationDate", store.today());
    } else {
      row.set("SalesOrder", "$1");
    }
    row.setIfBlank(kind.date(), store.today());
    row.setIfBlank("RequestedDeliveryDate", store.today());
    row.setIfBlank("TransactionCurrency", "EUR");
    row.set("OverallSDProcessStatus", "A").set("OverallSDDocumentRejectionSts", "A");
    if (kind == DocumentKind.ORDER) {
      row.set("OverallTotalDeliveryStatus", "A").set("TotalCreditCheckStatus", "A");
    }
  }

  private void customer(Row row) {
    String number = row.text("SoldToParty");
    Row customer =
        store
            .find("A_Customer", Map.of("Customer", number))
            .orElseThrow(
                () ->
                    S4Error.rule(
                        "VP/199", "Sold-to party " + number + " does not exist", "SoldToParty"));
    boolean area =
        store.by("A_CustomerSalesArea", "Customer", number).stream()
            .anyMatch(
                each ->
                    each.text("SalesOrganization").equals(row.text("SalesOrganization"))
                        && each.text("DistributionChannel").equals(row.text("DistributionChannel"))
                        && each.text("Division").equals(row.text("OrganizationDivision")));
    if (!area) {
      throw S4Error.rule(
          "VP/207", "Sold-to party is not maintained for the sales area", "SoldToParty");
    }
    if (!customer.isBlank("OrderIsBlockedForCustomer")) {
      throw S4Error.rule("V1/364", "Customer is blocked for orders", "SoldToParty");
    }
  }

  private void item(DocumentKind kind, Row row) {
    String material = row.text("Material");
    Row product =
        store
            .find("A_Product", Map.of("Product", material))
            .orElseThrow(
                () ->
                    S4Error.rule("V1/382", "Material " + material + " is not defined", "Material"));
    if (product.yes("IsMarkedForDeletion")) {
      throw S4Error.rule("V1/317", "Material is flagged for deletion", "Material");
    }
    if (row.number("RequestedQuantity").signum() <= 0) {
      throw S4Error.rule("V1/103", "Enter a quantity", "RequestedQuantity");
    }
    int position = 10 * (1 + items(kind, row).size());
    row.setIfBlank(kind.position(), Integer.toString(position));
    row.setIfBlank("RequestedQuantityUnit", product.text("BaseUnit"));
    row.setIfBlank(kind.text(), pricing.name(material));
    row.set("SDProcessStatus", "A").set("DeliveryStatus", "A");
    row.set("OrderRelatedBillingStatus", "A");
  }

  List<Row> items(DocumentKind kind, Row row) {
    return store.by(kind.item(), kind.number(), row.text(kind.number()));
  }

  private void price(DocumentKind kind, Row row) {
    int step =
        10
            * (1
                + pricing
                    .elements(kind, row.text(kind.number()), row.text(kind.position()))
                    .size());
    row.setIfBlank("PricingProcedureStep", Integer.toString(step));
    row.setIfBlank("PricingProcedureCounter", "1");
    row.setIfBlank("ConditionQuantity", BigDecimal.ONE);
  }

  void complete(String set, Row row) {
    Optional<DocumentKind> header = DocumentKind.ofHeader(set);
    if (header.isPresent()) {
      if (items(header.get(), row).isEmpty()) {
        throw S4Error.rule("V1/321", "The document has no items", "");
      }
      pricing.total(header.get(), row);
      stamp(row);
    }
    Optional<DocumentKind> item = DocumentKind.ofItem(set);
    if (item.isPresent()) {
      pricing.item(item.get(), row);
      schedule(item.get(), row);
      document(item.get(), row).ifPresent(this::stamp);
    }
  }

  private void schedule(DocumentKind kind, Row item) {
    if (kind != DocumentKind.ORDER) {
      return;
    }
    Row line = new Row();
    line.set("SalesOrder", item.get("SalesOrder"))
        .set("SalesOrderItem", item.get("SalesOrderItem"));
    line.set("ScheduleLine", "1").set("ScheduleLineOrderQuantity", item.get("RequestedQuantity"));
    line.set("DeliveredQtyInOrderQtyUnit", BigDecimal.ZERO);
    store.add("A_SalesOrderScheduleLine", line);
  }

  private Optional<Row> document(DocumentKind kind, Row part) {
    return store.find(kind.header(), Map.of(kind.number(), part.text(kind.number())));
  }

  void changed(String set, Row row) {
    Optional<DocumentKind> header = DocumentKind.ofHeader(set);
    if (header.isPresent()) {
      stamp(row);
    }
    Optional<DocumentKind> item = DocumentKind.ofItem(set).or(() -> DocumentKind.ofPrice(set));
    if (item.isPresent()) {
      Optional<Row> document = document(item.get(), row);
      items(item.get(), row).forEach(each -> pricing.item(item.get(), each));
      document.ifPresent(each -> rejected(item.get(), each));
    }
  }

  private void rejected(DocumentKind kind, Row document) {
    List<Row> items = items(kind, document);
    long rejected = items.stream().filter(each -> !each.isBlank("SalesDocumentRjcnReason")).count();
    document.set(
        "OverallSDDocumentRejectionSts", rejected == 0 ? "A" : rejected < items.size() ? "B" : "C");
    pricing.total(kind, document);
    stamp(document);
  }

  void deleting(String set, Row row) {
    if (set.equals("A_SalesOrder")
        && !store
            .by("A_OutbDeliveryItem", "ReferenceSDDocument", row.text("SalesOrder"))
            .isEmpty()) {
      throw S4Error.rule("V1/059", "Subsequent documents exist", "");
    }
  }

  void stamp(Row document) {
    document.set("LastChangeDate", store.today()).set("LastChangeDateTime", store.now());
    document.touch();
  }
}
