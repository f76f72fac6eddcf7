package dev.passerelle.core.state;

/** What a store does at {@link StateStore#open} when the stored schema is not the wanted one. */
public enum MigrationMode {
  /** Brings an older or missing schema up to date; refuses a newer one. */
  RUN,
  /**
   * Changes nothing; refuses a schema that is missing, older, newer, half migrated or altered, and
   * tables or columns that are not there. For hosts whose administrator runs the script.
   */
  CHECK,
  /**
   * Changes nothing and does not look at tables; refuses only by the recorded version: missing,
   * older or newer.
   */
  NEVER
}
