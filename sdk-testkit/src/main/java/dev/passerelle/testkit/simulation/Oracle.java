package dev.passerelle.testkit.simulation;

import java.util.List;
import java.util.function.Consumer;

/** Judges one promise. */
interface Oracle {

  /** The promise in a few words. */
  default String name() {
    return getClass().getSimpleName();
  }

  /**
   * Looks at the world as it is.
   *
   * @param fresh what happened since the last look
   * @param breach takes what is wrong
   */
  void judge(World world, List<Effect> fresh, Consumer<String> breach);

  /** Has oracles judge one after the other; what is wrong is told with the oracle's name. */
  static void judge(
      List<? extends Oracle> oracles, World world, List<Effect> fresh, Consumer<String> breach) {
    for (Oracle oracle : oracles) {
      oracle.judge(world, fresh, what -> breach.accept(oracle.name() + ": " + what));
    }
  }
}
