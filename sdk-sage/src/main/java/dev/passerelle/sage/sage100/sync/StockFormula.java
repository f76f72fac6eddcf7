package dev.passerelle.sage.sage100.sync;

import dev.passerelle.sage.sage100.model.StockRow;
import java.math.BigDecimal;

/** What of an article's stock can be sold (fact sheet §3.2). */
public enum StockFormula {
  /** AS_QteSto. */
  ON_HAND {
    @Override
    BigDecimal of(StockRow stock) {
      return stock.onHand();
    }
  },
  /** AS_QteSto − AS_QtePrepa: Sage's own "available". */
  ON_HAND_LESS_PICKING {
    @Override
    BigDecimal of(StockRow stock) {
      return stock.onHand().subtract(stock.picking());
    }
  },
  /** AS_QteSto − AS_QtePrepa − AS_QteRes: what no order has reserved. */
  ON_HAND_LESS_PICKING_AND_RESERVED {
    @Override
    BigDecimal of(StockRow stock) {
      return stock.onHand().subtract(stock.picking()).subtract(stock.reserved());
    }
  },
  /** AS_QteSto − AS_QteRes + AS_QteCom: Sage's own "forecast". */
  FORECAST {
    @Override
    BigDecimal of(StockRow stock) {
      return stock.onHand().subtract(stock.reserved()).add(stock.ordered());
    }
  };

  abstract BigDecimal of(StockRow stock);
}
