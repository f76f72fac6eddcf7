package dev.passerelle.testkit.simulation;

import java.util.List;
import java.util.function.Consumer;

/**
 * The same edits with and without a crash end in the same state (invariant 12): both systems, links
 * and bases, up to the ids that systems give to what the engine made.
 */
final class CrashEquivalence {
  private static final int TOLD = 5;

  private CrashEquivalence() {}

  /**
   * Compares a course that was killed with the one that was not.
   *
   * @param where the edge at which it was killed
   */
  static void judge(EndState undisturbed, EndState killed, String where, Consumer<String> breach) {
    List<String> differences = undisturbed.differences(killed);
    if (!differences.isEmpty()) {
      List<String> told = differences.subList(0, Math.min(TOLD, differences.size()));
      breach.accept("CrashEquivalence: killed " + where + ": " + String.join("; ", told));
    }
  }
}
