package dev.passerelle.sage.sage100.model;

import java.math.BigDecimal;

/**
 * Stock of an article in one warehouse: a row of F_ARTSTOCK (fact sheet §3.2).
 *
 * @param reference AR_Ref, normalised
 * @param depot DE_No
 * @param onHand AS_QteSto
 * @param reserved AS_QteRes, reserved by orders
 * @param picking AS_QtePrepa, in picking
 * @param ordered AS_QteCom, ordered from suppliers
 */
public record StockRow(
    String reference,
    int depot,
    BigDecimal onHand,
    BigDecimal reserved,
    BigDecimal picking,
    BigDecimal ordered) {}
