package dev.passerelle.core.http;

/** What sending a request twice would do: decides about retry and about unknown outcomes (L20). */
public enum CallKind {
  /** Changes nothing: may be sent again. A search by POST is one; say so with {@link Sends}. */
  READ,
  /** Changes something, but twice is the same as once: may be sent again (W3). */
  IDEMPOTENT_WRITE,
  /**
   * Everything else: sent once; a time-out or a 5xx is {@code OutcomeUnknown}, never a retry (F3).
   */
  WRITE
}
