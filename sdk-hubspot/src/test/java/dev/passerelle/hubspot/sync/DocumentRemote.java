package dev.passerelle.hubspot.sync;

import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.hubspot.HubSpotRecord;
import dev.passerelle.simulators.hubspot.HubSpotUser;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Documents with a company and line items: orders and invoices. */
class DocumentRemote extends PortalRemote {
  private final HubSpotUser user;

  DocumentRemote(Portals portals, String objectType, String reference, Column<?>... columns) {
    super(portals, objectType, reference, columns);
    user = portals.simulator.user();
  }

  /** A line as the samples of a document have it. */
  static DocumentLine line(String key, String sku, String quantity, String price) {
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

  // Customer and lines have one name in all documents: the order's fields will do.
  @Override
  void links(String id, Fields fields) {
    if (fields.has(SalesOrder.CUSTOMER)) {
      record(id)
          .linked("companies")
          .forEach(company -> user.dissociate(objectType, id, "companies", company));
      fields
          .get(SalesOrder.CUSTOMER)
          .ifPresent(company -> user.associate(objectType, id, "companies", company.value()));
    }
    if (fields.has(SalesOrder.LINES)) {
      record(id).linked("line_items").forEach(item -> user.archive("line_items", item));
      int at = 0;
      for (DocumentLine line : fields.get(SalesOrder.LINES).orElse(List.of())) {
        String item = user.create("line_items", values(id, line, ++at)).id();
        user.associate(objectType, id, "line_items", item);
      }
    }
  }

  private HubSpotRecord record(String id) {
    return user.record(objectType, id).orElseThrow();
  }

  private static Map<String, String> values(String document, DocumentLine line, int at) {
    return Map.of(
        "erp_line_key",
        document + ":" + line.key(),
        "name",
        line.description().orElseThrow(),
        "hs_sku",
        line.product().orElseThrow().value(),
        "quantity",
        line.quantity().orElseThrow().toPlainString(),
        "price",
        line.unitPrice().orElseThrow().toPlainString(),
        "hs_position_on_quote",
        Integer.toString(at));
  }

  @Override
  Fields linked(HubSpotRecord record) {
    List<DocumentLine> lines = new ArrayList<>();
    record.linked("line_items").stream()
        .flatMap(id -> user.record("line_items", id).stream())
        .filter(item -> !item.archived())
        .sorted(Comparator.comparing(item -> item.value("hs_position_on_quote").orElse("9")))
        .forEach(item -> lines.add(line(record.id(), item)));
    return Fields.of(
        SalesOrder.LINES,
        lines,
        SalesOrder.CUSTOMER,
        record.linked("companies").stream()
            .findFirst()
            .map(id -> Ref.to(Customer.TYPE, id))
            .orElse(null));
  }

  private static DocumentLine line(String document, HubSpotRecord item) {
    BigDecimal quantity = new BigDecimal(item.value("quantity").orElseThrow());
    BigDecimal price = new BigDecimal(item.value("price").orElseThrow());
    return DocumentLine.item(
            item.value("erp_line_key").orElseThrow().substring(document.length() + 1))
        .description(item.value("name").orElseThrow())
        .product(Ref.byKey(Product.TYPE, Product.SKU, item.value("hs_sku").orElseThrow()))
        .quantity(quantity)
        .unitPrice(price)
        .net(quantity.multiply(price).setScale(2, RoundingMode.HALF_UP))
        .build();
  }

  @Override
  public void editPart(RecordId id) {
    user.update("line_items", record(id.value()).linked("line_items").get(0), "quantity", "77");
  }

  @Override
  public void halfWriteNext() {
    portals
        .simulator
        .faults()
        .next(1, "POST", "/line_items/batch/upsert$", Fault.dropBeforeCommit());
  }

  @Override
  public void loseNextAnswer() {
    portals
        .simulator
        .faults()
        .next(
            1,
            "POST",
            "/" + objectType + "/batch/(upsert|update|archive)$",
            Fault.dropAfterCommit());
  }
}
