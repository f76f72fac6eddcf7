package dev.passerelle.core.adapter;

import dev.passerelle.core.model.EntityType;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;

/**
 * Who a system is.
 *
 * @param vendor the vendor as it spells itself
 * @param product the product
 * @param apiVersion the API version pinned by the connector
 * @param identity what tells this portal, company or database from every other, never a secret; it
 *     is stored at the first run and a different one is refused
 * @param zone the zone of the system's business dates
 * @param entities the entity types that the connector speaks, facets included; one that this
 *     portal, company or database lacks has no adapter
 */
public record SystemDescriptor(
    String vendor,
    String product,
    String apiVersion,
    String identity,
    ZoneId zone,
    Set<EntityType> entities) {

  /** Refuses an empty identity. */
  public SystemDescriptor {
    Objects.requireNonNull(vendor, "vendor");
    if (identity.isBlank()) {
      throw new IllegalArgumentException("a system needs an identity");
    }
    entities = Set.copyOf(entities);
  }
}
