package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class OrderContractTest extends EntityAdapterContract {
  static final Field<String> TERMS = Field.code("terms");

  final Systems systems = systems();
  final String customer = systems.customer("Acme");

  {
    systems.product("A1");
    systems.product("A2");
  }

  Systems systems() {
    return new Systems(codes -> codes.property(type(), TERMS, "CustomerPaymentTerms"));
  }

  @AfterEach
  void close() {
    systems.close();
  }

  @Override
  protected Connector connector() {
    return S4Hana.connect(systems.settings);
  }

  @Override
  protected EntityType type() {
    return SalesOrder.TYPE;
  }

  String set() {
    return "A_SalesOrder";
  }

  String target() {
    return set();
  }

  /** What begins the names of the document's own properties. */
  String name() {
    return "SalesOrder";
  }

  String plant() {
    return "ProductionPlant";
  }

  boolean ordered() {
    return true;
  }

  /** Makes the document that comes of a part of this one. */
  void draw(RecordId id) {
    systems.simulator.user().deliver(id.value(), "10", BigDecimal.ONE);
  }

  @Override
  protected Remote remote() {
    return new SystemRemote(systems, set()) {
      @Override
      String target() {
        return OrderContractTest.this.target();
      }

      @Override
      public RecordId create(Fields fields) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(name() + "Type", "OR");
        values.put("SalesOrganization", "1010");
        values.put("DistributionChannel", "10");
        values.put("OrganizationDivision", "00");
        values.put("SoldToParty", customer);
        values.put("CustomerPaymentTerms", fields.get(TERMS).orElse(""));
        values.put(name() + "Date", fields.get(SalesOrder.DATE).orElseThrow().toString());
        values.put("TransactionCurrency", fields.get(SalesOrder.CURRENCY).orElse("EUR"));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (DocumentLine line : fields.get(SalesOrder.LINES).orElse(List.of())) {
          rows.add(row(line));
        }
        values.put("to_Item", rows);
        return RecordId.of(user.create(set, values));
      }

      private Map<String, Object> row(DocumentLine line) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("Material", line.product().orElseThrow().value());
        row.put(name() + "ItemText", line.description().orElseThrow());
        row.put("RequestedQuantity", line.quantity().orElseThrow());
        row.put(plant(), "1010");
        if (ordered()) {
          row.put("UnderlyingPurchaseOrderItem", line.key());
        }
        List<Map<String, Object>> prices = new ArrayList<>();
        prices.add(
            Map.of(
                "ConditionType",
                "PPR0",
                "ConditionRateValue",
                line.unitPrice().orElseThrow(),
                "ConditionCurrency",
                "EUR"));
        line.discountPercent()
            .ifPresent(
                part ->
                    prices.add(
                        Map.of("ConditionType", "DRV1", "ConditionRateValue", part.negate())));
        row.put("to_PricingElement", prices);
        return row;
      }

      @Override
      public void edit(RecordId id, Fields changed) {
        if (changed.has(TERMS)) {
          user.update(
              set, id.value(), Map.of("CustomerPaymentTerms", changed.get(TERMS).orElse("")));
        }
        if (changed.has(SalesOrder.WAREHOUSE)) {
          user.change(
              set + "Item",
              Map.of(name(), id.value()),
              Map.of(plant(), changed.get(SalesOrder.WAREHOUSE).orElse("")));
        }
      }

      @Override
      Fields read(Map<String, Object> record) {
        String number = String.valueOf(record.get(name()));
        List<DocumentLine> lines = new ArrayList<>();
        for (Map<String, Object> row : user.rows(set + "Item", Map.of(name(), number))) {
          lines.add(line(number, row));
        }
        Object terms = record.get("CustomerPaymentTerms");
        return Fields.builder()
            .set(
                SalesOrder.CUSTOMER,
                Ref.to(Customer.TYPE, String.valueOf(record.get("SoldToParty"))))
            .set(SalesOrder.DATE, LocalDate.parse(String.valueOf(record.get(name() + "Date"))))
            .set(TERMS, terms == null || terms.equals("") ? null : terms.toString())
            .set(SalesOrder.CURRENCY, String.valueOf(record.get("TransactionCurrency")))
            .set(
                SalesOrder.WAREHOUSE,
                user.rows(set + "Item", Map.of(name(), number)).stream()
                    .map(row -> String.valueOf(row.get(plant())))
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse(null))
            .set(SalesOrder.NET, (BigDecimal) record.get("TotalNetAmount"))
            .set(SalesOrder.LINES, lines)
            .build();
      }

      private DocumentLine line(String number, Map<String, Object> row) {
        String item = String.valueOf(row.get(name() + "Item"));
        Object key = row.get("UnderlyingPurchaseOrderItem");
        DocumentLine.Builder line =
            DocumentLine.item(key == null || key.equals("") ? item : key.toString())
                .product(Ref.to(Product.TYPE, String.valueOf(row.get("Material"))))
                .description(String.valueOf(row.get(name() + "ItemText")))
                .quantity((BigDecimal) row.get("RequestedQuantity"))
                .unit(String.valueOf(row.get("RequestedQuantityUnit")))
                .net((BigDecimal) row.get("NetAmount"));
        String prices = ordered() ? "A_SalesOrderItemPrElement" : set + "ItemPrcgElmnt";
        for (Map<String, Object> each :
            user.rows(prices, Map.of(name(), number, name() + "Item", item))) {
          BigDecimal rate = (BigDecimal) each.get("ConditionRateValue");
          if (each.get("ConditionType").equals("PPR0")) {
            line.unitPrice(rate);
          } else {
            line.discountPercent(rate.negate());
          }
        }
        if (ordered()) {
          line.delivered(
              (BigDecimal)
                  user.rows(
                          "A_SalesOrderScheduleLine",
                          Map.of("SalesOrder", number, "SalesOrderItem", item))
                      .get(0)
                      .get("DeliveredQtyInOrderQtyUnit"));
        }
        return line.build();
      }

      @Override
      public void editPart(RecordId id) {
        draw(id);
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(SalesOrder.CUSTOMER, Ref.to(Customer.TYPE, customer))
        .set(SalesOrder.DATE, LocalDate.of(2026, 3, 16))
        .set(TERMS, "0004")
        .set(SalesOrder.CURRENCY, "EUR")
        .set(SalesOrder.WAREHOUSE, "1010")
        .set(SalesOrder.NET, new BigDecimal("2107.56"))
        .set(
            SalesOrder.LINES,
            List.of(
                line("1000", "10", "A1", "250", "8.40", null),
                line("2000", "20", "A2", "0.5", "16.80", "10")))
        .build();
  }

  private DocumentLine line(
      String key, String item, String product, String quantity, String price, String discount) {
    BigDecimal many = new BigDecimal(quantity);
    BigDecimal net = many.multiply(new BigDecimal(price));
    DocumentLine.Builder line =
        DocumentLine.item(ordered() ? key : item)
            .product(Ref.to(Product.TYPE, product))
            .description("Article d'" + product)
            .quantity(many)
            .unit("PC")
            .unitPrice(new BigDecimal(price));
    if (discount != null) {
      BigDecimal part = new BigDecimal(discount);
      line.discountPercent(part);
      net = net.subtract(net.multiply(part).movePointLeft(2));
    }
    line.net(net);
    if (ordered()) {
      line.delivered(BigDecimal.ZERO);
    }
    return line.build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(TERMS, "00" + (n % 90 + 10));
  }
}
