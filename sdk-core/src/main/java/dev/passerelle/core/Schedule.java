package dev.passerelle.core;

import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.internal.engine.Engine;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The turns of one engine among the runtime's threads. Thread-safe. */
final class Schedule {
  private static final Logger LOG = LoggerFactory.getLogger(SyncEngine.class);
  private final Workers workers;
  private final Engine engine;
  private final ReentrantLock lock = new ReentrantLock();
  private Roster.@Nullable Place place;

  Schedule(Workers workers, Engine engine) {
    this.workers = workers;
    this.engine = engine;
  }

  void start(Duration interval) {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("interval must be positive");
    }
    lock.lock();
    try {
      if (place != null) {
        throw new IllegalStateException("the schedule runs already");
      }
      place = workers.add(new Turns(interval));
    } finally {
      lock.unlock();
    }
  }

  void stop() {
    lock.lock();
    try {
      if (place != null) {
        workers.remove(place);
        place = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private final class Turns implements Roster.Job {
    private final Duration interval;
    private boolean first = true;

    Turns(Duration interval) {
      this.interval = interval;
    }

    /**
     * One failing run must not end the schedule: it is told, and the next one tries again, be the
     * exception the engine's, a listener's or a gate's of the host.
     */
    @Override
    public Duration turn() {
      boolean now = first;
      first = false;
      try {
        return engine.runInTurn(interval, now);
      } catch (PasserelleException e) {
        LOG.warn("Run failed: {}", e.getMessage());
      } catch (RuntimeException e) {
        LOG.warn("Run failed in code of the application: {}", e.getClass().getName());
      }
      return interval;
    }

    @Override
    public void makeRoom() {
      engine.makeRoom();
    }
  }
}
