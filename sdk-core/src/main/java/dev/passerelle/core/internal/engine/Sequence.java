package dev.passerelle.core.internal.engine;

import dev.passerelle.core.internal.ledger.Observation;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Rising numbers of one process, by its clock. Another process, or an earlier one with a clock
 * ahead of this one's, may have given the same numbers: what must not be given twice is told to
 * {@link #above} first. Thread-safe.
 */
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

  /** All numbers from now on are above this one. */
  void above(long given) {
    last.accumulateAndGet(given, Math::max);
  }

  /**
   * The number of an observation that replaces another one: above that one's, whichever process
   * gave it, or what is decided about the old one would settle the new one, too (L1).
   */
  long after(@Nullable Observation replaced) {
    if (replaced != null) {
      above(replaced.seq());
    }
    return next();
  }

  long next() {
    return last.updateAndGet(value -> Math.max(value + 1, clock.millis() * 1_000));
  }

  long next(int count) {
    return last.updateAndGet(value -> Math.max(value + 1, clock.millis() * 1_000) + count) - count;
  }
}
