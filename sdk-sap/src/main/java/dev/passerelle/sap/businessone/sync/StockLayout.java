package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.sap.businessone.model.B1Record;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Stock: a facet of the product with a feed of its own, since a movement does not move the item's
 * stamp. Items that are not kept in stock have no figure.
 */
final class StockLayout {
  static final Set<Field<?>> FIELDS =
      Set.of(StockLevel.AVAILABLE, StockLevel.ON_HAND, StockLevel.RESERVED, StockLevel.ON_ORDER);
  private static final String ROWS = "ItemWarehouseInfoCollection";
  private static final Set<String> PROPERTIES = Set.of(ROWS, "InventoryItem");

  private StockLayout() {}

  static EntityMap map(Site site, Selection selection) {
    EntityMap.Layout layout =
        new EntityMap.Layout(
            StockLevel.TYPE,
            List.of(Source.byText(ItemLayout.SET, "ItemCode", null)),
            "",
            ItemLayout.COLLECTIONS,
            row -> false,
            false,
            Set.of(),
            Layouts.LISTED,
            Completion.NONE);
    Map<Field<?>, Binding<?>> all = new LinkedHashMap<>();
    Layouts.put(all, Binding.readOnly(StockLevel.AVAILABLE, PROPERTIES, StockLayout::available));
    Layouts.put(
        all, Binding.readOnly(StockLevel.ON_HAND, PROPERTIES, row -> byWarehouse(row, "InStock")));
    Layouts.put(
        all,
        Binding.readOnly(StockLevel.RESERVED, PROPERTIES, row -> byWarehouse(row, "Committed")));
    Layouts.put(
        all, Binding.readOnly(StockLevel.ON_ORDER, PROPERTIES, row -> byWarehouse(row, "Ordered")));
    return Layouts.map(site, layout, all, selection);
  }

  /** In stock less what orders hold; what is ordered from suppliers cannot be sold yet. */
  private static @Nullable BigDecimal available(B1Record item) {
    return item.yes("InventoryItem")
        ? item.rows(ROWS).stream()
            .map(row -> row.amount("InStock").subtract(row.amount("Committed")))
            .reduce(BigDecimal.ZERO, BigDecimal::add)
        : null;
  }

  private static @Nullable Map<String, BigDecimal> byWarehouse(B1Record item, String figure) {
    Map<String, BigDecimal> quantities = new TreeMap<>();
    for (B1Record row : item.rows(ROWS)) {
      row.text("WarehouseCode").ifPresent(code -> quantities.put(code, row.amount(figure)));
    }
    return item.yes("InventoryItem") ? quantities : null;
  }
}
