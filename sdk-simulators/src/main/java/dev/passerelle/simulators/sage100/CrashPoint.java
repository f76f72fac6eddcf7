package dev.passerelle.simulators.sage100;

/** Where the agent's process ends. */
public enum CrashPoint {
  /** The operation is in the journal, Sage has not been called. */
  JOURNALLED,
  /** Sage has committed, the outcome is not yet in the journal. */
  COMMITTED
}
