package dev.passerelle.core.state;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a transaction again after a conflict, a bounded number of times.
 *
 * @param attempts how often in all, at least 1
 * @param pause what to do before the next attempt
 */
record Retry(int attempts, Pause pause) {

  /** The wait before another attempt. */
  interface Pause {
    void before(int attempt) throws InterruptedException;
  }

  /** A few milliseconds, longer each time; spread so that two that collided do not meet again. */
  static Retry spread(int attempts) {
    return new Retry(
        attempts,
        n -> Thread.sleep(ThreadLocalRandom.current().nextLong(1, 10L << Math.min(n, 5))));
  }

  <T extends @Nullable Object> T run(Supplier<? extends T> once) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once.get();
      } catch (RuntimeException e) {
        if (!Failures.isConflict(e) || attempt >= attempts) {
          throw e;
        }
        pauseBefore(attempt, e);
      }
    }
  }

  private void pauseBefore(int attempt, RuntimeException conflict) {
    try {
      pause.before(attempt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw conflict;
    }
  }
}
