package dev.passerelle.core.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many requests one quota still allows. A request occupies the window from the moment it may be
 * sent until one window length after its answer, since the remote counts it at some moment between.
 * Not thread-safe: {@link Budget} holds its lock.
 */
final class QuotaWindow {
  /** Requests that other programs made, as far as the remote told. */
  private record Foreign(Instant until, int count) {}

  private static final Duration SHORT = Duration.ofMinutes(1);
  private final String name;
  private final Expiry expiry;
  private final int reservePercent;
  private final Deque<Foreign> answered = new ArrayDeque<>();
  private final Deque<Foreign> foreign = new ArrayDeque<>();
  private int limit;
  private int inFlight;
  private int answeredCount;
  private Instant blockedUntil = Instant.MIN;

  /** When a request answered at the given instant no longer counts. */
  @FunctionalInterface
  interface Expiry {
    Instant after(Instant answeredAt);
  }

  QuotaWindow(String name, int limit, int reservePercent, Expiry expiry) {
    this.name = name;
    this.limit = limit;
    this.reservePercent = reservePercent;
    this.expiry = expiry;
  }

  String name() {
    return name;
  }

  /** Requests that may be sent now in the given lane; zero or less where none. */
  int free(Instant now, Lane lane) {
    expire(now);
    if (now.isBefore(blockedUntil)) {
      return 0;
    }
    int foreigners = foreign.stream().mapToInt(Foreign::count).sum();
    int free = limit - inFlight - answeredCount - foreigners;
    return lane == Lane.LISTS ? free - reserve() : free;
  }

  /** The earliest instant at which {@link #free} may be larger than now. */
  Instant nextRelease(Instant now) {
    if (now.isBefore(blockedUntil)) {
      return blockedUntil;
    }
    Instant earliest = expiry.after(now);
    earliest = answered.isEmpty() ? earliest : min(earliest, answered.getFirst().until());
    for (Foreign use : foreign) {
      earliest = min(earliest, use.until());
    }
    return earliest;
  }

  void sent() {
    inFlight++;
  }

  void settle(boolean counted, Instant now) {
    inFlight--;
    if (counted) {
      answered(now);
    }
  }

  private void answered(Instant now) {
    answeredCount++;
    Instant until = expiry.after(now);
    Foreign last = answered.peekLast();
    // One entry per expiry instant: a day's window is one entry, not a million.
    if (last != null && !last.until().isBefore(until)) {
      answered.removeLast();
      answered.addLast(new Foreign(last.until(), last.count() + 1));
    } else {
      answered.addLast(new Foreign(until, 1));
    }
  }

  void block(Instant until) {
    blockedUntil = max(blockedUntil, until);
  }

  /** When a remote that named this window without a time will answer again. */
  Instant refill(Instant now) {
    return expiry.after(now);
  }

  /** Believes the remote where it has less left than we think; never where it has more. */
  void correct(QuotaHeaders.Reading reading, Instant now) {
    Integer told = reading.limit();
    if (told != null && told > 0) {
      limit = told;
    }
    Integer remaining = reading.remaining();
    if (remaining == null) {
      return;
    }
    int unknown = free(now, Lane.INTERACTIVE) - Math.max(0, remaining);
    if (unknown > 0) {
      Instant resets = reading.resetsAt();
      foreign.addLast(new Foreign(resets == null ? expiry.after(now) : resets, unknown));
    }
  }

  /** Somebody else's requests, up to the limit, the last of them at an instant. */
  void usedElsewhere(Instant last, Instant now) {
    Instant until = expiry.after(last);
    int free = free(now, Lane.INTERACTIVE);
    boolean isShort = Duration.between(last, until).compareTo(SHORT) <= 0;
    if (isShort && until.isAfter(now) && free > 0) {
      foreign.addLast(new Foreign(until, free));
    }
  }

  private int reserve() {
    return limit <= 1 ? 0 : Math.min(limit - 1, (limit * reservePercent + 99) / 100);
  }

  private void expire(Instant now) {
    while (!answered.isEmpty() && !answered.getFirst().until().isAfter(now)) {
      answeredCount -= answered.removeFirst().count();
    }
    foreign.removeIf(use -> !use.until().isAfter(now));
  }

  private static Instant min(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant max(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
