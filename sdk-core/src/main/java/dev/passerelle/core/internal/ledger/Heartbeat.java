package dev.passerelle.core.internal.ledger;

import dev.passerelle.core.error.PasserelleException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the leases of the runs under way on one daemon thread: a call that takes longer than a
 * lease lasts must not cost it. A tenant at rest holds no lease and costs nothing. Thread-safe.
 */
public final class Heartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
  private final Duration every;
  private final Set<Lease> leases = ConcurrentHashMap.newKeySet();
  private final ReentrantLock starting = new ReentrantLock();
  private @Nullable ScheduledExecutorService thread;

  /** A heartbeat at an interval; none at zero, where leases are renewed between steps only. */
  public Heartbeat(Duration every) {
    this.every = every;
  }

  /** Keeps a lease from running out until {@link #leave}. */
  public void keep(Lease lease) {
    leases.add(lease);
    starting.lock();
    try {
      if (thread == null && !every.isZero()) {
        thread = Executors.newSingleThreadScheduledExecutor(Heartbeat::daemon);
        long nanos = every.toNanos();
        thread.scheduleWithFixedDelay(this::beat, nanos, nanos, TimeUnit.NANOSECONDS);
      }
    } finally {
      starting.unlock();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "passerelle-lease");
    thread.setDaemon(true);
    return thread;
  }

  /** Lets a lease run out by itself. */
  public void leave(Lease lease) {
    leases.remove(lease);
  }

  private void beat() {
    for (Lease lease : leases) {
      try {
        lease.renew();
      } catch (PasserelleException e) {
        // Tried again at the next beat; a lease that runs out meanwhile ends its run.
        LOG.debug("Lease not renewed: {}", e.code().id());
      }
    }
  }

  @Override
  public void close() {
    starting.lock();
    try {
      if (thread != null) {
        thread.shutdownNow();
      }
    } finally {
      starting.unlock();
    }
  }
}
