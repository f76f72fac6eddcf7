package dev.passerelle.benchmarks.distance;

import dev.passerelle.benchmarks.Benchmark;
import dev.passerelle.benchmarks.Figures;
import dev.passerelle.benchmarks.Line;
import dev.passerelle.benchmarks.Mark;
import dev.passerelle.benchmarks.Sample;
import dev.passerelle.benchmarks.Scale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * B2: 5,000 creates and 5,000 updates in a simulated HubSpot at a round trip of 20 ms and of 100
 * ms.
 *
 * <p><b>The loop</b> is Retrofit by hand: one call per record, over kept connections, one after
 * another or by eight threads. It keeps the ids in memory and nothing else. It does a share of the
 * work (its first customers) and its time is multiplied, which flatters it: it would slow down as
 * the portal fills.
 *
 * <p><b>We</b> do all of it, with state in a file of H2: lists both sides, notes every write before
 * it, sends a hundred in a call, keeps what came back, audits.
 *
 * <p><b>The floor of calls</b> is the least that HubSpot's interface allows for that: the account,
 * its properties and the list of companies, which is empty; creates and updates by the hundred; the
 * search that shows what changed, which is our creates, two hundred to a page; and each record that
 * it shows read by id, a hundred in a call, because a search lags and its values are hints. Whoever
 * took the stamp in a search for exact would spare those reads, and would miss the second of two
 * changes within a millisecond.
 */
public final class FarAway implements Benchmark {
  private static final int BATCH = 100;
  private static final int SEARCH_PAGE = 200;

  /** The account, its properties, and the list of companies, which is empty. */
  private static final int FIRST_READS = 3;

  @Override
  public String id() {
    return "B2";
  }

  @Override
  public List<Line> run(Scale scale) throws Exception {
    if (scale == Scale.SMOKE) {
      return run(20, 2, 1, scale);
    }
    List<Line> lines = new ArrayList<>(run(20, 10, 2, scale));
    lines.addAll(run(100, 50, 10, scale));
    return lines;
  }

  private List<Line> run(int millis, int loopShare, int threadShare, Scale scale) throws Exception {
    int customers = scale.of(5_000, BATCH);
    Duration roundTrip = Duration.ofMillis(scale.of(millis, 2));
    List<Double> ours = new ArrayList<>();
    List<Double> loop = new ArrayList<>();
    List<Double> threads = new ArrayList<>();
    long calls = 0;
    for (int round = 0; round < scale.of(3, 1); round++) {
      try (Portal portal = Portal.at(roundTrip)) {
        ours.add(Batches.run(portal, customers).seconds());
        calls = portal.calls();
      }
      loop.add(loop(roundTrip, customers, loopShare, 1));
      threads.add(loop(roundTrip, customers, threadShare, 8));
    }
    long floor = floor(customers);
    return List.of(
        time(millis, "a Retrofit loop", ours, loop, 50),
        time(millis, "the loop with 8 threads", ours, threads, 8),
        new Line(
            id(),
            "calls against the floor, " + millis + " ms",
            Long.toString(calls),
            Long.toString(floor),
            Figures.counted((double) calls / floor),
            Mark.atMost(1.05)));
  }

  private static long floor(int customers) {
    long creates = customers / BATCH;
    long pages = (customers + SEARCH_PAGE - 1) / SEARCH_PAGE;
    long readBack = customers / BATCH;
    long updates = customers / BATCH;
    return FIRST_READS + creates + pages + readBack + updates;
  }

  private static double loop(Duration roundTrip, int customers, int share, int threads)
      throws Exception {
    try (Portal portal = Portal.at(roundTrip)) {
      Sample part = Loop.run(portal, customers / share, threads);
      return part.seconds() * share;
    }
  }

  private Line time(int millis, String peer, List<Double> ours, List<Double> theirs, double mark) {
    Figures us = new Figures(ours);
    Figures them = new Figures(theirs);
    return new Line(
        id(),
        "creates and updates at " + millis + " ms, against " + peer,
        us.inWords() + " s",
        them.inWords() + " s",
        Figures.ratios(them, us),
        Mark.atLeast(mark));
  }
}
