package dev.passerelle.testkit.simulation;

import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One value that a user entered.
 *
 * @param value the value, with a token that is nowhere else; null when emptied
 * @param replaced what the user saw before; null when it was blank, or is not known
 */
record Edit(
    Instant at,
    String system,
    EntityType type,
    RecordId id,
    Field<?> field,
    @Nullable Object value,
    @Nullable Object replaced) {

  /**
   * Whether it was entered after another one of the same place that was noted later: at one instant
   * where it was entered on top of that one, and surely not that one on top of it.
   */
  boolean isAfter(Edit other) {
    return at.isAfter(other.at)
        || (at.equals(other.at) && isOnTopOf(other) && !other.isOnTopOf(this));
  }

  private boolean isOnTopOf(Edit other) {
    return replaced != null && replaced.equals(other.value);
  }
}
