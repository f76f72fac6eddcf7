package dev.passerelle.core.internal.engine;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** Rising numbers, above those of earlier runs as long as the clock does not go back. */
final class Sequence {
  private final AtomicLong last = new AtomicLong();
  private final Clock clock;

  Sequence(Clock clock) {
    this.clock = clock;
  }

  /** The numbers given before an instant are below this one, unless they were given in a burst. */
  static long at(java.time.Instant instant) {
    return instant.toEpochMilli() * 1_000;
  }

  long next() {
    return last.updateAndGet(value -> Math.max(value + 1, clock.millis() * 1_000));
  }

  long next(int count) {
    return last.updateAndGet(value -> Math.max(value + 1, clock.millis() * 1_000) + count) - count;
  }
}
