package dev.passerelle.simulators.salesforce;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** The calls of the last 24 hours. Guarded by the org's lock. */
final class Usage {
  private final Clock clock;
  private final Deque<Instant> calls = new ArrayDeque<>();
  private int limit;
  private int others;

  Usage(Clock clock, int limit) {
    this.clock = clock;
    this.limit = limit;
  }

  void limit(int daily) {
    limit = daily;
  }

  /** Calls that other programs made today. */
  void others(int made) {
    others = made;
  }

  boolean take() {
    Instant now = clock.instant();
    while (!calls.isEmpty() && !calls.getFirst().isAfter(now.minus(Duration.ofHours(24)))) {
      calls.removeFirst();
    }
    if (used() >= limit) {
      return false;
    }
    calls.addLast(now);
    return true;
  }

  int used() {
    return calls.size() + others;
  }

  int max() {
    return limit;
  }
}
