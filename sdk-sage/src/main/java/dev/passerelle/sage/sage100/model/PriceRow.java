package dev.passerelle.sage.sage100.model;

import java.math.BigDecimal;

/**
 * A price of an article for a price category (F_ARTCLIENT, F_TARIFQTE; fact sheet §3.2).
 *
 * @param category AC_Categorie
 * @param from the quantity from which it holds; 0 for any
 * @param includesTax AC_PrixTTC
 * @param amount per sales unit
 */
public record PriceRow(int category, BigDecimal from, boolean includesTax, BigDecimal amount) {}
