package dev.passerelle.sage.sage100.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The header of a sales document: a row of F_DOCENTETE (fact sheet §3.3).
 *
 * @param marq cbMarq
 * @param type DO_Type
 * @param piece DO_Piece, normalised
 * @param date DO_Date
 * @param customerNumber DO_Tiers, normalised
 * @param payerNumber CT_NumPayeur, normalised
 * @param reference DO_Ref
 * @param webNumber DO_NoWeb
 * @param representative CO_No
 * @param depot DE_No
 * @param taxCategory N_CatCompta
 * @param status DO_Statut
 * @param provenance DO_Provenance: 1 return invoice, 2 credit invoice
 * @param net DO_TotalHTNet or DO_TotalHT; null where the version has none
 * @param gross DO_TotalTTC; null where the version has none
 * @param modified cbModification, the server's local time
 * @param free free fields that were asked for, by column
 */
public record DocumentRow(
    int marq,
    int type,
    String piece,
    @Nullable LocalDate date,
    String customerNumber,
    String payerNumber,
    String reference,
    String webNumber,
    int representative,
    int depot,
    int taxCategory,
    int status,
    int provenance,
    @Nullable BigDecimal net,
    @Nullable BigDecimal gross,
    LocalDateTime modified,
    Map<String, Object> free) {

  /** Copies. */
  public DocumentRow {
    free = Map.copyOf(free);
  }

  /** Whether it takes money off, whatever the sign it is stored with. */
  public boolean isCredit() {
    return type == 4 || type == 5 || provenance == 1 || provenance == 2;
  }

  /** Net total of the header. */
  public Optional<BigDecimal> netTotal() {
    return Optional.ofNullable(net);
  }

  /** Gross total of the header. */
  public Optional<BigDecimal> grossTotal() {
    return Optional.ofNullable(gross);
  }
}
