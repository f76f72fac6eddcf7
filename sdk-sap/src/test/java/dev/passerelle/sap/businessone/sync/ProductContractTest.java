package dev.passerelle.sap.businessone.sync;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

class ProductContractTest extends EntityAdapterContract {
  private static final Map<Field<String>, String> TEXTS =
      new LinkedHashMap<>(
          Map.of(
              Product.SKU, "ItemCode",
              Product.NAME, "ItemName",
              Product.BARCODE, "BarCode",
              Product.UNIT, "SalesUnit",
              Product.DESCRIPTION, "User_Text",
              Product.TAX_CODE, "SalesVATGroup"));

  private final Companies companies = prepared();

  private static Companies prepared() {
    Companies companies = new Companies();
    companies
        .simulator
        .user()
        .create(
            "UserFieldsMD",
            Map.of("TableName", "OITM", "Name", "PasReference", "Type", "db_Alpha", "Size", 100));
    return companies;
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
    return Product.TYPE;
  }

  @Override
  protected Remote remote() {
    return new CompanyRemote(companies, "Items") {
      @Override
      Map<String, Object> created(Fields fields) {
        return values(fields);
      }

      private Map<String, Object> values(Fields fields) {
        Map<String, Object> values = new LinkedHashMap<>();
        TEXTS.forEach(
            (field, property) -> {
              if (fields.has(field)) {
                values.put(property, fields.get(field).orElse(null));
              }
            });
        List<Map<String, Object>> rows = new ArrayList<>();
        fields
            .get(Product.PRICES)
            .ifPresent(
                prices ->
                    prices.forEach(
                        price ->
                            rows.add(
                                Map.of(
                                    "PriceList", Integer.valueOf(price.list()),
                                    "Price", price.amount(),
                                    "Currency", price.currency()))));
        if (!rows.isEmpty()) {
          values.put("ItemPrices", rows);
        }
        return values;
      }

      @Override
      Map<String, Object> edited(RecordId id, Fields changed) {
        Map<String, Object> values = values(changed);
        values.remove("ItemCode");
        return values;
      }

      @Override
      Fields read(Map<String, Object> record) {
        Fields.Builder fields = Fields.builder();
        TEXTS.forEach((field, property) -> fields.set(field, (String) record.get(property)));
        Set<Price> prices = new LinkedHashSet<>();
        for (Object each : (List<?>) record.get("ItemPrices")) {
          Map<?, ?> row = (Map<?, ?>) each;
          BigDecimal amount = new BigDecimal(row.get("Price").toString());
          String list = row.get("PriceList").toString();
          if (amount.signum() != 0) {
            prices.add(
                new Price(
                    list, (String) row.get("Currency"), BigDecimal.ZERO, list.equals("2"), amount));
          }
          if (list.equals("1")) {
            fields.set(Product.PRICE, amount);
          }
        }
        return fields.set(Product.PRICES, prices).set(Product.VAT_RATE, rate(record)).build();
      }

      private BigDecimal rate(Map<String, Object> record) {
        return "C1".equals(record.get("SalesVATGroup")) ? new BigDecimal("20") : null;
      }

      @Override
      public void editPart(RecordId id) {
        sap.user()
            .update(
                set,
                id.value(),
                Map.of("ItemPrices", List.of(Map.of("PriceList", 1, "Price", 77))));
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    BigDecimal price = new BigDecimal("10.549999").add(BigDecimal.valueOf(n));
    return Fields.builder()
        .set(Product.SKU, "CIM/CPJ-35 " + n)
        .set(Product.NAME, "Ciment d'ici " + n)
        .set(Product.BARCODE, "376000000%03d".formatted(n))
        .set(Product.UNIT, "sac")
        .set(Product.DESCRIPTION, "Sac de 35 kg\nn°" + n)
        .set(Product.TAX_CODE, "C1")
        .set(Product.PRICE, price)
        .set(
            Product.PRICES,
            Set.of(
                new Price("1", "EUR", BigDecimal.ZERO, false, price),
                new Price("2", "EUR", BigDecimal.ZERO, true, new BigDecimal("13.5"))))
        .set(Product.VAT_RATE, new BigDecimal("20"))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(Product.NAME, "Ciment nouveau " + n, Product.UNIT, "palette");
  }
}
