package dev.passerelle.testkit.simulation;

import dev.passerelle.core.internal.safeguard.Safeguard;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the engine relies on and what is broken on purpose, to see that it is missed. */
enum Sabotage {
  /** Nothing is broken. */
  NONE,
  /** Changes are read from where the last read ended: next to no overlap (L2). */
  NO_OVERLAP,
  /** Notes of writes do not survive the process (L20). */
  NO_INTENTS,
  /** What does not show yet counts as not done, at once (L20). */
  ABSENCE_AT_ONCE(Safeguard.PATIENCE),
  /** References are looked up in the search, which lags (L20). */
  LAGGING_LOOKUP,
  /** Both sides are compared with one base, in the form of one of them (L10). */
  ONE_BASE(Safeguard.TWO_BASES),
  /** After a write the base takes all that the record shows (L10). */
  WHOLE_RECORD_BASE(Safeguard.FIELD_BASES),
  /** What lagging lists and changes show passes for the values that are (L3). */
  HINTS_AS_VALUES,
  /** Own writes and what is known already are decided again (L1, L10). */
  NO_ECHO_LAYER(Safeguard.ECHO),
  /** A former holder of the lease goes on committing and sending (L29). */
  NO_FENCE(Safeguard.FENCE),
  /** A position is durable before the page that leads to it (L1). */
  POSITION_FIRST(Safeguard.PAGE_WITH_POSITION),
  /** Answers to a batch are taken in their order instead of by their key (L23). */
  OUTCOME_BY_POSITION,
  /** Observations do not survive the process, positions do (L1). */
  NO_OBSERVATIONS,
  /** A process that takes over is not told that another one has used the quota (L30). */
  QUOTA_FORGOTTEN;

  private final @Nullable Safeguard off;

  Sabotage() {
    this(null);
  }

  Sabotage(@Nullable Safeguard off) {
    this.off = off;
  }

  /** The engine's safeguard that is off; empty where a system or the store misbehaves instead. */
  Optional<Safeguard> off() {
    return Optional.ofNullable(off);
  }

  /** In words. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
