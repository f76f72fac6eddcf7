package dev.passerelle.core.adapter;

import java.time.Duration;

/**
 * Why a create happens once (L20).
 *
 * @param kind how
 * @param maxLag the longest time in which the system may still execute a request that was already
 *     sent, plus the time until {@code fate} sees it; <em>absent</em> counts only after it
 */
public record CreateSafety(Kind kind, Duration maxLag) {

  /** The ways. */
  public enum Kind {
    /** The system upserts by our reference. */
    UPSERT_BY_REFERENCE,
    /** The record can be looked up by our reference; asked before the first send too. */
    LOOKUP_BY_REFERENCE,
    /** We choose the key; a duplicate is ours only if the content agrees. */
    ASSIGNED_KEY,
    /** Nothing protects: an unknown outcome goes to a person. */
    UNSAFE
  }

  /** Upsert by our reference. */
  public static CreateSafety upsert(Duration maxLag) {
    return new CreateSafety(Kind.UPSERT_BY_REFERENCE, maxLag);
  }

  /** Look-up by our reference. */
  public static CreateSafety lookup(Duration maxLag) {
    return new CreateSafety(Kind.LOOKUP_BY_REFERENCE, maxLag);
  }

  /** A key chosen by us. */
  public static CreateSafety assignedKey(Duration maxLag) {
    return new CreateSafety(Kind.ASSIGNED_KEY, maxLag);
  }

  /** No protection. */
  public static CreateSafety unsafe() {
    return new CreateSafety(Kind.UNSAFE, Duration.ZERO);
  }
}
