package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;

class StockContractTest extends EntityAdapterContract {
  private final Systems systems = new Systems();
  private int products;

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
    return StockLevel.TYPE;
  }

  @Override
  protected Remote remote() {
    return new SystemRemote(systems, "A_MaterialStock") {
      @Override
      public RecordId create(Fields fields) {
        RecordId id = RecordId.of(systems.product("TG" + ++products));
        edit(id, fields);
        return id;
      }

      @Override
      public void edit(RecordId id, Fields changed) {
        changed
            .get(StockLevel.ON_HAND)
            .ifPresent(
                rows ->
                    rows.forEach(
                        (plant, quantity) -> {
                          // Two storage locations, and what nobody may sell.
                          user.stock(id.value(), plant, "171A", quantity.subtract(BigDecimal.ONE));
                          user.stock(id.value(), plant, "171B", BigDecimal.ONE);
                          user.stock(id.value(), plant, "171A", "07", BigDecimal.TEN);
                        }));
      }

      @Override
      Fields read(Map<String, Object> record) {
        Map<String, BigDecimal> plants = new TreeMap<>();
        for (Map<String, Object> row :
            user.rows(
                "A_MatlStkInAcctMod",
                Map.of(
                    "Material",
                    String.valueOf(record.get("Material")),
                    "InventoryStockType",
                    "01"))) {
          plants.merge(
              String.valueOf(row.get("Plant")),
              (BigDecimal) row.get("MatlWrhsStkQtyInMatlBaseUnit"),
              BigDecimal::add);
        }
        return Fields.of(
            StockLevel.ON_HAND,
            plants,
            StockLevel.AVAILABLE,
            plants.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.of(
        StockLevel.ON_HAND,
        Map.of("1010", new BigDecimal("100." + n), "1020", new BigDecimal("7")),
        StockLevel.AVAILABLE,
        new BigDecimal("107." + n));
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        StockLevel.ON_HAND, Map.of("1010", new BigDecimal("5"), "1020", new BigDecimal(n + 2)));
  }
}
