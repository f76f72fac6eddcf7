package dev.passerelle.sage.sage100.model;

/**
 * An address as Sage keeps it; parts that are empty are empty texts.
 *
 * @param street first line
 * @param complement second line
 * @param postalCode postal code
 * @param city city
 * @param region region
 * @param country a label, not a code: {@code GUADELOUPE}
 */
public record AddressRow(
    String street,
    String complement,
    String postalCode,
    String city,
    String region,
    String country) {

  /** Shows no part: an address is personal. */
  @Override
  public String toString() {
    return "AddressRow[…]";
  }
}
