package dev.passerelle.benchmarks;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs benchmarks and prints their table: {@code Main [--smoke] [--out FILE] [B1 B5 …]}; without
 * names all of them. A mark that is missed is shown and fails nothing: a figure is news, not a
 * mistake. What a benchmark finds wrong (a record lost or doubled, a write too many on our side)
 * throws.
 */
public final class Main {
  private Main() {}

  /** Runs. */
  public static void main(String[] arguments) throws Exception {
    List<String> names = new ArrayList<>();
    Scale scale = Scale.FULL;
    Path out = Path.of("target", "benchmarks.md");
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--smoke" -> scale = Scale.SMOKE;
        case "--out" -> out = Path.of(arguments[++i]);
        default -> names.add(arguments[i]);
      }
    }
    refuseUnknown(names);
    Table table = new Table();
    Clock clock = Clock.systemDefaultZone();
    for (Benchmark benchmark : Catalogue.all()) {
      if (names.isEmpty() || names.contains(benchmark.id())) {
        System.out.println(benchmark.id() + " …");
        List<Line> lines = benchmark.run(scale);
        lines.forEach(line -> System.out.println(line.markdown()));
        table.add(lines);
      }
    }
    System.out.println();
    System.out.println(table.markdown(clock));
    table.write(out, clock);
    System.out.println(table.allReached() ? "all marks reached" : "some marks are missed");
  }

  private static void refuseUnknown(List<String> names) {
    Set<String> unknown = new TreeSet<>(names);
    Catalogue.all().forEach(benchmark -> unknown.remove(benchmark.id()));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("no benchmark of the name " + unknown);
    }
  }
}
