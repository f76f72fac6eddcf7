package dev.passerelle.simulators;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until a test moves it. Safe for use by several threads. Views made with
 * {@link #withZone} share the instant of the clock that they come from.
 */
public final class SimulatedClock extends Clock {
  private final AtomicReference<Instant> now;
  private final ZoneId zone;

  private SimulatedClock(AtomicReference<Instant> now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /** A clock in UTC that shows {@code start}. */
  public static SimulatedClock at(Instant start) {
    return new SimulatedClock(new AtomicReference<>(requireNonNull(start)), ZoneOffset.UTC);
  }

  /** Moves the clock to {@code instant}, forwards or backwards. */
  public void set(Instant instant) {
    now.set(requireNonNull(instant));
  }

  /**
   * Moves the clock by {@code step}, which may be negative.
   *
   * @return the new instant
   */
  public Instant advance(Duration step) {
    return now.updateAndGet(before -> before.plus(step));
  }

  @Override
  public Instant instant() {
    return requireNonNull(now.get());
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public SimulatedClock withZone(ZoneId other) {
    return new SimulatedClock(now, other);
  }
}
