package dev.passerelle.benchmarks.drift;

import dev.passerelle.benchmarks.Benchmark;
import dev.passerelle.benchmarks.Figures;
import dev.passerelle.benchmarks.LeanAdapter;
import dev.passerelle.benchmarks.Line;
import dev.passerelle.benchmarks.Mark;
import dev.passerelle.benchmarks.OwnJvm;
import dev.passerelle.benchmarks.Scale;
import dev.passerelle.benchmarks.Scratch;
import java.util.Arrays;
import java.util.List;

/**
 * B8: both systems are compared with what the engine knows of 100,000 links, of which one record in
 * a thousand drifted without a trace, in a Java machine with 64 MB of heap and state in a file of
 * H2. First sync, comparison and repair all happen in that heap. There is no peer: what drifted is
 * known, and so is the floor of calls, the pages of both lists.
 */
public final class Drift implements Benchmark {
  private static final int HEAP_MB = 64;

  @Override
  public String id() {
    return "B8";
  }

  @Override
  public List<Line> run(Scale scale) throws Exception {
    int links = scale.of(100_000, 1_000);
    long[] figures = reconcile(links);
    long pages = 2L * ((links + LeanAdapter.PAGE - 1) / LeanAdapter.PAGE);
    return List.of(
        line(
            String.format("drifted records not found among %,d links, %d MB heap", links, HEAP_MB),
            figures[1] + " of " + figures[0],
            figures[0] - figures[1]),
        line("records named that did not drift", "0", figures[2] - figures[1]),
        line(
            "calls beside the " + pages + " pages (" + figures[5] + " ms)",
            Long.toString(figures[3] + figures[4]),
            figures[3] + figures[4] - pages),
        line("records that still differ after the repair", "0", figures[6]));
  }

  private Line line(String what, String ours, long count) {
    return new Line(id(), what, ours, "–", Figures.counted(count), Mark.exactly(0));
  }

  private static long[] reconcile(int links) throws Exception {
    try (Scratch scratch = Scratch.make();
        OwnJvm program =
            OwnJvm.start(
                HEAP_MB,
                Reconciled.class,
                Integer.toString(links),
                scratch.path().resolve("state").toString())) {
      String line =
          program.await(1200).stream()
              .filter(text -> text.startsWith("figures "))
              .findFirst()
              .orElseThrow();
      return Arrays.stream(line.split(" ")).skip(1).mapToLong(Long::parseLong).toArray();
    }
  }
}
