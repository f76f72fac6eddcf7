package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;

/** What one tax code contributes to a document: VAT is computed on the sum of its lines. */
record TaxShare(String code, BigDecimal rate, BigDecimal base, BigDecimal amount) {}
