package dev.passerelle.testkit.simulation;

import java.util.Locale;

/**
 * Plays a range of seeds from the command line: {@code Campaign [course] [first] [seeds]}, as many
 * at once as there are processors. Prints each seed that broke a promise, and the figures of all;
 * ends with 1 when one did.
 */
public final class Campaign {
  private Campaign() {}

  /** Plays {@code course first seeds}: for example {@code plain 1 10000}. */
  public static void main(String[] arguments) {
    if (arguments.length != 3) {
      System.err.println("usage: Campaign plain|wide|nodes|quota|chain|edges FIRST SEEDS");
      System.exit(2);
    }
    Course course = Course.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    long first = Long.parseLong(arguments[1]);
    Tally tally = Tally.of(course, first, Long.parseLong(arguments[2]), Campaign::tell);
    System.out.println(tally);
    System.exit(tally.failed().isEmpty() ? 0 : 1);
  }

  private static void tell(SimulationResult result) {
    if (!result.breaches().isEmpty()) {
      System.out.println(result.summary());
    }
  }
}
