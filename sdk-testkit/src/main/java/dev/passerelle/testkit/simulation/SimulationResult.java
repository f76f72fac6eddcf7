package dev.passerelle.testkit.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * What a seed found. Immutable.
 *
 * @param seed the seed
 * @param course what was played
 * @param hash a hash of everything that happened
 * @param breaches promises that were not kept, each with the oracle's name; empty when all is well
 * @param trace the last lines of what happened
 * @param runs runs of the engine
 * @param kills how often its process was killed
 * @param pauses how often a process was paused in the middle of a run
 * @param edits values that users entered
 * @param writes records that the engine says it wrote
 * @param waiting items that wait at the end
 */
public record SimulationResult(
    long seed,
    Course course,
    long hash,
    List<String> breaches,
    List<String> trace,
    int runs,
    int kills,
    int pauses,
    int edits,
    long writes,
    int waiting) {

  /** Copies. */
  public SimulationResult {
    breaches = List.copyOf(breaches);
    trace = List.copyOf(trace);
  }

  /** This result, judged together with another one of the same seed. */
  SimulationResult judgedWith(SimulationResult again) {
    List<String> all = new ArrayList<>(breaches);
    Determinism.judge(this, again, all::add);
    return new SimulationResult(
        seed, course, hash, all, trace, runs, kills, pauses, edits, writes, waiting);
  }

  /** How to see it again, what was broken, and what happened. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(summary());
    trace.forEach(line -> text.append("\n    ").append(line));
    return text.toString();
  }

  /** How to see it again, and what was broken. */
  public String summary() {
    StringBuilder text = new StringBuilder();
    if (course == Course.OWN) {
      text.append("replay with run(").append(seed).append(")");
    } else {
      text.append("replay with -Dpasserelle.seed=").append(seed);
      text.append(course == Course.PLAIN ? "" : " -Dpasserelle.course=" + course);
    }
    breaches.forEach(breach -> text.append("\n  ").append(breach));
    return text.toString();
  }
}
