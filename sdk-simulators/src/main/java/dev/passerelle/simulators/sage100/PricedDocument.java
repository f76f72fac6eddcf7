package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A document with Sage's prices, taxes and totals. */
record PricedDocument(
    Draft draft, List<PricedLine> lines, List<TaxShare> taxes, List<Map<String, Object>> notices) {
  static PricedDocument of(Draft draft, List<PricedLine> lines, List<Map<String, Object>> notices) {
    return new PricedDocument(draft, lines, shares(lines), notices);
  }

  private static List<TaxShare> shares(List<PricedLine> lines) {
    Map<String, BigDecimal> bases = new LinkedHashMap<>();
    Map<String, BigDecimal> rates = new LinkedHashMap<>();
    for (PricedLine line : lines) {
      if (!line.draft().isComment()) {
        bases.merge(line.taxCode(), line.net(), BigDecimal::add);
        rates.put(line.taxCode(), line.rate());
      }
    }
    List<TaxShare> shares = new ArrayList<>();
    bases.forEach(
        (code, base) -> {
          BigDecimal rate = rates.getOrDefault(code, BigDecimal.ZERO);
          shares.add(new TaxShare(code, rate, base, Money.percent(base, rate)));
        });
    return shares;
  }

  BigDecimal net() {
    return lines.stream().map(PricedLine::net).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  BigDecimal vat() {
    return taxes.stream().map(TaxShare::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  BigDecimal gross() {
    return net().add(vat());
  }
}
