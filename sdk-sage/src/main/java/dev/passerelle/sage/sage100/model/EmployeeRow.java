package dev.passerelle.sage.sage100.model;

import java.time.LocalDateTime;

/**
 * A representative or other colleague: a row of F_COLLABORATEUR (fact sheet §3.1).
 *
 * @param marq cbMarq
 * @param number CO_No, by which other tables refer to it
 * @param lastName CO_Nom
 * @param firstName CO_Prenom
 * @param email CO_EMail
 * @param seller CO_Vendeur
 * @param modified cbModification, the server's local time
 */
public record EmployeeRow(
    int marq,
    int number,
    String lastName,
    String firstName,
    String email,
    boolean seller,
    LocalDateTime modified) {

  /** The number only: the rest is personal. */
  @Override
  public String toString() {
    return "EmployeeRow[" + number + "]";
  }
}
