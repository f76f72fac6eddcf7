package dev.passerelle.core;

import java.time.Duration;

/**
 * What counts as unusual (L35). What is usual is learnt: volumes and response times are kept per
 * day for four weeks, and nothing is judged before enough days are known. Immutable; begin with
 * {@link #DEFAULT} and change single values.
 *
 * @param lag the greatest age of an undecided change
 * @param volumeFactor more changes in a day than this many times the busiest day known
 * @param volumeFloor and more than so many
 * @param silenceFactor no change for longer than this many times the longest silence known
 * @param silenceFloor and longer than this
 * @param slowFactor answers that take longer than this many times the usual
 * @param slowFloor and longer than this
 */
public record AlertRules(
    Duration lag,
    int volumeFactor,
    long volumeFloor,
    int silenceFactor,
    Duration silenceFloor,
    int slowFactor,
    Duration slowFloor) {

  /**
   * Lag above 15 minutes; 5 times the busiest day and more than 200 changes; 3 times the longest
   * silence and more than a day; 3 times the usual response time and more than a second.
   */
  public static final AlertRules DEFAULT =
      new AlertRules(
          Duration.ofMinutes(15), 5, 200, 3, Duration.ofDays(1), 3, Duration.ofSeconds(1));

  /** Checks that factors are at least 1 and nothing is negative. */
  public AlertRules {
    if (volumeFactor < 1 || silenceFactor < 1 || slowFactor < 1) {
      throw new IllegalArgumentException("the factors of alert rules are at least 1");
    }
    if (volumeFloor < 0
        || lag.isNegative()
        || silenceFloor.isNegative()
        || slowFloor.isNegative()) {
      throw new IllegalArgumentException("the limits of alert rules are not negative");
    }
  }

  /** The same rules with another limit for the age of an undecided change. */
  public AlertRules withLag(Duration limit) {
    return new AlertRules(
        limit, volumeFactor, volumeFloor, silenceFactor, silenceFloor, slowFactor, slowFloor);
  }

  /** The same rules with other limits for the number of changes in a day. */
  public AlertRules withVolume(int factor, long floor) {
    return new AlertRules(lag, factor, floor, silenceFactor, silenceFloor, slowFactor, slowFloor);
  }

  /** The same rules with other limits for a time without changes. */
  public AlertRules withSilence(int factor, Duration floor) {
    return new AlertRules(lag, volumeFactor, volumeFloor, factor, floor, slowFactor, slowFloor);
  }

  /** The same rules with other limits for the time that a system takes to answer. */
  public AlertRules withSlowness(int factor, Duration floor) {
    return new AlertRules(
        lag, volumeFactor, volumeFloor, silenceFactor, silenceFloor, factor, floor);
  }
}
