package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.hubspot.HubSpotRecord;
import dev.passerelle.simulators.hubspot.HubSpotUser;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Orders of the ERP, shown in HubSpot with their lines: composite records. */
class OrderContractTest extends EntityAdapterContract {
  private final Portals portals = withReference();
  private final HubSpotUser user = portals.simulator.user();
  private final String company = user.create("companies", Map.of("name", "First")).id();

  private static Portals withReference() {
    Portals portals = new Portals();
    try (HubSpotClient client = portals.administrator()) {
      HubSpotSetup.apply(
          client,
          portals.settings,
          Map.of(SalesOrder.TYPE, Selection.of(Reference.FIELD, SalesOrder.LINES)));
    }
    return portals;
  }

  @AfterEach
  void close() {
    portals.close();
  }

  @Override
  protected Connector connector() {
    return HubSpot.connect(portals.settings);
  }

  @Override
  protected EntityType type() {
    return SalesOrder.TYPE;
  }

  @Override
  protected Remote remote() {
    return new PortalRemote(
        portals,
        "orders",
        "erp_sales_order_key",
        Column.text(SalesOrder.NUMBER, "hs_order_name"),
        Column.number(SalesOrder.GROSS, "hs_total_price"),
        Column.text(SalesOrder.STATUS, "hs_pipeline_stage")) {

      @Override
      void links(String id, Fields fields) {
        if (fields.has(SalesOrder.CUSTOMER)) {
          if (fields.get(SalesOrder.CUSTOMER).isPresent()) {
            user.associate("orders", id, "companies", company);
          } else {
            user.dissociate("orders", id, "companies", company);
          }
        }
        if (fields.has(SalesOrder.LINES)) {
          user.record("orders", id)
              .orElseThrow()
              .linked("line_items")
              .forEach(item -> user.archive("line_items", item));
          int at = 0;
          for (DocumentLine line : fields.get(SalesOrder.LINES).orElse(List.of())) {
            String item = user.create("line_items", values(id, line, ++at)).id();
            user.associate("orders", id, "line_items", item);
          }
        }
      }

      private Map<String, String> values(String order, DocumentLine line, int at) {
        return Map.of(
            "erp_line_key",
            order + ":" + line.key(),
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
            .sorted(
                java.util.Comparator.comparing(
                    item -> item.value("hs_position_on_quote").orElse("9")))
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

      private DocumentLine line(String order, HubSpotRecord item) {
        BigDecimal quantity = new BigDecimal(item.value("quantity").orElseThrow());
        BigDecimal price = new BigDecimal(item.value("price").orElseThrow());
        return DocumentLine.item(
                item.value("erp_line_key").orElseThrow().substring(order.length() + 1))
            .description(item.value("name").orElseThrow())
            .product(Ref.byKey(Product.TYPE, Product.SKU, item.value("hs_sku").orElseThrow()))
            .quantity(quantity)
            .unitPrice(price)
            .net(quantity.multiply(price).setScale(2, RoundingMode.HALF_UP))
            .build();
      }

      @Override
      public void editPart(RecordId id) {
        String item = user.record("orders", id.value()).orElseThrow().linked("line_items").get(0);
        user.update("line_items", item, "quantity", "77");
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
            .next(1, "POST", "/orders/batch/(upsert|update|archive)$", Fault.dropAfterCommit());
      }

      @Override
      public Set<ShapeChange> shapeChanges() {
        return Set.of(); // Only fields that HubSpot defines: nobody can change them.
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(SalesOrder.NUMBER, "BC26002" + n)
        .set(SalesOrder.GROSS, new BigDecimal("2934.68"))
        .set(SalesOrder.CUSTOMER, Ref.to(Customer.TYPE, company))
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
