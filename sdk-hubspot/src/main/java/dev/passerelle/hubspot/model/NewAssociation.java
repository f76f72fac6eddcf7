package dev.passerelle.hubspot.model;

import java.util.List;

/**
 * An association to be made together with a new record.
 *
 * @param to the other record
 * @param types at least one
 */
public record NewAssociation(ObjectId to, List<AssociationSpec> types) {
  /** Copies. */
  public NewAssociation {
    types = List.copyOf(types);
  }
}
