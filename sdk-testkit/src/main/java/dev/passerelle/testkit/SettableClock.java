package dev.passerelle.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until a test moves it. Thread-safe; the views made by {@link #withZone}
 * move along.
 */
public final class SettableClock extends Clock {
  private final AtomicReference<Instant> now;
  private final ZoneId zone;

  private SettableClock(AtomicReference<Instant> now, ZoneId zone) {
    this.now = now;
    this.zone = Objects.requireNonNull(zone, "zone");
  }

  /** A clock in UTC that shows {@code start}. */
  public static SettableClock at(Instant start) {
    return new SettableClock(
        new AtomicReference<>(Objects.requireNonNull(start, "start")), ZoneOffset.UTC);
  }

  /** A clock in UTC, from a text such as {@code 2026-03-01T08:00:00Z}. */
  public static SettableClock at(String start) {
    return at(Instant.parse(start));
  }

  /** Moves the clock on and gives the new time; a negative duration moves it back. */
  public Instant advance(Duration by) {
    return Objects.requireNonNull(now.updateAndGet(old -> old.plus(by)));
  }

  /** Sets the clock, forwards or backwards. */
  public void set(Instant to) {
    now.set(Objects.requireNonNull(to, "to"));
  }

  @Override
  public Instant instant() {
    return Objects.requireNonNull(now.get());
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public SettableClock withZone(ZoneId other) {
    return new SettableClock(now, other);
  }

  @Override
  public String toString() {
    return "SettableClock[" + instant() + ", " + zone + "]";
  }
}
