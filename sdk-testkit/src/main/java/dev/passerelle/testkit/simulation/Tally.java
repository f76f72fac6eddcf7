package dev.passerelle.testkit.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** What a range of seeds came to, however many of them are played at once. */
final class Tally {
  private final Course course;
  private final Consumer<SimulationResult> told;
  private final List<SimulationResult> failed = new ArrayList<>();
  private int played;
  private long runs;
  private long kills;
  private long pauses;
  private long edits;
  private long writes;

  private Tally(Course course, Consumer<SimulationResult> told) {
    this.course = course;
    this.told = told;
  }

  /**
   * Plays seeds, as many at once as there are processors, and tells of each as soon as it is over,
   * one at a time and in any order.
   */
  static Tally of(Course course, long first, long seeds, Consumer<SimulationResult> told) {
    Tally tally = new Tally(course, told);
    LongStream.range(first, first + seeds)
        .parallel()
        .forEach(seed -> tally.add(Simulation.run(seed, course)));
    return tally;
  }

  private synchronized void add(SimulationResult result) {
    played++;
    runs += result.runs();
    kills += result.kills();
    pauses += result.pauses();
    edits += result.edits();
    writes += result.writes();
    if (!result.breaches().isEmpty()) {
      failed.add(result);
    }
    told.accept(result);
  }

  /** Seeds that broke a promise, the lowest first. */
  synchronized List<SimulationResult> failed() {
    return failed.stream().sorted(Comparator.comparingLong(SimulationResult::seed)).toList();
  }

  synchronized int played() {
    return played;
  }

  synchronized long kills() {
    return kills;
  }

  synchronized long edits() {
    return edits;
  }

  synchronized long writes() {
    return writes;
  }

  @Override
  public synchronized String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %,d seeds, %,d runs, %,d kills, %,d pauses, %,d values entered, %,d records written,"
            + " %,d failed",
        course,
        played,
        runs,
        kills,
        pauses,
        edits,
        writes,
        failed.size());
  }
}
