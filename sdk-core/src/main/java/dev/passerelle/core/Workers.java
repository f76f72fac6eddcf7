package dev.passerelle.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The threads of one runtime: a bounded number of daemons that run the engines which are due, and
 * one that asks those to make room which work for long while others wait. None is started before
 * the first job. Thread-safe.
 */
final class Workers implements AutoCloseable {
  /** How long a thread sleeps at most: the clock may run faster than the thread's. */
  private static final long NAP = TimeUnit.SECONDS.toNanos(1);

  /** After a turn that ended with an error of the JVM. */
  private static final Duration AFTER_ERROR = Duration.ofMinutes(1);

  private final int count;
  private final LongSupplier nanos;
  private final Roster roster;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int started;
  private boolean closed;

  Workers(int count, Duration slice, LongSupplier nanos) {
    this.count = count;
    this.nanos = nanos;
    this.roster = new Roster(slice);
  }

  /** Gives a job its turns, the first one now. */
  Roster.Place add(Roster.Job job) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the runtime is closed");
      }
      Roster.Place place = roster.add(job, nanos.getAsLong());
      if (started == 0) {
        thread("passerelle-watch", this::watch);
      }
      if (started < count) {
        started++;
        thread("passerelle-sync-" + started, this::work);
      }
      changed.signal();
      return place;
    } finally {
      lock.unlock();
    }
  }

  private static void thread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** No further turn; one under way goes on. */
  void remove(Roster.Place place) {
    lock.lock();
    try {
      roster.remove(place);
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    try {
      Optional<Roster.Place> next = await();
      while (next.isPresent()) {
        turn(next.get());
        next = await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** An error of the JVM ends this thread, as it should; another one takes its place. */
  private void turn(Roster.Place place) {
    Duration again = AFTER_ERROR;
    boolean ended = false;
    try {
      again = place.job().turn();
      ended = true;
    } finally {
      done(place, again, ended);
      // An interrupt was meant for the turn, not for the thread.
      Thread.interrupted();
    }
  }

  private void done(Roster.Place place, Duration again, boolean ended) {
    lock.lock();
    try {
      roster.done(place, nanos.getAsLong(), again);
      if (!ended && !closed) {
        thread(Thread.currentThread().getName(), this::work);
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until somebody is due; empty when closed. */
  private Optional<Roster.Place> await() throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        long now = nanos.getAsLong();
        Optional<Roster.Place> next = roster.next(now);
        if (next.isPresent()) {
          // Whoever is due next should not wait for this turn while another thread is free.
          changed.signal();
          return next;
        }
        OptionalLong due = roster.nextDue();
        sleep(due.isPresent() ? Math.min(NAP, due.getAsLong() - now) : NAP);
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private void sleep(long nanoseconds) throws InterruptedException {
    long rest = changed.awaitNanos(Math.max(1, nanoseconds));
    if (rest > 0 && closed) {
      changed.signal();
    }
  }

  private void watch() {
    try {
      while (pause()) {
        overstaying().forEach(Roster.Job::makeRoom);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean pause() throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(NAP);
    lock.lock();
    try {
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private List<Roster.Job> overstaying() {
    lock.lock();
    try {
      return roster.overstaying(nanos.getAsLong());
    } finally {
      lock.unlock();
    }
  }

  /** Ends the threads after their turns. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
