package dev.passerelle.core.http;

import java.time.Duration;

/**
 * Lets time pass. A port, so that tests and simulations move a clock instead of sleeping.
 * Implementations must be thread-safe and must return no earlier than the given duration, as told
 * by the clock used beside it.
 */
@FunctionalInterface
public interface Pause {
  /**
   * Returns after the given duration, at once where it is zero or negative.
   *
   * @throws InterruptedException if the thread is interrupted; the flag is then cleared
   */
  void await(Duration duration) throws InterruptedException;

  /** Sleeps. */
  static Pause sleeping() {
    return duration -> {
      if (duration.isNegative() || duration.isZero()) {
        return;
      }
      // Rounded up: waking a part of a millisecond early would break a quota.
      Thread.sleep(duration.plusNanos(999_999).toMillis());
    };
  }
}
