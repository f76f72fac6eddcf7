package dev.passerelle.core.model;

import java.math.BigDecimal;
import java.util.Map;

/** Stock of a product: a facet of {@link Product}. */
public final class StockLevel {
  /** The entity type. */
  public static final EntityType TYPE = EntityType.facet("stock_level", Product.TYPE);

  /** Quantity that can be sold, all warehouses; null where stock is not kept. */
  public static final Field<BigDecimal> AVAILABLE = Field.decimal("stock_available");

  /** Physical quantity per warehouse. */
  public static final Field<Map<String, BigDecimal>> ON_HAND = Field.quantities("stock_on_hand");

  /** Reserved by orders, per warehouse. */
  public static final Field<Map<String, BigDecimal>> RESERVED = Field.quantities("stock_reserved");

  /** Ordered from suppliers, per warehouse. */
  public static final Field<Map<String, BigDecimal>> ON_ORDER = Field.quantities("stock_on_order");

  private StockLevel() {}
}
