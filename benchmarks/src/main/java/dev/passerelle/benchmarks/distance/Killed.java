package dev.passerelle.benchmarks.distance;

import dev.passerelle.benchmarks.Benchmark;
import dev.passerelle.benchmarks.Figures;
import dev.passerelle.benchmarks.Line;
import dev.passerelle.benchmarks.Mark;
import dev.passerelle.benchmarks.OwnJvm;
import dev.passerelle.benchmarks.Scale;
import dev.passerelle.benchmarks.Scratch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * B7: 10,000 creates in a simulated HubSpot at a round trip of 4 ms, by a program of its own that
 * is killed as {@code kill -9} does at half of them, and at each other tenth, and started again
 * each time. Lost is who is not there in the end, doubled who is there more than once.
 *
 * <p>All keep on disk what they need to go on. <b>Camel</b> has an idempotent repository in a file,
 * eager or not, and eight threads; <b>the loop</b> writes down each customer after its answer. None
 * of them asks HubSpot before a create: a search lags there, so that it would not help right after
 * a crash. A kill may hit what was noted and not sent (lost), or sent and not noted (doubled).
 *
 * <p><b>We</b> note before each write, send with a reference, and ask after the crash what became
 * of it.
 */
public final class Killed implements Benchmark {
  private static final int TENTHS = 10;
  private static final long LONGEST_SECONDS = 900;

  @Override
  public String id() {
    return "B7";
  }

  @Override
  public List<Line> run(Scale scale) throws Exception {
    int customers = scale.of(10_000, 40);
    int kills = scale.of(TENTHS - 1, 1);
    Count ours = killed(customers, kills, OursProgram.class, "");
    List<Line> lines = new ArrayList<>();
    lines.add(line("Camel, not eager", ours, camel(customers, kills, false)));
    if (scale == Scale.FULL) {
      lines.add(line("Camel, eager", ours, camel(customers, kills, true)));
      Count loop = killed(customers, kills, LoopProgram.class, "");
      lines.add(line("a loop that notes what it did", ours, loop));
    }
    return lines;
  }

  private static Count camel(int customers, int kills, boolean eager) throws Exception {
    return killed(customers, kills, CamelProgram.class, Boolean.toString(eager));
  }

  /** What came of it. */
  private record Count(int customers, int kills, long lost, long doubled) {
    String words() {
      return lost + " lost, " + doubled + " doubled";
    }
  }

  private Line line(String peer, Count ours, Count theirs) {
    return new Line(
        id(),
        "%,d creates, killed %d times, against %s".formatted(ours.customers(), ours.kills(), peer),
        ours.words(),
        theirs.words(),
        Figures.counted(ours.lost() + ours.doubled()),
        Mark.exactly(0));
  }

  private static Count killed(int customers, int kills, Class<?> program, String more)
      throws Exception {
    try (Portal portal = Portal.at(Duration.ofMillis(4));
        Scratch scratch = Scratch.make()) {
      String[] arguments = {
        portal.url(), scratch.path().toString(), Integer.toString(customers), more
      };
      for (int kill = 1; kill <= kills; kill++) {
        killAt(portal, customers * kill / (kills + 1), program, arguments);
      }
      try (OwnJvm last = OwnJvm.start(256, program, arguments)) {
        last.await(LONGEST_SECONDS);
      }
      List<String> codes = new ArrayList<>(portal.codes());
      long distinct = new HashSet<>(codes).size();
      return new Count(customers, kills, customers - distinct, codes.size() - distinct);
    }
  }

  private static void killAt(Portal portal, int writes, Class<?> program, String[] arguments)
      throws Exception {
    try (OwnJvm running = OwnJvm.start(256, program, arguments)) {
      long deadline = System.nanoTime() + Duration.ofSeconds(LONGEST_SECONDS).toNanos();
      while (portal.writes() < writes) {
        if (!running.isAlive() || System.nanoTime() > deadline) {
          running.await(1);
          throw new IllegalStateException("it ended before it was killed");
        }
        LockSupport.parkNanos(2_000_000);
      }
      running.kill();
    }
  }
}
