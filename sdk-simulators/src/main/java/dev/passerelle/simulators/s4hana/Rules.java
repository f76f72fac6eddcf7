package dev.passerelle.simulators.s4hana;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the system does of its own with rows, by the set that they are kept in. */
final class Rules {
  private final PartnerRules partners;
  private final GoodsRules goods;
  private final SalesRules sales;

  Rules(PartnerRules partners, GoodsRules goods, SalesRules sales) {
    this.partners = partners;
    this.goods = goods;
    this.sales = sales;
  }

  /** Numbers and initial values of a new row; refuses what is not complete. */
  void assign(String set, Row row, Map<String, @Nullable Object> body) {
    partners.assign(set, row, body);
    goods.assign(set, row);
    sales.assign(set, row, body);
  }

  /** After the new row and everything inside it is there. */
  void complete(String set, Row row) {
    partners.complete(set, row);
    goods.complete(set, row);
    sales.complete(set, row);
  }

  void changed(String set, Row row) {
    partners.changed(set, row);
    goods.changed(set, row);
    sales.changed(set, row);
  }

  void deleting(String set, Row row) {
    partners.changed(set, row);
    sales.deleting(set, row);
  }
}
