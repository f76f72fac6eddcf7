package dev.passerelle.testkit.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Chance from a seed: the same seed gives the same course. For one thread. */
final class Dice {
  private final SplittableRandom random;

  private Dice(SplittableRandom random) {
    this.random = random;
  }

  static Dice of(long seed) {
    return new Dice(new SplittableRandom(seed));
  }

  /** Dice of their own, so that one who throws more often does not move the others. */
  Dice split() {
    return new Dice(random.split());
  }

  boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  /** From 0, below {@code bound}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** From {@code least} to {@code most}. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  Duration upTo(Duration most) {
    return Duration.ofMillis(random.nextLong(most.toMillis() + 1));
  }

  <T> T pick(List<T> all) {
    return all.get(below(all.size()));
  }
}
