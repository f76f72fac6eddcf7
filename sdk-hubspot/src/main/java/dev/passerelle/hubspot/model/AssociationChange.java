package dev.passerelle.hubspot.model;

import java.util.List;

/**
 * An association to be made or removed between two records.
 *
 * @param from one record
 * @param to the other
 * @param types how; empty for the plain association, or for all of them when removing
 */
public record AssociationChange(String from, String to, List<AssociationSpec> types) {
  /** Copies. */
  public AssociationChange {
    types = List.copyOf(types);
  }

  /** The plain association. */
  public static AssociationChange plain(String from, String to) {
    return new AssociationChange(from, to, List.of());
  }
}
