package dev.passerelle.core.model;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * VAT of a document at one rate.
 *
 * @param rate percent, for example 8.5
 * @param base net amount taxed at that rate
 * @param amount the tax
 */
public record TaxTotal(BigDecimal rate, BigDecimal base, BigDecimal amount) {

  static final Comparator<TaxTotal> ORDER =
      Comparator.comparing(TaxTotal::rate)
          .thenComparing(TaxTotal::base)
          .thenComparing(TaxTotal::amount);

  /** Decimals are kept in one scale, so that equal totals are equal. */
  public TaxTotal {
    rate = Json.strip(rate);
    base = Json.strip(base);
    amount = Json.strip(amount);
  }

  Object toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("rate", rate.toPlainString());
    map.put("base", base.toPlainString());
    map.put("amount", amount.toPlainString());
    return map;
  }

  static TaxTotal fromMap(Map<String, Object> map) {
    return new TaxTotal(
        new BigDecimal(Json.need(map, "rate")),
        new BigDecimal(Json.need(map, "base")),
        new BigDecimal(Json.need(map, "amount")));
  }
}
