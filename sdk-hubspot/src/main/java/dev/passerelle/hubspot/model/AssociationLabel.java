package dev.passerelle.hubspot.model;

import org.jspecify.annotations.Nullable;

/**
 * An association type with the label that users see.
 *
 * @param category {@code HUBSPOT_DEFINED}, {@code USER_DEFINED}, …
 * @param typeId its number
 * @param label what users see; null for the plain association
 */
public record AssociationLabel(String category, int typeId, @Nullable String label) {
  /** As the type of a new association. */
  public AssociationSpec spec() {
    return new AssociationSpec(category, typeId);
  }
}
