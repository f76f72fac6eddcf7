package dev.passerelle.testkit.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * Plays a seed once without any kill, and then once for every edge with a kill there: before and
 * after each transaction, with the answer to each request under way, and with a write under way
 * that the system executes after the process has died.
 */
final class EveryEdge {
  private final long seed;
  private final Sabotage sabotage;
  private final EdgePlay undisturbed;
  private final List<String> breaches = new ArrayList<>();
  private List<String> trace = List.of();
  private int kills;
  private int runs;
  private long written;

  private EveryEdge(long seed, Sabotage sabotage) {
    this.seed = seed;
    this.sabotage = sabotage;
    undisturbed = new EdgePlay(seed, sabotage, 0, false);
  }

  static SimulationResult play(long seed, Sabotage sabotage) {
    EveryEdge all = new EveryEdge(seed, sabotage);
    all.undisturbed.play(all.undisturbed);
    all.count(all.undisturbed);
    for (int edge : all.undisturbed.edges()) {
      all.killAt(edge, false);
      if (all.undisturbed.writes().contains(edge)) {
        all.killAt(edge, true);
      }
    }
    return all.result();
  }

  private void killAt(int edge, boolean late) {
    if (!breaches.isEmpty()) {
      return;
    }
    EdgePlay killed = new EdgePlay(seed, sabotage, edge, late);
    String where = "at edge " + edge + (late ? ", and its write comes late" : "");
    try {
      killed.play(undisturbed);
      kills++;
      judge(killed, where);
    } catch (RuntimeException e) {
      // Whatever the engine throws at its host is a finding, and must not end the campaign.
      killed.world().trace.add("killed " + where);
      NothingThrown.judge(e, killed.world().trace, breaches::add);
    }
    count(killed);
    if (!breaches.isEmpty()) {
      trace = killed.world().trace.lines();
    }
  }

  private void judge(EdgePlay killed, String where) {
    if (killed.killedAfter() == EdgePlay.NEVER) {
      breaches.add("Determinism: nothing was killed " + where);
      return;
    }
    for (int rest = killed.killedAfter(); rest < killed.rests().size(); rest++) {
      CrashEquivalence.judge(
          undisturbed.rests().get(rest), killed.rests().get(rest), where, breaches::add);
    }
  }

  private void count(EdgePlay play) {
    runs += play.runs();
    written += play.written();
  }

  private SimulationResult result() {
    World world = undisturbed.world();
    return new SimulationResult(
        seed,
        Course.EDGES,
        world.trace.hash(),
        breaches,
        trace,
        runs,
        kills,
        0,
        world.edits.size(),
        written,
        world.waiting().size());
  }
}
