package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;

/**
 * A line with what Sage makes of it.
 *
 * @param text DL_Design
 * @param unit label of the unit, empty for a comment
 * @param tracked whether the article has a stock
 */
record PricedLine(
    DraftLine draft,
    String text,
    String unit,
    boolean tracked,
    BigDecimal price,
    String taxCode,
    BigDecimal rate,
    BigDecimal net,
    BigDecimal gross) {}
