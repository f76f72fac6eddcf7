package dev.passerelle.core.http;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.SystemUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stops calls to a system that keeps failing (L25). Closed: all calls pass. After a number of
 * system failures in a row it opens: no call passes for a while. Then it is half open: one read at
 * a time probes the system; success closes it, failure opens it for twice as long. A write probes
 * only where no read came for the length of a first opening. Thread-safe.
 */
public final class Circuit {
  /** What passes. */
  public enum State {
    /** Everything. */
    CLOSED,
    /** Nothing. */
    OPEN,
    /** One probing call at a time. */
    HALF_OPEN
  }

  private static final int MOST_DOUBLINGS = 4;

  private final Clock clock;
  private final int threshold;
  private final Duration openFor;
  private final ReentrantLock lock = new ReentrantLock();
  private int failures;
  private String cause = "";
  private int openings;
  private boolean probing;
  private Instant openUntil = Instant.MIN;

  private Circuit(Clock clock, int threshold, Duration openFor) {
    this.clock = clock;
    this.threshold = threshold;
    this.openFor = openFor;
  }

  /**
   * A closed circuit.
   *
   * @param failures system failures in a row that open it, 1 or more
   * @param openFor how long it stays open the first time, positive; doubled up to 16-fold
   */
  public static Circuit of(Clock clock, int failures, Duration openFor) {
    if (failures < 1 || openFor.isNegative() || openFor.isZero()) {
      throw new IllegalArgumentException("failures and openFor must be positive");
    }
    return new Circuit(clock, failures, openFor);
  }

  /** Opens after 5 failures in a row, for 30 s at first. */
  public static Circuit usual(Clock clock) {
    return of(clock, 5, Duration.ofSeconds(30));
  }

  /** The state at this moment. */
  public State state() {
    lock.lock();
    try {
      return stateAt(clock.instant());
    } finally {
      lock.unlock();
    }
  }

  void enter(String system, CallKind kind) {
    lock.lock();
    try {
      Instant now = clock.instant();
      State state = stateAt(now);
      if (state == State.CLOSED) {
        return;
      }
      if (state == State.OPEN || probing || (kind != CallKind.READ && readsMayStillCome(now))) {
        throw open(system);
      }
      probing = true;
    } finally {
      lock.unlock();
    }
  }

  void succeeded() {
    record(true, "");
  }

  /** A failure of the system; its code is what an open circuit gives as its cause. */
  void failed(ErrorCode code) {
    record(false, code.name());
  }

  /** The call ended without saying anything about the system. */
  void leave() {
    lock.lock();
    try {
      probing = false;
    } finally {
      lock.unlock();
    }
  }

  private void record(boolean success, String code) {
    lock.lock();
    try {
      cause = code;
      probing = false;
      failures = success ? 0 : failures + 1;
      if (success) {
        openings = 0;
        openUntil = Instant.MIN;
      } else if (failures >= threshold && !clock.instant().isBefore(openUntil)) {
        openUntil = clock.instant().plus(currentSpan());
        openings++;
      }
    } finally {
      lock.unlock();
    }
  }

  private State stateAt(Instant now) {
    return failures < threshold
        ? State.CLOSED
        : now.isBefore(openUntil) ? State.OPEN : State.HALF_OPEN;
  }

  private boolean readsMayStillCome(Instant now) {
    return now.isBefore(openUntil.plus(openFor));
  }

  private Duration currentSpan() {
    return openFor.multipliedBy(1L << Math.min(openings, MOST_DOUBLINGS));
  }

  private SystemUnavailable open(String system) {
    return new SystemUnavailable(
        ErrorDetail.of(ErrorCode.CIRCUIT_OPEN)
            .system(system)
            .cause(cause)
            .figure("failures", failures)
            .figure("until", openUntil)
            .build());
  }
}
