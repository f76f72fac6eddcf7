package dev.passerelle.core.gate;

import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Product;
import java.math.BigDecimal;
import java.util.List;

/** The ready-made gates of this domain. */
public final class Gates {

  private Gates() {}

  /**
   * The usual set: lines complete, products in use, customer not blocked, credit, totals, stock.
   */
  public static List<Gate> usual() {
    return List.of(
        linesComplete(),
        activeProducts(),
        customerNotBlocked(),
        creditLimit(),
        totals(new BigDecimal("0.02")),
        stock());
  }

  /**
   * Refuses a document with a line that names no product, or an item without quantity and price.
   */
  public static Gate linesComplete() {
    return new LinesGate();
  }

  /** Refuses a document with an unknown or dormant product. */
  public static Gate activeProducts() {
    return new ProductGate(Product.STATE, "dormant");
  }

  /** As {@link #activeProducts()} with another state field or word. */
  public static Gate activeProducts(Field<String> state, String dormant) {
    return new ProductGate(state, dormant);
  }

  /** Refuses a document for a customer whose credit state is {@code block}. */
  public static Gate customerNotBlocked() {
    return new BlockedCustomerGate("block");
  }

  /**
   * Holds a document that would take the payer above its limit: limit &gt; 0 and outstanding +
   * gross &gt; limit. The gross is what the target prices, else the source's.
   */
  public static Gate creditLimit() {
    return new CreditLimitGate();
  }

  /**
   * Refuses a document whose net is not the sum of its lines or not the target's net to the cent;
   * tells when the gross differs by more than a tolerance (L19).
   */
  public static Gate totals(BigDecimal grossTolerance) {
    return new TotalsGate(grossTolerance);
  }

  /** Tells when less is available than ordered; products without a stock figure are left out. */
  public static Gate stock() {
    return new StockGate();
  }
}
