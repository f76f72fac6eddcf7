package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Sage's arithmetic: amounts have two decimals and are rounded half-up (fact sheet §6). */
final class Money {
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private Money() {}

  static BigDecimal round(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }

  /** The part that a percentage makes, rounded. */
  static BigDecimal percent(BigDecimal amount, BigDecimal rate) {
    return round(amount.multiply(rate).divide(HUNDRED, 10, RoundingMode.HALF_UP));
  }

  /** The amount plus a percentage of it, rounded once. */
  static BigDecimal plusPercent(BigDecimal amount, BigDecimal rate) {
    return round(amount.multiply(HUNDRED.add(rate)).divide(HUNDRED, 10, RoundingMode.HALF_UP));
  }

  /** Quantity times price less a discount in per cent, rounded once. */
  static BigDecimal line(BigDecimal quantity, BigDecimal price, BigDecimal discount) {
    BigDecimal gross = quantity.multiply(price);
    return round(
        gross.multiply(HUNDRED.subtract(discount)).divide(HUNDRED, 10, RoundingMode.HALF_UP));
  }

  /** A number without needless zeros, never in exponential form. */
  static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** An amount with its two decimals. */
  static String amount(BigDecimal amount) {
    return round(amount).toPlainString();
  }
}
