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
}
