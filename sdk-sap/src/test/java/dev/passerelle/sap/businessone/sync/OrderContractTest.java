package dev.passerelle.sap.businessone.sync;

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
import dev.passerelle.simulators.businessone.BusinessOneUser;
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
  private final Companies companies = new Companies().prepared();

  {
    BusinessOneUser user = companies.simulator.user();
    user.create("BusinessPartners", Map.of("CardCode", "C1", "CardName", "Acme"));
    for (String item : List.of("A1", "A2")) {
      user.create(
          "Items",
          Map.of(
              "ItemCode",
              item,
              "ItemName",
              "Article " + item,
              "SalesVATGroup",
              "C1",
              "SalesUnit",
              "sac"));
    }
  }

  @AfterEach
  void close() {
    companies.close();
  }

  @Override
  protected Connector connector() {
    return BusinessOne.connect(companies.settings);
  }

  @Override
  protected EntityType type() {
    return SalesOrder.TYPE;
  }

  String set() {
    return "Orders";
  }

  /** A text of the header that people may change. */
  Field<String> text() {
    return SalesOrder.EXTERNAL_NUMBER;
  }

  String property() {
    return "NumAtCard";
  }

  String prefix() {
    return "";
  }

  private static String textOf(Object value) {
    return value == null ? null : value.toString();
  }

  /** Two values of the text. */
  String value(int n, boolean changed) {
    return (changed ? "CRM-CHANGED-" : "CRM-") + n;
  }

  /** Makes the document that comes of a part of this one. */
  void draw(RecordId id) {
    draw("DeliveryNotes", 17, id);
  }

  final void draw(String target, int type, RecordId id) {
    companies
        .simulator
        .user()
        .create(
            target,
            Map.of(
                "CardCode",
                "C1",
                "DocDueDate",
                "2026-03-21",
                "DocumentLines",
                List.of(
                    Map.of(
                        "BaseType",
                        type,
                        "BaseEntry",
                        Integer.valueOf(id.value().substring(prefix().length())),
                        "BaseLine",
                        0,
                        "Quantity",
                        1))));
  }

  @Override
  protected Remote remote() {
    return new CompanyRemote(companies, set()) {
      @Override
      Map<String, Object> created(Fields fields) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("CardCode", "C1");
        values.put("DocDueDate", "2026-03-20");
        fields.get(SalesOrder.DATE).ifPresent(day -> values.put("DocDate", day.toString()));
        values.put(property(), fields.get(text()).orElse(null));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (DocumentLine line : fields.get(SalesOrder.LINES).orElse(List.of())) {
          rows.add(
              Map.of(
                  "ItemCode", line.product().orElseThrow().value(),
                  "ItemDescription", line.description().orElseThrow(),
                  "Quantity", line.quantity().orElseThrow(),
                  "UnitPrice", line.unitPrice().orElseThrow(),
                  "VatGroup", line.taxCode().orElseThrow(),
                  "U_PasLine", line.key()));
        }
        values.put("DocumentLines", rows);
        return values;
      }

      @Override
      Map<String, Object> edited(RecordId id, Fields changed) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (changed.has(text())) {
          values.put(property(), changed.get(text()).orElse(null));
        }
        return values;
      }

      @Override
      Fields read(Map<String, Object> record) {
        List<DocumentLine> lines = new ArrayList<>();
        for (Object each : (List<?>) record.get("DocumentLines")) {
          lines.add(line((Map<?, ?>) each));
        }
        return Fields.builder()
            .set(SalesOrder.CUSTOMER, Ref.to(Customer.TYPE, (String) record.get("CardCode")))
            .set(SalesOrder.DATE, LocalDate.parse((String) record.get("DocDate")))
            .set(text(), textOf(record.get(property())))
            .set(SalesOrder.CURRENCY, (String) record.get("DocCurrency"))
            .set(SalesOrder.GROSS, new BigDecimal(record.get("DocTotal").toString()))
            .set(SalesOrder.LINES, lines)
            .build();
      }

      private DocumentLine line(Map<?, ?> row) {
        return DocumentLine.item((String) row.get("U_PasLine"))
            .product(Ref.to(Product.TYPE, (String) row.get("ItemCode")))
            .description((String) row.get("ItemDescription"))
            .quantity(number(row, "Quantity"))
            .unit((String) row.get("MeasureUnit"))
            .unitPrice(number(row, "UnitPrice"))
            .taxCode((String) row.get("VatGroup"))
            .taxRate(number(row, "TaxPercentagePerRow"))
            .net(number(row, "LineTotal"))
            .delivered(number(row, "Quantity").subtract(number(row, "RemainingOpenQuantity")))
            .build();
      }

      private BigDecimal number(Map<?, ?> row, String name) {
        return new BigDecimal(row.get(name).toString());
      }

      @Override
      public void editPart(RecordId id) {
        draw(id);
      }

      @Override
      String prefix() {
        return OrderContractTest.this.prefix();
      }

      @Override
      public void archive(RecordId id) {
        Remote.cannot("archive a document");
      }

      @Override
      public void delete(RecordId id) {
        Remote.cannot("delete a document");
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(SalesOrder.CUSTOMER, Ref.to(Customer.TYPE, "C1"))
        .set(SalesOrder.DATE, LocalDate.of(2026, 3, 16))
        .set(text(), value(n, false))
        .set(SalesOrder.CURRENCY, "EUR")
        .set(SalesOrder.GROSS, new BigDecimal("2530.08"))
        .set(
            SalesOrder.LINES,
            List.of(line("1000", "A1", "250", "8.40"), line("2000", "A2", "0.5", "16.80")))
        .build();
  }

  private static DocumentLine line(String key, String item, String quantity, String price) {
    BigDecimal many = new BigDecimal(quantity);
    BigDecimal each = new BigDecimal(price);
    return DocumentLine.item(key)
        .product(Ref.to(Product.TYPE, item))
        .description("Article d'" + item)
        .quantity(many)
        .unit("sac")
        .unitPrice(each)
        .taxCode("C1")
        .taxRate(new BigDecimal("20"))
        .net(many.multiply(each))
        .delivered(BigDecimal.ZERO)
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(text(), value(n, true));
  }
}
