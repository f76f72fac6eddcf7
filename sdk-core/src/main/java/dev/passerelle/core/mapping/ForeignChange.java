package dev.passerelle.core.mapping;

/** What happens when somebody changes an owned field on the side that does not own it (L13). */
public enum ForeignChange {
  /** The owner's value is written back. */
  REVERT,
  /** The change is left alone and becomes a review item. */
  REPORT,
  /** The change is left alone, with a notice. */
  KEEP
}
