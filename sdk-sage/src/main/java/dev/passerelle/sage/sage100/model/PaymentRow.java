package dev.passerelle.sage.sage100.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Money received from a customer: a row of F_CREGLEMENT (fact sheet §3.4). Never written.
 *
 * @param marq cbMarq
 * @param number RG_No
 * @param piece RG_Piece
 * @param payerNumber CT_NumPayeur, normalised
 * @param payerMarq cbMarq of that customer; null when it is none
 * @param date RG_Date
 * @param label RG_Libelle
 * @param amount RG_Montant
 * @param method N_Reglement
 * @param allocated what is applied to documents (F_REGLECH)
 * @param fullyAllocated RG_Impute: also set where the lettering of accounting did it
 * @param invoices numbers of the invoices it is applied to
 * @param bounced RG_Impaye: the bank sent it back
 * @param modified cbModification, the server's local time
 */
public record PaymentRow(
    int marq,
    int number,
    String piece,
    String payerNumber,
    @Nullable Integer payerMarq,
    @Nullable LocalDate date,
    String label,
    BigDecimal amount,
    int method,
    BigDecimal allocated,
    boolean fullyAllocated,
    Set<String> invoices,
    boolean bounced,
    LocalDateTime modified) {

  /** Copies. */
  public PaymentRow {
    invoices = Set.copyOf(invoices);
  }

  /** What is not applied to anything. */
  public BigDecimal unallocated() {
    return fullyAllocated ? BigDecimal.ZERO : amount.subtract(allocated).max(BigDecimal.ZERO);
  }
}
