package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;

class StockContractTest extends EntityAdapterContract {
  private static final Map<Field<Map<String, BigDecimal>>, String> FIGURES =
      Map.of(
          StockLevel.ON_HAND, "InStock",
          StockLevel.RESERVED, "Committed",
          StockLevel.ON_ORDER, "Ordered");

  private final Companies companies = new Companies();
  private int items;

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
    return StockLevel.TYPE;
  }

  @Override
  protected Remote remote() {
    return new FigureRemote(companies, "Items") {
      @Override
      Map<String, Object> created(Fields fields) {
        return Map.of("ItemCode", "A" + ++items, "ItemName", "Article");
      }

      @Override
      public RecordId create(Fields fields) {
        RecordId id = super.create(fields);
        edit(id, fields);
        return id;
      }

      @Override
      public void edit(RecordId id, Fields changed) {
        FIGURES.forEach(
            (field, property) ->
                changed
                    .get(field)
                    .ifPresent(
                        rows ->
                            rows.forEach(
                                (warehouse, quantity) ->
                                    sap.user().stock(id.value(), warehouse, property, quantity))));
      }

      @Override
      Fields read(Map<String, Object> record) {
        Fields.Builder fields = Fields.builder();
        BigDecimal available = BigDecimal.ZERO;
        for (Map.Entry<Field<Map<String, BigDecimal>>, String> each : FIGURES.entrySet()) {
          Map<String, BigDecimal> rows = new TreeMap<>();
          for (Object row : (List<?>) record.get("ItemWarehouseInfoCollection")) {
            Map<?, ?> values = (Map<?, ?>) row;
            rows.put(
                (String) values.get("WarehouseCode"),
                new BigDecimal(values.get(each.getValue()).toString()));
          }
          fields.set(each.getKey(), rows);
          BigDecimal sum = rows.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
          if (each.getValue().equals("InStock")) {
            available = available.add(sum);
          } else if (each.getValue().equals("Committed")) {
            available = available.subtract(sum);
          }
        }
        return fields.set(StockLevel.AVAILABLE, available).build();
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(StockLevel.ON_HAND, rows("100." + n, "7"))
        .set(StockLevel.RESERVED, rows("40", "0"))
        .set(StockLevel.ON_ORDER, rows("0", "12.125"))
        .set(StockLevel.AVAILABLE, new BigDecimal("67." + n))
        .build();
  }

  private static Map<String, BigDecimal> rows(String first, String second) {
    return Map.of("01", new BigDecimal(first), "02", new BigDecimal(second));
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(StockLevel.ON_ORDER, rows("5", "" + n));
  }
}
