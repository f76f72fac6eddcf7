package dev.passerelle.core.http;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a vendor's rate-limit headers, so that a {@link Budget} learns what other programs use of
 * the same quota (L30). Must be stateless; an answer without such headers gives an empty list.
 */
@FunctionalInterface
public interface QuotaHeaders {
  /** What the answer says about the quotas that it names. */
  List<Reading> read(RemoteAnswer answer);

  /**
   * What the remote says about one window.
   *
   * @param window the name given to {@link Budget.Builder#window}; unknown names are ignored
   * @param limit requests per window, positive; null where it is not told
   * @param remaining requests left, 0 or more; null where it is not told
   * @param resetsAt when the window is full again; null means one window length from now
   */
  record Reading(
      String window,
      @Nullable Integer limit,
      @Nullable Integer remaining,
      @Nullable Instant resetsAt) {}
}
