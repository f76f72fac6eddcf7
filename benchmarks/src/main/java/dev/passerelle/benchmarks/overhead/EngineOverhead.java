package dev.passerelle.benchmarks.overhead;

import dev.passerelle.benchmarks.Alternating;
import dev.passerelle.benchmarks.Benchmark;
import dev.passerelle.benchmarks.Figures;
import dev.passerelle.benchmarks.Line;
import dev.passerelle.benchmarks.Mark;
import dev.passerelle.benchmarks.Sample;
import dev.passerelle.benchmarks.Scale;
import java.util.List;

/**
 * B1: changes of customers through dedupe, map, merge, plan and write, between two systems that
 * cost next to nothing, against an Apache Camel route with the same steps. State is in memory on
 * both sides, both run on one thread, read the same pages and write by the hundred to the same
 * fake.
 *
 * <p><b>Camel</b> drops repeats by record and version, maps with the same conversions, compares
 * with two bases in a map and writes the fields that differ. It keeps no note before a write, no
 * audit, no match keys, no transactions, and reads no changes of the CRM. A repeat that it saw
 * longer ago than its repository remembers would be written again, and after an error in mid-page
 * it has forgotten what it sent.
 *
 * <p><b>We</b> do all of that besides: observations before decisions, digests, intents before
 * writes, bases per field, the audit of each field, the match index, constraints and rollback of
 * the store in memory.
 */
public final class EngineOverhead implements Benchmark {
  @Override
  public String id() {
    return "B1";
  }

  @Override
  public List<Line> run(Scale scale) throws Exception {
    int changes = scale.of(100_000, 400);
    Alternating turns =
        Alternating.run(scale.of(1, 0), scale.of(3, 1), () -> ours(changes), () -> peer(changes));
    return List.of(
        line("time", turns.ours(Sample::nanos), turns.peers(Sample::nanos), changes, 1000, "µs", 1),
        line(
            "allocated",
            turns.ours(Sample::bytes),
            turns.peers(Sample::bytes),
            changes,
            1024,
            "KB",
            0.5));
  }

  private Line line(
      String what, Figures ours, Figures peer, int changes, int unit, String name, double mark) {
    return new Line(
        id(),
        what + " per change, " + changes + " changes, against a Camel route",
        per(ours, changes, unit, name),
        per(peer, changes, unit, name),
        Figures.ratios(ours, peer),
        Mark.atMost(mark));
  }

  private static String per(Figures figures, int changes, int unit, String name) {
    return Figures.counted(figures.median() / changes / unit).inWords() + " " + name;
  }

  private static Sample ours(int changes) throws Exception {
    Job job = new Job(changes);
    Sample sample = Ours.run(job);
    job.check();
    return sample;
  }

  private static Sample peer(int changes) throws Exception {
    Job job = new Job(changes);
    Sample sample = Peer.run(job);
    job.check();
    return sample;
  }
}
