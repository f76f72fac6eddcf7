package dev.passerelle.simulators.sage100;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sales document that is asked for, its values already typed.
 *
 * @param type 0 quote, 1 order
 * @param customer CT_Num; empty only where a price is asked for a customer who does not exist yet
 * @param taxCategory N_CatCompta in place of a customer
 * @param priceCategory N_CatTarif in place of a customer
 * @param header further columns of F_DOCENTETE that were given
 */
record Draft(
    int type,
    String customer,
    @Nullable Integer taxCategory,
    @Nullable Integer priceCategory,
    Map<String, Object> header,
    List<DraftLine> lines) {
  String text(String column) {
    return header.get(column) instanceof String text ? text : "";
  }

  int number(String column, int otherwise) {
    return header.get(column) instanceof Integer number ? number : otherwise;
  }
}
