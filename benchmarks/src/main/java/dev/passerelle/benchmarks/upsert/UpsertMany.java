package dev.passerelle.benchmarks.upsert;

import dev.passerelle.benchmarks.Alternating;
import dev.passerelle.benchmarks.Benchmark;
import dev.passerelle.benchmarks.Figures;
import dev.passerelle.benchmarks.Line;
import dev.passerelle.benchmarks.Mark;
import dev.passerelle.benchmarks.Sample;
import dev.passerelle.benchmarks.Scale;
import java.util.ArrayList;
import java.util.List;

/**
 * B3: accounts are upserted by an external id into Salesforce, with three bad rows in a hundred,
 * and each row gets its outcome. Both sides send the same rows on one thread to the same simulator,
 * which is empty before each run; it runs in this process, so that its own work is in both times.
 *
 * <p><b>Camel</b> (camel-salesforce) has no operation that puts several collections into one call;
 * its user builds the composite request by hand, five collections of 200, and takes the answer
 * apart by the place of each row. That is what the peer does. A lost answer, a collection that is
 * refused as a whole, or an answer of another length end its job.
 *
 * <p><b>We</b> call {@code upsert} with all rows. Besides, the day's quota is kept, a collection
 * that is refused as a whole is bisected, and a row that the answer does not mention is unknown.
 */
public final class UpsertMany implements Benchmark {
  @Override
  public String id() {
    return "B3";
  }

  @Override
  public List<Line> run(Scale scale) throws Exception {
    int rows = scale.of(10_000, 100);
    List<Double> ourCalls = new ArrayList<>();
    List<Double> peerCalls = new ArrayList<>();
    Alternating turns =
        Alternating.run(
            scale.of(2, 0),
            scale.of(7, 1),
            () -> measured(rows, Ours::upsert, ourCalls),
            () -> measured(rows, Peer::upsert, peerCalls));
    Figures ours = new Figures(ourCalls);
    Figures peer = new Figures(peerCalls);
    return List.of(
        new Line(
            id(),
            "calls of an upsert of " + rows + " into Salesforce, against camel-salesforce",
            ours.inWords(),
            peer.inWords(),
            Figures.ratios(ours, peer),
            Mark.atMost(1)),
        new Line(
            id(),
            "time of the same, 3 % bad rows, one outcome per row",
            seconds(turns.ours(Sample::seconds)),
            seconds(turns.peers(Sample::seconds)),
            Figures.ratios(turns.ours(Sample::nanos), turns.peers(Sample::nanos)),
            Mark.atMost(1.1)));
  }

  private static String seconds(Figures figures) {
    return figures.inWords() + " s";
  }

  /** One way of the job. */
  interface Way {
    /** Sends the rows of a target; gives back what it took, all set-up apart. */
    Sample upsert(Target target) throws Exception;
  }

  private static Sample measured(int rows, Way way, List<Double> calls) throws Exception {
    try (Target target = new Target(rows)) {
      Sample sample = way.upsert(target);
      calls.add((double) target.check());
      return sample;
    }
  }
}
