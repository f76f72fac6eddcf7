package dev.passerelle.core.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Headers that let requests in, and for how long. Never printed. */
final class Authorization {
  private static final Duration LONGEST_MARGIN = Duration.ofSeconds(60);

  private final Map<String, String> headers;
  private final @Nullable Instant renewAt;
  private final @Nullable Instant expiresAt;

  private Authorization(
      Map<String, String> headers, @Nullable Instant renewAt, @Nullable Instant expiresAt) {
    this.headers = Map.copyOf(headers);
    this.renewAt = renewAt;
    this.expiresAt = expiresAt;
  }

  static Authorization lasting(Map<String, String> headers) {
    return new Authorization(headers, null, null);
  }

  /** To be renewed a minute before its end, or after four fifths of a short life. */
  static Authorization expiring(Map<String, String> headers, Instant from, Duration life) {
    Duration fifth = life.dividedBy(5);
    Duration margin = fifth.compareTo(LONGEST_MARGIN) < 0 ? fifth : LONGEST_MARGIN;
    Instant end = from.plus(life);
    return new Authorization(headers, end.minus(margin), end);
  }

  Map<String, String> headers() {
    return headers;
  }

  boolean toBeRenewed(Clock clock) {
    return renewAt != null && !clock.instant().isBefore(renewAt);
  }

  boolean expired(Clock clock) {
    return expiresAt != null && !clock.instant().isBefore(expiresAt);
  }

  boolean sameAs(Authorization other) {
    return headers.equals(other.headers);
  }
}
