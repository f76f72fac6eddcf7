package dev.passerelle.testkit.simulation;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Plays a range of seeds from the command line: {@code Campaign [course] [first] [seeds]}. Prints
 * each seed that broke a promise, and the figures of all; ends with 1 when one did. Ranges may be
 * played side by side in several processes.
 */
public final class Campaign {
  private static final int TOLD = 1000;
  private final Course course;
  private final PrintStream out;
  private int played;
  private int failed;
  private long runs;
  private long kills;
  private long pauses;
  private long edits;
  private long writes;

  private Campaign(Course course, PrintStream out) {
    this.course = course;
    this.out = out;
  }

  /** Plays {@code course first seeds}: for example {@code plain 1 10000}. */
  public static void main(String[] arguments) {
    if (arguments.length != 3) {
      System.err.println("usage: Campaign plain|wide|nodes|quota|edges FIRST SEEDS");
      System.exit(2);
    }
    Course course = Course.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    Campaign campaign = new Campaign(course, System.out);
    campaign.play(Long.parseLong(arguments[1]), Long.parseLong(arguments[2]));
    System.exit(campaign.failed == 0 ? 0 : 1);
  }

  private void play(long first, long seeds) {
    for (long seed = first; seed < first + seeds; seed++) {
      note(Simulation.run(seed, course));
      if (played % TOLD == 0) {
        tell();
      }
    }
    tell();
  }

  private void note(SimulationResult result) {
    played++;
    runs += result.runs();
    kills += result.kills();
    pauses += result.pauses();
    edits += result.edits();
    writes += result.writes();
    if (!result.breaches().isEmpty()) {
      failed++;
      out.println(result.summary());
    }
  }

  private void tell() {
    out.printf(
        Locale.ROOT,
        "%s: %,d seeds, %,d runs, %,d kills, %,d pauses, %,d values entered, %,d records written,"
            + " %,d failed%n",
        course,
        played,
        runs,
        kills,
        pauses,
        edits,
        writes,
        failed);
  }
}
