package dev.passerelle.core.adapter;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A system says that something that we use of it will end (L34). Immutable.
 *
 * @param operation what is used: method and path template, or an interface's name; holds no values
 * @param since since when it is deprecated; null where it is not told
 * @param until when it ends; null where it is not told
 * @param more an address of the vendor's with particulars; null where there is none
 */
public record Deprecation(
    String operation, @Nullable Instant since, @Nullable Instant until, @Nullable String more) {

  /** Checks that the operation is given. */
  public Deprecation {
    Objects.requireNonNull(operation, "operation");
  }
}
