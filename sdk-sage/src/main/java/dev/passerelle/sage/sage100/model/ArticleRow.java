package dev.passerelle.sage.sage100.model;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An article: a row of F_ARTICLE with its tax for one accounting category (fact sheet §3.2).
 *
 * @param marq cbMarq
 * @param reference AR_Ref, normalised
 * @param designation AR_Design
 * @param family FA_CodeFamille
 * @param barcode AR_CodeBarre
 * @param unit label of AR_UniteVen in P_UNITE; empty when there is none
 * @param salePrice AR_PrixVen as stored
 * @param priceIncludesTax AR_PrixTTC
 * @param stockKept AR_SuiviStock is not 0
 * @param dormant AR_Sommeil
 * @param taxCode first tax code; null when none is found
 * @param taxRate its rate in per cent, as Sage keeps it; null when none is found
 * @param prices prices per category, if they were asked for
 * @param modified cbModification, the server's local time
 * @param free free fields that were asked for, by column
 */
public record ArticleRow(
    int marq,
    String reference,
    String designation,
    String family,
    String barcode,
    String unit,
    BigDecimal salePrice,
    boolean priceIncludesTax,
    boolean stockKept,
    boolean dormant,
    @Nullable String taxCode,
    @Nullable BigDecimal taxRate,
    List<PriceRow> prices,
    LocalDateTime modified,
    Map<String, Object> free) {

  /** Copies. */
  public ArticleRow {
    prices = List.copyOf(prices);
    free = Map.copyOf(free);
  }

  /** First tax code. */
  public Optional<String> tax() {
    return Optional.ofNullable(taxCode);
  }

  /** Rate of the first tax, in per cent. */
  public Optional<BigDecimal> rate() {
    return Optional.ofNullable(taxRate);
  }
}
