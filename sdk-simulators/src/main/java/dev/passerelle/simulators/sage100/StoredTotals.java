package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The totals of a stored document, computed from its lines: the header may not have the columns.
 */
record StoredTotals(BigDecimal net, List<TaxShare> taxes) {
  static StoredTotals of(List<SageRow> lines) {
    Map<String, BigDecimal> bases = new LinkedHashMap<>();
    Map<String, BigDecimal> rates = new LinkedHashMap<>();
    for (SageRow line : lines) {
      if (line.number("DL_Valorise") == 1) {
        bases.merge(line.text("DL_CodeTaxe1"), line.amount("DL_MontantHT"), BigDecimal::add);
        rates.put(line.text("DL_CodeTaxe1"), line.amount("DL_Taxe1"));
      }
    }
    List<TaxShare> taxes = new ArrayList<>();
    bases.forEach(
        (code, base) -> {
          BigDecimal rate = rates.getOrDefault(code, BigDecimal.ZERO);
          taxes.add(new TaxShare(code, rate, base, Money.percent(base, rate)));
        });
    BigDecimal net = bases.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return new StoredTotals(net, taxes);
  }

  BigDecimal vat() {
    return taxes.stream().map(TaxShare::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  BigDecimal gross() {
    return net.add(vat());
  }
}
