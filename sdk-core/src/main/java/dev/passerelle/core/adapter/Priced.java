package dev.passerelle.core.adapter;

import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.model.TaxTotal;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a system would make of a document.
 *
 * @param net net total; null when refused
 * @param tax tax total; null when refused
 * @param gross gross total; null when refused
 * @param taxes per rate
 * @param refused why the document could not be priced
 */
public record Priced(
    @Nullable BigDecimal net,
    @Nullable BigDecimal tax,
    @Nullable BigDecimal gross,
    Set<TaxTotal> taxes,
    @Nullable ErrorDetail refused) {

  /** Copies. */
  public Priced {
    taxes = Set.copyOf(taxes);
  }

  /** A priced document. */
  public static Priced of(BigDecimal net, BigDecimal tax, BigDecimal gross, Set<TaxTotal> taxes) {
    return new Priced(net, tax, gross, taxes, null);
  }

  /** A document that cannot be priced. */
  public static Priced refused(ErrorDetail cause) {
    return new Priced(null, null, null, Set.of(), cause);
  }

  /** Gross total. */
  public Optional<BigDecimal> grossTotal() {
    return Optional.ofNullable(gross);
  }

  /** Net total. */
  public Optional<BigDecimal> netTotal() {
    return Optional.ofNullable(net);
  }
}
