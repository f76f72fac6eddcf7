package dev.passerelle.benchmarks.intake;

import dev.passerelle.benchmarks.Alternating;
import dev.passerelle.benchmarks.Benchmark;
import dev.passerelle.benchmarks.Figures;
import dev.passerelle.benchmarks.Line;
import dev.passerelle.benchmarks.Mark;
import dev.passerelle.benchmarks.Scale;
import java.util.ArrayList;
import java.util.List;

/**
 * B6: changes are read and made durable, nothing else, in H2 and in PostgreSQL, behind the same
 * pool, with real commits; against db-scheduler with one task per change.
 *
 * <p><b>db-scheduler</b> stores one row per change, with three indexes of its own. It does not keep
 * the position of the feed, so that a crash reads again what its names then drop, and it does not
 * compare with what was seen before. Its {@code scheduleBatch} is measured too: it writes a page
 * with one statement, but a name that is there already fails the page.
 *
 * <p><b>We</b> store a page of observations with its position in one transaction, drop what equals
 * the record's digest, keep the digest and the match index up to date, and merge several changes of
 * a record into one observation. Each transaction is conditional on the lease.
 */
public final class DurableIntake implements Benchmark {
  @Override
  public String id() {
    return "B6";
  }

  @Override
  public List<Line> run(Scale scale) throws Exception {
    List<Line> lines = new ArrayList<>();
    try (Database h2 = Database.h2()) {
      lines.addAll(run(h2, scale));
    }
    try (Database postgresql = Database.postgresql()) {
      lines.addAll(run(postgresql, scale));
    }
    return lines;
  }

  private List<Line> run(Database database, Scale scale) throws Exception {
    int changes = scale.of(10_000, 100);
    int rounds = scale.of(3, 1);
    Alternating.Way ours = () -> Ours.run(database.fresh(), changes);
    Alternating each =
        Alternating.run(scale.of(1, 0), rounds, ours, () -> Peer.each(database, changes));
    Alternating batches =
        Alternating.run(scale.of(1, 0), rounds, ours, () -> Peer.batches(database, changes));
    return List.of(
        line(database, "one schedule per change", each, changes, 10),
        line(database, "scheduleBatch per page", batches, changes, 1));
  }

  private Line line(Database database, String how, Alternating turns, int changes, double mark) {
    Figures ours = turns.ours(sample -> sample.nanosPer(changes) / 1000);
    Figures peer = turns.peers(sample -> sample.nanosPer(changes) / 1000);
    return new Line(
        id(),
        "changes stored durably in " + database.name() + ", against db-scheduler, " + how,
        ours.inWords() + " µs",
        peer.inWords() + " µs",
        Figures.ratios(peer, ours),
        Mark.atLeast(mark));
  }
}
