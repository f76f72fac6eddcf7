package dev.passerelle.core.model;

/** Whether a record that can be read is in use. Gone records have no snapshot (L6). */
public enum Life {
  /** In use. */
  LIVE,
  /** Put away reversibly: inactive, dormant, in a bin from which it can be restored. */
  ARCHIVED
}
