package dev.passerelle.hubspot.model;

/**
 * An association type.
 *
 * @param associationCategory {@code HUBSPOT_DEFINED}, {@code USER_DEFINED}, …
 * @param associationTypeId its number
 */
public record AssociationSpec(String associationCategory, int associationTypeId) {
  /** One of HubSpot's own types. */
  public static AssociationSpec hubSpot(int typeId) {
    return new AssociationSpec("HUBSPOT_DEFINED", typeId);
  }
}
