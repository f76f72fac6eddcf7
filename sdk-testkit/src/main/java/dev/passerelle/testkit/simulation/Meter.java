package dev.passerelle.testkit.simulation;

import dev.passerelle.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What one process knows of the quota of a system: its own calls, and what it was told of others.
 * Before a call that would be one too many it waits, as connectors do. For one thread.
 */
final class Meter {
  /** The span in which calls are counted. */
  static final Duration WINDOW = Duration.ofSeconds(10);

  private final int allowed;
  private final SettableClock clock;
  private final Deque<Instant> own = new ArrayDeque<>();
  private Instant fullUntil = Instant.MIN;

  /**
   * A new process.
   *
   * @param allowed calls in any {@link #WINDOW}; 0 where there is no limit
   */
  Meter(int allowed, SettableClock clock) {
    this.allowed = allowed;
    this.clock = clock;
  }

  /** Another process made calls until so long ago, nobody knows how many. */
  void usedElsewhere(Duration ago) {
    fullUntil = clock.instant().minus(ago).plus(WINDOW);
  }

  /** Waits until a call may be made, and counts it. */
  void call() {
    if (allowed == 0) {
      return;
    }
    waitUntil(fullUntil);
    if (own.size() >= allowed) {
      waitUntil(own.removeFirst().plus(WINDOW));
    }
    own.addLast(clock.instant());
  }

  private void waitUntil(Instant instant) {
    Instant now = clock.instant();
    if (instant.isAfter(now)) {
      clock.advance(Duration.between(now, instant));
    }
  }
}
