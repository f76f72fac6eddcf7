package dev.passerelle.core.internal.plan;

import dev.passerelle.core.conflict.ConflictPolicy;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.EntityType;
import java.time.Duration;
import java.util.Objects;

/**
 * What one flow keeps equal between the records of a pair.
 *
 * @param flow the flow's name
 * @param leftType the entity type in the mapping's left system
 * @param rightType the entity type in the mapping's right system
 * @param mapping fields and terms
 * @param firstMeeting decides between two values of a shared field at a first meeting (L11)
 * @param tolerance stamps closer than this count as simultaneous (L14)
 */
public record SyncRules(
    String flow,
    EntityType leftType,
    EntityType rightType,
    Mapping mapping,
    ConflictPolicy firstMeeting,
    Duration tolerance) {

  /** Refuses null. */
  public SyncRules {
    Objects.requireNonNull(flow, "flow");
    Objects.requireNonNull(mapping, "mapping");
    Objects.requireNonNull(firstMeeting, "firstMeeting");
    Objects.requireNonNull(tolerance, "tolerance");
  }

  /** Whether the flow's type lives on another's record: in it a blank is a value (L11). */
  public boolean isFacet() {
    return leftType.kind() == EntityType.Kind.FACET || rightType.kind() == EntityType.Kind.FACET;
  }

  /** The entity type in one of the two systems. */
  public EntityType type(String system) {
    return system.equals(mapping.left()) ? leftType : rightType;
  }
}
