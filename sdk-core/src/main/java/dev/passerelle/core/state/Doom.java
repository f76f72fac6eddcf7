package dev.passerelle.core.state;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the first failure of a transaction. Databases differ in what still works after one, so
 * nothing does: later calls and the commit are refused.
 */
final class Doom {

  private @Nullable RuntimeException first;
  private boolean ended;

  <T extends @Nullable Object> T guard(Supplier<T> call) {
    if (ended) {
      throw new IllegalStateException("the transaction has ended");
    }
    rethrow();
    try {
      return call.get();
    } catch (RuntimeException e) {
      first = e;
      throw e;
    }
  }

  void guard(Runnable call) {
    this.<@Nullable Object>guard(
        () -> {
          call.run();
          return null;
        });
  }

  void rethrow() {
    if (first != null) {
      throw first;
    }
  }

  void end() {
    ended = true;
  }
}
