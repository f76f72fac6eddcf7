package dev.passerelle.core.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that only moves when somebody pauses. */
final class Time extends Clock implements Pause {
  static final Instant START = Instant.parse("2026-03-16T12:00:00Z");

  final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  @Override
  public void await(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    pauses.add(duration);
    pass(duration);
  }

  void pass(Duration duration) {
    if (!duration.isNegative()) {
      now.updateAndGet(instant -> instant.plus(duration));
    }
  }

  Duration passed() {
    return Duration.between(START, instant());
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("only instants are used");
  }
}
