package dev.passerelle.sage.sage100;

import java.time.Duration;

/** How finely a version of Sage stores {@code cbModification} (fact sheet §0.2, §4). */
public enum StampPrecision {
  /** {@code smalldatetime}: whole minutes, rounded, up to 30 s in the future. */
  MINUTE(Duration.ofMinutes(2)),
  /** {@code datetime}: 1/300 s. */
  MILLISECOND(Duration.ofSeconds(5));

  private final Duration leastOverlap;

  StampPrecision(Duration leastOverlap) {
    this.leastOverlap = leastOverlap;
  }

  /** How far back a read of changes must look at the very least. */
  public Duration leastOverlap() {
    return leastOverlap;
  }
}
