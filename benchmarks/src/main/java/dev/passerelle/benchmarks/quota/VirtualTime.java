package dev.passerelle.benchmarks.quota;

import dev.passerelle.core.http.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Time for several threads that passes only while all of them wait: then it jumps to the first
 * moment for which one waits. What a thread does between two waits takes no time. Thread-safe.
 */
final class VirtualTime extends Clock implements Pause {
  /** A thread that waits; a class, since two that wait for one moment are still two. */
  private static final class Waiter {
    private final Instant due;

    Waiter(Instant due) {
      this.due = due;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition passed = lock.newCondition();
  private final List<Waiter> waiters = new ArrayList<>();
  private Instant now;
  private int busy;

  VirtualTime(Instant start) {
    now = start;
  }

  /** So many threads take part from now on; time stands still until all of them wait or ended. */
  void begin(int threads) {
    lock.lock();
    try {
      busy += threads;
    } finally {
      lock.unlock();
    }
  }

  /** One of them ended. */
  void end() {
    lock.lock();
    try {
      busy--;
      passOn();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void await(Duration duration) throws InterruptedException {
    if (duration.isNegative() || duration.isZero()) {
      return;
    }
    lock.lock();
    try {
      Waiter me = new Waiter(now.plus(duration));
      waiters.add(me);
      busy--;
      passOn();
      while (waiters.contains(me)) {
        passed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whoever is woken is busy from this moment on, before its thread runs again. */
  private void passOn() {
    if (busy > 0 || waiters.isEmpty()) {
      return;
    }
    now = waiters.stream().map(waiter -> waiter.due).min(Instant::compareTo).orElseThrow();
    int before = waiters.size();
    waiters.removeIf(waiter -> !waiter.due.isAfter(now));
    busy += before - waiters.size();
    passed.signalAll();
  }

  @Override
  public Instant instant() {
    lock.lock();
    try {
      return now;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("this clock is in UTC");
  }
}
