package dev.passerelle.sage.sage100.model;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * An entry of a customer's account that is not lettered: a row of F_ECRITUREC (fact sheet §3.4).
 *
 * @param number EC_No
 * @param customerNumber CT_Num, normalised
 * @param date EC_Date
 * @param due EC_Echeance; EC_Date where that is empty
 * @param piece EC_RefPiece, normalised; empty when there is none
 * @param debit EC_Sens is 0
 * @param amount EC_Montant
 */
public record EntryRow(
    int number,
    String customerNumber,
    LocalDate date,
    LocalDate due,
    String piece,
    boolean debit,
    BigDecimal amount) {}
