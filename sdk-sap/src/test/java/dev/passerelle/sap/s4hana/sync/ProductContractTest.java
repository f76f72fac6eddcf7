package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Price;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

class ProductContractTest extends EntityAdapterContract {
  private static final Map<Field<String>, String> TEXTS =
      Map.of(
          Product.SKU, "Product",
          Product.BARCODE, "ProductStandardID",
          Product.UNIT, "BaseUnit",
          Product.FAMILY, "ProductGroup");

  private final Systems systems = new Systems();

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
    return Product.TYPE;
  }

  @Override
  protected Remote remote() {
    return new SystemRemote(systems, "A_Product") {
      @Override
      String reference() {
        return "ProductOldID";
      }

      @Override
      public RecordId create(Fields fields) {
        Map<String, Object> values = texts(fields);
        values.put("ProductType", "HAWA");
        values.put("to_Description", List.of(name(fields)));
        values.put(
            "to_ProductSalesTax",
            List.of(
                Map.of(
                    "Country",
                    "FR",
                    "TaxCategory",
                    "TTX1",
                    "TaxClassification",
                    fields.get(Product.TAX_CODE).orElse(""))));
        String number = user.create(set, values);
        price(number, fields);
        return RecordId.of(number);
      }

      private Map<String, Object> name(Fields fields) {
        return Map.of("Language", "EN", "ProductDescription", fields.get(Product.NAME).orElse(""));
      }

      private Map<String, Object> texts(Fields fields) {
        Map<String, Object> values = new LinkedHashMap<>();
        TEXTS.forEach(
            (field, property) -> {
              if (fields.has(field)) {
                values.put(property, fields.get(field).orElse(""));
              }
            });
        return values;
      }

      private void price(String number, Fields fields) {
        for (Price price : fields.get(Product.PRICES).orElse(Set.of())) {
          condition(number, price.list(), price.amount());
        }
      }

      private void condition(String number, String list, BigDecimal amount) {
        user.create(
            "A_SlsPrcgConditionRecord",
            Map.of(
                "ConditionType",
                "PPR0",
                "ConditionRateValue",
                amount.multiply(BigDecimal.TEN).toPlainString(),
                "ConditionCurrency",
                "EUR",
                "ConditionQuantity",
                "10",
                "to_SlsPrcgCndnRecdValidity",
                List.of(
                    Map.of(
                        "ConditionType",
                        "PPR0",
                        "Material",
                        number,
                        "SalesOrganization",
                        "1010",
                        "PriceListType",
                        list))));
      }

      @Override
      public void edit(RecordId id, Fields changed) {
        Map<String, Object> values = texts(changed);
        values.remove("Product");
        if (!values.isEmpty()) {
          user.update(set, id.value(), values);
        }
        if (changed.has(Product.NAME)) {
          user.update(
              "A_ProductDescription",
              id.value(),
              Map.of("ProductDescription", changed.get(Product.NAME).orElse("")));
        }
        if (changed.has(Product.TAX_CODE)) {
          user.delete("A_ProductSalesTax", Map.of("Product", id.value()));
          user.update(set, id.value(), Map.of());
        }
        if (changed.has(Product.PRICES)) {
          for (Map<String, Object> row : validities(id.value())) {
            user.update(
                "A_SlsPrcgConditionRecord",
                String.valueOf(row.get("ConditionRecord")),
                Map.of("ConditionIsDeleted", true));
          }
          price(id.value(), changed);
        }
      }

      private List<Map<String, Object>> validities(String number) {
        return user.rows("A_SlsPrcgCndnRecdValidity", Map.of("Material", number));
      }

      @Override
      Fields read(Map<String, Object> record) {
        Fields.Builder fields = Fields.builder();
        String number = String.valueOf(record.get("Product"));
        TEXTS.forEach(
            (field, property) -> {
              if (record.containsKey(property)) {
                fields.set(field, value(record.get(property)));
              }
            });
        fields.set(
            Product.NAME,
            user.rows("A_ProductDescription", Map.of("Product", number)).stream()
                .map(row -> value(row.get("ProductDescription")))
                .findFirst()
                .orElse(null));
        fields.set(
            Product.TAX_CODE,
            user.rows("A_ProductSalesTax", Map.of("Product", number)).stream()
                .map(row -> value(row.get("TaxClassification")))
                .findFirst()
                .orElse(null));
        Set<Price> prices = new LinkedHashSet<>();
        for (Map<String, Object> row : validities(number)) {
          Map<String, Object> condition =
              user.record("A_SlsPrcgConditionRecord", String.valueOf(row.get("ConditionRecord")))
                  .orElseThrow();
          if (!Boolean.TRUE.equals(condition.get("ConditionIsDeleted"))) {
            BigDecimal rate = new BigDecimal(condition.get("ConditionRateValue").toString());
            prices.add(
                new Price(
                    row.get("PriceListType") == null ? "" : row.get("PriceListType").toString(),
                    "EUR",
                    BigDecimal.ZERO,
                    false,
                    rate.divide(BigDecimal.TEN)));
          }
        }
        fields.set(Product.PRICES, prices.isEmpty() ? null : prices);
        return fields.build();
      }

      private String value(Object value) {
        return value == null || value.equals("") ? null : value.toString();
      }

      @Override
      public void archive(RecordId id) {
        user.update(set, id.value(), Map.of("IsMarkedForDeletion", true));
      }

      @Override
      public void editPart(RecordId id) {
        condition(id.value(), "02", new BigDecimal("7.77"));
      }

      @Override
      public Set<ShapeChange> shapeChanges() {
        return Set.of(ShapeChange.REMOVE_FIELD);
      }

      @Override
      public void changeShape(ShapeChange change) {
        sap.removeProperty(set, "Product");
      }

      @Override
      public void removeField(Field<?> field) {
        sap.removeProperty(set, "ProductGroup");
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Product.SKU, "TG" + n)
        .set(Product.NAME, "Tube d'" + n)
        .set(Product.BARCODE, "336000%07d".formatted(n))
        .set(Product.UNIT, "PC")
        .set(Product.TAX_CODE, "1")
        .set(
            Product.PRICES,
            Set.of(
                new Price("", "EUR", BigDecimal.ZERO, false, new BigDecimal("12.5")),
                new Price("01", "EUR", BigDecimal.ZERO, false, new BigDecimal("11." + n))))
        .set(Product.FAMILY, "L001")
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(Product.NAME, "Tuyau d'" + n, Product.FAMILY, "L002");
  }
}
