package dev.passerelle.testkit.simulation;

import java.util.function.Consumer;

/** The same seed gives the same trace (invariant 18): each tenth seed is played twice. */
final class Determinism {
  private static final int EACH = 10;

  private Determinism() {}

  static boolean isDue(long seed) {
    return seed % EACH == 0;
  }

  static void judge(SimulationResult one, SimulationResult two, Consumer<String> breach) {
    if (one.hash() != two.hash()) {
      breach.accept("Determinism: played twice it gave two traces");
    }
  }
}
