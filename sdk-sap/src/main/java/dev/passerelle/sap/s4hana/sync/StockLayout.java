package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Stock: a facet of the product, listed, since no movement leaves a stamp that can be asked for
 * (fact sheet §2.2). What is counted is free to use and nobody's own; it is no promise of delivery.
 */
final class StockLayout {
  static final Set<Field<?>> FIELDS = Set.of(StockLevel.AVAILABLE, StockLevel.ON_HAND);
  private static final String ROWS = "to_MatlStkInAcctMod";
  private static final String QUANTITY = "MatlWrhsStkQtyInMatlBaseUnit";
  private static final Set<String> PATHS =
      Set.of(
          ROWS + "/Plant",
          ROWS + "/InventoryStockType",
          ROWS + "/InventorySpecialStockType",
          ROWS + "/" + QUANTITY);

  private StockLayout() {}

  static EntityMap map(Site site, Selection selection) {
    // Only the list of this set is published, no address of one material.
    Source source =
        Source.of(S4HanaApi.MATERIAL_STOCK, "A_MaterialStock", "Material", "Material", null, "");
    Layout layout = Layout.of(StockLevel.TYPE, source).can(Layouts.LISTED).page(50).build();
    Map<Field<?>, Binding<?>> all = new LinkedHashMap<>();
    Layouts.put(all, Binding.readOnly(StockLevel.AVAILABLE, PATHS, row -> available(site, row)));
    Layouts.put(all, Binding.readOnly(StockLevel.ON_HAND, PATHS, row -> byPlant(site, row)));
    return Layouts.map(site, layout, all, selection);
  }

  private static BigDecimal available(Site site, S4Record material) {
    return byPlant(site, material).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Map<String, BigDecimal> byPlant(Site site, S4Record material) {
    Map<String, BigDecimal> quantities = new TreeMap<>();
    for (S4Record row : material.rows(ROWS)) {
      @Nullable String plant = row.text("Plant").orElse(null);
      boolean free =
          row.text("InventoryStockType").filter(site.codes().freeStock()::equals).isPresent()
              && row.text("InventorySpecialStockType").isEmpty();
      if (free && plant != null) {
        quantities.merge(plant, row.amount(QUANTITY), BigDecimal::add);
      }
    }
    return quantities;
  }
}
