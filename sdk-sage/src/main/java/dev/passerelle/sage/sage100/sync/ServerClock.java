package dev.passerelle.sage.sage100.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The SQL server's local time, in which {@code cbModification} is kept without a zone (fact sheet
 * §0.3). When clocks are put back the same local hour comes twice; a reading that begins near such
 * an hour begins an hour earlier.
 */
final class ServerClock {
  private static final Duration NEAR = Duration.ofHours(3);

  private final ZoneId zone;

  ServerClock(ZoneId zone) {
    this.zone = zone;
  }

  Instant instant(LocalDateTime local) {
    return local.atZone(zone).toInstant();
  }

  /**
   * From where rows are to be read.
   *
   * @param since when the last reading began
   * @param now when this one begins; before {@code since} when the clock was put back
   */
  LocalDateTime lowest(LocalDateTime since, LocalDateTime now, Duration overlap) {
    LocalDateTime earlier = since.isBefore(now) ? since : now;
    return earlier.minus(overlap).minus(putBack(earlier, now));
  }

  private Duration putBack(LocalDateTime since, LocalDateTime now) {
    ZoneRules rules = zone.getRules();
    Instant to = instant(now.plus(NEAR));
    ZoneOffsetTransition next = rules.nextTransition(instant(since.minus(NEAR)));
    boolean near = next != null && next.isOverlap() && !next.getInstant().isAfter(to);
    return near ? next.getDuration().abs() : Duration.ZERO;
  }
}
