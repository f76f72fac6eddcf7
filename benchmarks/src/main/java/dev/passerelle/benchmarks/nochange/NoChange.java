package dev.passerelle.benchmarks.nochange;

import dev.passerelle.benchmarks.Benchmark;
import dev.passerelle.benchmarks.Figures;
import dev.passerelle.benchmarks.LeanAdapter;
import dev.passerelle.benchmarks.Line;
import dev.passerelle.benchmarks.Mark;
import dev.passerelle.benchmarks.Scale;
import dev.passerelle.benchmarks.nochange.Mirror.Cycle;
import java.util.ArrayList;
import java.util.List;

/**
 * B5: cycles over links of which none or few changed, with state in memory.
 *
 * <p>Nothing changed: a usual cycle reads one page of changes per feed; one that lists both systems
 * as a whole reads their pages and nothing else. Neither writes. There is no peer here: the floor
 * of calls is the peer.
 *
 * <p>Few changed: the same thousand changes among ten thousand, a hundred thousand and a million
 * links, in turns; the peer is the engine with fewer links.
 */
public final class NoChange implements Benchmark {
  @Override
  public String id() {
    return "B5";
  }

  @Override
  public List<Line> run(Scale scale) throws Exception {
    List<Line> lines = new ArrayList<>(quiet(scale.of(100_000, 1_000)));
    lines.addAll(
        growing(
            List.of(scale.of(10_000, 200), scale.of(100_000, 400), scale.of(1_000_000, 800)),
            scale));
    return lines;
  }

  private List<Line> quiet(int links) throws Exception {
    try (Mirror mirror = new Mirror(links)) {
      Cycle quiet = mirror.quiet();
      Cycle listed = mirror.listed();
      long pages = 2L * ((links + LeanAdapter.PAGE - 1) / LeanAdapter.PAGE);
      return List.of(
          counted("writes in a cycle without changes, " + links + " links", "0", quiet.writes()),
          counted("calls of it beside its pages", "0", quiet.otherCalls() + quiet.pages() - 2),
          counted("writes when both systems are listed as a whole", "0", listed.writes()),
          counted(
              "calls of it beside its " + pages + " pages",
              "0",
              listed.otherCalls() + listed.pages() - pages));
    }
  }

  private Line counted(String what, String floor, long count) {
    return new Line(
        id(), what, Long.toString(count), floor, Figures.counted(count), Mark.exactly(0));
  }

  private List<Line> growing(List<Integer> sizes, Scale scale) throws Exception {
    int changes = scale.of(1_000, 50);
    List<List<Double>> costs = new ArrayList<>();
    List<Mirror> mirrors = new ArrayList<>();
    try {
      for (int links : sizes) {
        mirrors.add(new Mirror(links));
        costs.add(new ArrayList<>());
      }
      for (int round = -scale.of(3, 0); round < scale.of(9, 1); round++) {
        for (int i = 0; i < sizes.size(); i++) {
          Cycle cycle = mirrors.get(i).changed(changes);
          if (cycle.writes() != changes) {
            throw new IllegalStateException(cycle.writes() + " writes for " + changes);
          }
          if (round >= 0) {
            costs.get(i).add(cycle.took().nanosPer(changes) / 1000);
          }
        }
      }
    } finally {
      mirrors.forEach(Mirror::close);
    }
    List<Line> lines = new ArrayList<>();
    for (int i = 1; i < sizes.size(); i++) {
      lines.add(
          line(sizes.get(i), sizes.get(0), new Figures(costs.get(i)), new Figures(costs.get(0))));
    }
    return lines;
  }

  private Line line(int links, int fewest, Figures more, Figures least) {
    return new Line(
        id(),
        String.format("a changed record among %,d links, against %,d", links, fewest),
        more.inWords() + " µs",
        least.inWords() + " µs",
        Figures.ratios(more, least),
        Mark.atMost(1.5));
  }
}
