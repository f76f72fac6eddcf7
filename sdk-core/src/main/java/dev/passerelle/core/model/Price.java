package dev.passerelle.core.model;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One price of a product.
 *
 * @param list the price list's own code; empty for the base price
 * @param currency ISO 4217 code
 * @param minimumQuantity from which quantity it holds; 0 for any
 * @param taxIncluded whether the amount contains VAT
 * @param amount per sales unit
 */
public record Price(
    String list,
    String currency,
    BigDecimal minimumQuantity,
    boolean taxIncluded,
    BigDecimal amount) {

  static final Comparator<Price> ORDER =
      Comparator.comparing(Price::list)
          .thenComparing(Price::currency)
          .thenComparing(Price::minimumQuantity)
          .thenComparing(Price::taxIncluded)
          .thenComparing(Price::amount);

  /** Decimals are kept in one scale, so that equal prices are equal. */
  public Price {
    Objects.requireNonNull(list, "list");
    Objects.requireNonNull(currency, "currency");
    minimumQuantity = Json.strip(minimumQuantity);
    amount = Json.strip(amount);
  }

  Object toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("list", list);
    map.put("currency", currency);
    map.put("from", minimumQuantity.toPlainString());
    map.put("ttc", taxIncluded);
    map.put("amount", amount.toPlainString());
    return map;
  }

  static Price fromMap(Map<String, Object> map) {
    return new Price(
        Json.need(map, "list"),
        Json.need(map, "currency"),
        new BigDecimal(Json.need(map, "from")),
        Boolean.parseBoolean(Json.need(map, "ttc")),
        new BigDecimal(Json.need(map, "amount")));
  }
}
