package dev.passerelle.core.internal.ledger;

import dev.passerelle.core.model.EntityType;

/** One entity type of one system: owns a position and the records seen. */
public record Feed(String system, EntityType type) {

  /** The key in the tables, {@code crm/customer}. */
  public String key() {
    return system + "/" + type.name();
  }

  @Override
  public String toString() {
    return key();
  }
}
