package dev.passerelle.testkit.simulation;

import java.util.Locale;

/** A promise that the engine relies on and that is broken on purpose, to see that it is missed. */
enum Sabotage {
  /** Nothing is broken. */
  NONE,
  /** Changes are read from where the last read ended: next to no overlap (L2). */
  NO_OVERLAP,
  /** A write that does not show yet counts as not done: no call time-out, no lag (L20). */
  ABSENCE_AT_ONCE,
  /** The look-up by reference finds nothing (L20). */
  BLIND_LOOKUP,
  /** What lagging lists and changes show passes for the values that are (L3). */
  HINTS_AS_VALUES,
  /** Answers to a batch are taken in their order instead of by their key (L23). */
  OUTCOME_BY_POSITION,
  /** Notes of writes do not survive the process (L20). */
  NO_INTENTS,
  /** Observations do not survive the process, positions do (L1). */
  NO_OBSERVATIONS;

  /** In words. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
