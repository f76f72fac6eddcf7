package dev.passerelle.core.internal.ledger;

import dev.passerelle.core.model.EntityType;
import org.jspecify.annotations.Nullable;

/** One entity type of one system: owns a position and the records seen. Equal by both. */
public final class Feed {
  private final String system;
  private final EntityType type;
  private final String key;

  /** The feed of a type. */
  public Feed(String system, EntityType type) {
    this.system = system;
    this.type = type;
    key = system + "/" + type.name();
  }

  /** The system's name in the topology. */
  public String system() {
    return system;
  }

  /** What its records are. */
  public EntityType type() {
    return type;
  }

  /** The key in the tables, {@code crm/customer}. */
  public String key() {
    return key;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Feed feed && system.equals(feed.system) && type.equals(feed.type));
  }

  @Override
  public int hashCode() {
    return 31 * system.hashCode() + type.hashCode();
  }

  @Override
  public String toString() {
    return key;
  }
}
