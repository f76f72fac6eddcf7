package dev.passerelle.sage.sage100.model;

import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person at a customer: a row of F_CONTACTT (fact sheet §3.1).
 *
 * @param marq cbMarq
 * @param customerNumber CT_Num, normalised
 * @param customerMarq cbMarq of the customer; null when it is none (a supplier's contact)
 * @param lastName CT_Nom
 * @param firstName CT_Prenom
 * @param function CT_Fonction
 * @param phone CT_Telephone
 * @param mobile CT_TelPortable
 * @param email CT_EMail
 * @param modified cbModification, the server's local time
 */
public record ContactRow(
    int marq,
    String customerNumber,
    @Nullable Integer customerMarq,
    String lastName,
    String firstName,
    String function,
    String phone,
    String mobile,
    String email,
    LocalDateTime modified) {

  /** The customer's cbMarq. */
  public Optional<Integer> customer() {
    return Optional.ofNullable(customerMarq);
  }

  /** The id only: the rest is personal. */
  @Override
  public String toString() {
    return "ContactRow[" + marq + "]";
  }
}
