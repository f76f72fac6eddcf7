package dev.passerelle.core.internal.safeguard;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A safeguard inside the engine. All of them are always on; the simulation alone switches one off
 * for its own thread, to see whether its oracles miss it. No public type and no setting leads here.
 */
public enum Safeguard {
  /** What is known already, or is our own write coming back, is not decided again (L1, L10). */
  ECHO,
  /** Each side has a base of its own, in its own form (L10). */
  TWO_BASES,
  /** After a write only the fields that were written move their base (L10). */
  FIELD_BASES,
  /** Whoever lost the lease commits and sends nothing any more (L29). */
  FENCE,
  /** A page is durable in the transaction that moves the position past it (L1). */
  PAGE_WITH_POSITION,
  /** Absence counts only when nothing that was sent can be executed any more (L20). */
  PATIENCE;

  private static final ThreadLocal<Set<Safeguard>> OFF =
      ThreadLocal.withInitial(() -> EnumSet.noneOf(Safeguard.class));

  /** Whether it is on for the current thread, as it always is outside of simulations. */
  public boolean isOn() {
    return !OFF.get().contains(this);
  }

  /** Does something on the current thread without this safeguard. */
  public <T> T without(Supplier<T> work) {
    OFF.get().add(this);
    try {
      return work.get();
    } finally {
      OFF.remove();
    }
  }
}
