package dev.passerelle.core;

import dev.passerelle.core.error.ErrorCode;
import java.time.Instant;

/**
 * Something that somebody should look at, grouped by cause (L35).
 *
 * @param subject what it is about, {@code system:crm}, {@code guard:customers}, {@code
 *     lag:erp/customer}
 * @param code why
 * @param state first, again, or resolved
 * @param times in how many runs it was seen
 * @param first when it was first seen
 * @param last when it was last seen, or resolved
 * @param detail one line with figures; no personal data
 */
public record Alert(
    String subject,
    ErrorCode code,
    State state,
    long times,
    Instant first,
    Instant last,
    String detail) {

  /** The life of an alert. */
  public enum State {
    /** Seen for the first time. */
    FIRST,
    /** Seen again. */
    AGAIN,
    /** Not seen any more. */
    RESOLVED
  }
}
