package dev.passerelle.core.internal.engine;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.model.EntityType;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the state may have forgotten creates in one system: before this process began, an older
 * one may have been put in its place. A record that was created before then shows in its feed once
 * that is read to its end late enough; from then on, what the state does not know is not there. Of
 * one process; used under the tenant's lease.
 */
final class Recall {
  private final Set<EntityType> complete = new HashSet<>();
  private @Nullable Instant since;
  private boolean fresh;

  /**
   * The system was reached.
   *
   * @param first whether the state did not know the system: nothing can have been forgotten but all
   */
  void reached(Instant now, boolean first) {
    if (since == null) {
      since = now;
      fresh = first;
    }
  }

  /**
   * A feed was read to its end.
   *
   * @param begun when the read began
   */
  void read(AdapterDescriptor shape, Instant begun) {
    if (since != null) {
      Instant shown =
          since.plus(shape.callTimeout()).plus(shape.createSafety().maxLag()).plus(shape.overlap());
      if (!begun.isBefore(shown)) {
        complete.add(shape.type());
      }
    }
  }

  /** Whether a record of a type may be there that the state does not know of. */
  boolean mayLack(EntityType type) {
    return !fresh && !complete.contains(type);
  }
}
