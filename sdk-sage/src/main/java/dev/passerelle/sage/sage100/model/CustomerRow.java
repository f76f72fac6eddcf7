package dev.passerelle.sage.sage100.model;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A customer: a row of F_COMPTET with CT_Type 0 (fact sheet §3.1).
 *
 * @param marq cbMarq: the key that never changes
 * @param number CT_Num, normalised
 * @param title CT_Intitule
 * @param siret CT_Siret without blanks; empty when there is none
 * @param vatNumber CT_Identifiant without blanks; empty when there is none
 * @param address billing address
 * @param shipping principal place of delivery (F_LIVRAISON), if it was asked for and exists
 * @param phone CT_Telephone
 * @param email CT_EMail
 * @param website CT_Site
 * @param comment CT_Commentaire
 * @param payerNumber CT_NumPayeur, normalised; the customer's own number when it is empty
 * @param payerMarq cbMarq of the payer; null when that row is missing
 * @param representative CO_No; 0 for none
 * @param priceCategory N_CatTarif
 * @param taxCategory N_CatCompta
 * @param terms terms of payment, if they were asked for: see {@link #terms()}
 * @param dormant CT_Sommeil
 * @param modified cbModification, the server's local time
 * @param free free fields that were asked for, by column
 */
public record CustomerRow(
    int marq,
    String number,
    String title,
    String siret,
    String vatNumber,
    AddressRow address,
    @Nullable AddressRow shipping,
    String phone,
    String email,
    String website,
    String comment,
    String payerNumber,
    @Nullable Integer payerMarq,
    int representative,
    int priceCategory,
    int taxCategory,
    String terms,
    boolean dormant,
    LocalDateTime modified,
    Map<String, Object> free) {

  /** Copies. */
  public CustomerRow {
    free = Map.copyOf(free);
  }

  /** Whether another customer pays. */
  public boolean paidByAnother() {
    return !payerNumber.equals(number);
  }

  /** The payer's cbMarq, when another customer pays and exists. */
  public Optional<Integer> otherPayer() {
    return paidByAnother() ? Optional.ofNullable(payerMarq) : Optional.empty();
  }

  /**
   * The terms as {@code means/days/condition}, several joined by {@code +}: N_Reglement, RT_NbJour,
   * RT_Condition (0 net days, 1 end of calendar month, 2 end of month), for example {@code 1/30/1}.
   * Empty when there are none.
   */
  @Override
  public String terms() {
    return terms;
  }

  /** The id only: the rest is personal. */
  @Override
  public String toString() {
    return "CustomerRow[" + marq + "]";
  }
}
