package dev.passerelle.core.gate;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts and quantities as people read them. */
final class Amounts {
  private Amounts() {}

  static String text(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  static String quantity(BigDecimal quantity) {
    BigDecimal stripped = quantity.stripTrailingZeros();
    return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
  }
}
