package dev.passerelle.core.internal.plan;

/** Why a field is written (L31). */
public enum Cause {
  /** Its owner has a new value. */
  OWNER,
  /** The other side of a shared field has a new value. */
  CHANGE,
  /** Both sides have new values; a policy decided. */
  POLICY,
  /** A person decided. */
  DECISION,
  /** Somebody changed it on the side that does not own it. */
  REVERT,
  /** The record is created. */
  CREATE,
  /** The two sides meet for the first time. */
  FIRST_MEETING,
  /** It travels with another field's write. */
  ALONG,
  /** The as-of instant is older than its refresh. */
  REFRESH,
  /** Our reference on the record (L8); added by the engine, not by the planner. */
  REFERENCE
}
