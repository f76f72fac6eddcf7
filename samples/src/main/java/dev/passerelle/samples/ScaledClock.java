package dev.passerelle.samples;

import dev.passerelle.core.http.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Time that runs faster than it does, alike in every process that is told the same origin: leases
 * and waits of minutes pass in seconds, and no process has to ask another for the time.
 */
final class ScaledClock extends Clock {
  private final Instant origin;
  private final Instant start;
  private final int factor;
  private final ZoneId zone;

  /** At the real instant {@code origin} it shows {@code start}. */
  ScaledClock(Instant origin, Instant start, int factor) {
    this(origin, start, factor, ZoneOffset.UTC);
  }

  private ScaledClock(Instant origin, Instant start, int factor, ZoneId zone) {
    this.origin = origin;
    this.start = start;
    this.factor = factor;
    this.zone = zone;
  }

  Pause pause() {
    Pause asleep = Pause.sleeping();
    return time -> asleep.await(real(time));
  }

  /** How long a time of this clock really lasts. */
  Duration real(Duration time) {
    return time.dividedBy(factor);
  }

  long nanos() {
    return System.nanoTime() * factor;
  }

  @Override
  public Instant instant() {
    Duration passed = Duration.between(origin, Clock.systemUTC().instant());
    return start.plus(passed.multipliedBy(factor));
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new ScaledClock(origin, start, factor, other);
  }
}
