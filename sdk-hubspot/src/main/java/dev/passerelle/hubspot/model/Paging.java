package dev.passerelle.hubspot.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on.
 *
 * @param next the next page; null on the last one
 */
public record Paging(@Nullable Next next) {

  /**
   * The next page.
   *
   * @param after the bookmark to hand in
   */
  public record Next(String after) {}

  /** The bookmark of the next page; empty on the last one. */
  public static Optional<String> after(@Nullable Paging paging) {
    return paging == null || paging.next == null
        ? Optional.empty()
        : Optional.of(paging.next.after);
  }
}
