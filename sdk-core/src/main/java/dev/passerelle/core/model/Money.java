package dev.passerelle.core.model;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * An exact amount in a currency (L19).
 *
 * @param amount any scale
 * @param currency ISO 4217 code, upper case
 */
public record Money(BigDecimal amount, String currency) {

  /** Refuses a currency that is not three upper-case letters. */
  public Money {
    Objects.requireNonNull(amount, "amount");
    if (!currency.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException("currency '" + currency + "' is not an ISO 4217 code");
    }
  }

  /** From a decimal text, for example {@code Money.of("12.50", "EUR")}. */
  public static Money of(String amount, String currency) {
    return new Money(new BigDecimal(amount), currency);
  }
}
