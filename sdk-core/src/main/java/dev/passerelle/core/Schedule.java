package dev.passerelle.core;

import dev.passerelle.core.error.PasserelleException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs something at an interval on one daemon thread. */
final class Schedule {
  private static final Logger LOG = LoggerFactory.getLogger(SyncEngine.class);
  private final Runnable work;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable ScheduledExecutorService executor;

  Schedule(Runnable work) {
    this.work = work;
  }

  void start(Duration interval) {
    lock.lock();
    try {
      if (executor != null) {
        throw new IllegalStateException("the schedule runs already");
      }
      executor =
          Executors.newSingleThreadScheduledExecutor(
              task -> {
                Thread thread = new Thread(task, "passerelle-sync");
                thread.setDaemon(true);
                return thread;
              });
      executor.scheduleWithFixedDelay(this::guarded, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      lock.unlock();
    }
  }

  /**
   * One failing run must not end the schedule: it is told, and the next one tries again. The
   * executor would drop the task for ever at any exception, be it of a listener or a gate of the
   * host.
   */
  private void guarded() {
    try {
      work.run();
    } catch (PasserelleException e) {
      LOG.warn("Run failed: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.warn("Run failed in code of the application: {}", e.getClass().getName());
    }
  }

  void stop() {
    lock.lock();
    try {
      if (executor != null) {
        executor.shutdown();
        executor = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
