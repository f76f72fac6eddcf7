package dev.passerelle.core.internal.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How long a system takes to answer, by kind of call. Calls that fail count too: a time-out is the
 * slowest answer. Thread-safe.
 */
final class Pace {
  /** So many calls make a mean that says something. */
  static final int ENOUGH = 20;

  private final LongSupplier nanos;
  private final Map<Kind, Deque<Long>> recent = new EnumMap<>(Kind.class);
  private final Map<Kind, Answers> fresh = new EnumMap<>(Kind.class);

  Pace(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Kinds of calls: they take differently long. */
  enum Kind {
    PAGES,
    READS,
    WRITES
  }

  /**
   * Answers counted.
   *
   * @param calls how many
   * @param took how long in all
   */
  record Answers(long calls, Duration took) {}

  /** Does a call and notes how long it took. */
  <T> T time(Kind kind, Supplier<T> call) {
    long start = nanos.getAsLong();
    try {
      return call.get();
    } finally {
      note(kind, nanos.getAsLong() - start);
    }
  }

  private synchronized void note(Kind kind, long took) {
    Deque<Long> last = recent.computeIfAbsent(kind, key -> new ArrayDeque<>(ENOUGH));
    if (last.size() == ENOUGH) {
      last.removeFirst();
    }
    last.addLast(took);
    Answers one = new Answers(1, Duration.ofNanos(took));
    fresh.merge(kind, one, (a, b) -> new Answers(a.calls() + b.calls(), a.took().plus(b.took())));
  }

  /** The mean of the last calls; empty when there were not enough. */
  synchronized Optional<Duration> recent(Kind kind) {
    Deque<Long> last = recent.getOrDefault(kind, new ArrayDeque<>());
    if (last.size() < ENOUGH) {
      return Optional.empty();
    }
    long sum = last.stream().mapToLong(Long::longValue).sum();
    return Optional.of(Duration.ofNanos(sum / last.size()));
  }

  /** What was counted since the last time. */
  synchronized Map<Kind, Answers> take() {
    Map<Kind, Answers> taken = new EnumMap<>(fresh);
    fresh.clear();
    return taken;
  }
}
