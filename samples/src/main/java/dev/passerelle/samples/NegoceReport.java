package dev.passerelle.samples;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.SyncReport.FlowCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Prints the summary, writes {@code report.json}, and collects what differs. No person's name. */
final class NegoceReport {
  private final NegoceWorld world;
  private final Path out;
  private final Watch watch;
  private final HeapWatch heap;
  private final long started = System.nanoTime();
  private final NegoceFirst figures;
  private final List<String> differences = new ArrayList<>();
  private final Map<String, Object> firstRun = new LinkedHashMap<>();
  private final Map<String, Object> report = new LinkedHashMap<>();

  NegoceReport(NegoceWorld world, Path out, Watch watch, HeapWatch heap) {
    this.world = world;
    this.out = out;
    this.watch = watch;
    this.heap = heap;
    this.figures = new NegoceFirst(world, differences, Set.of());
    report.put("firstRun", firstRun);
  }

  void preview(long planned, long written) {
    System.out.println("preview    would write " + planned + " records, wrote " + written);
    expect("writes of the preview", 0, written);
  }

  void first(SyncReport run, long planned, Map<String, NegoceCalls.Count> calls)
      throws IOException {
    expect("records written, as the preview said", planned, run.totalWrites());
    for (String flow : List.of("customers", "balances", "contacts", "products", "stock")) {
      print(flow, run.flow(flow));
    }
    for (String flow : List.of("customers", "contacts", "products")) {
      firstRun.put(flow, counts(flow, run.flow(flow)));
    }
    run.notices()
        .forEach(n -> System.out.println("notice     " + n.record() + " " + n.notice().text()));
    errors("first run", run);
    Map<String, Object> counts = new LinkedHashMap<>();
    calls.forEach((system, count) -> counts.put(system, count.shown()));
    counts.forEach((system, line) -> System.out.println("calls      " + system + " " + line));
    report.put("calls", counts);
    differences.addAll(NegoceCalls.tooMany(calls));
    firstRun.put("balances", figures.balances());
  }

  void quotes(SyncReport run) throws IOException {
    errors("quotes", run);
    firstRun.put("quotes", figures.quotes());
  }

  void second(SyncReport run) {
    errors("second run", run);
    System.out.println("second run remote writes " + run.totalWrites());
    report.put("secondRun", Map.of("remoteWrites", run.totalWrites()));
    expect("second run writes", 0, run.totalWrites());
  }

  void events(List<NegoceDay.Result> results) {
    List<Object> lines = new ArrayList<>();
    for (NegoceDay.Result result : results) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("n", result.n());
      line.put("passed", result.passed());
      line.put("detail", result.detail());
      lines.add(line);
      if (!result.passed()) {
        differences.add("event " + result.n() + ": " + result.detail());
      }
    }
    report.put("events", lines);
  }

  private static void print(String flow, FlowCounts c) {
    System.out.printf(
        "%-10s created %2d  updated %2d  coupled %2d  skipped %2d  waiting %2d  refused %2d"
            + "  notices %2d%n",
        flow,
        c.created(),
        c.updated(),
        c.coupled(),
        c.skipped(),
        c.waiting(),
        c.rejected(),
        c.notices());
  }

  private Map<String, Object> counts(String flow, FlowCounts c) {
    List<String> names = List.of("created", "updated", "skipped", "warnings", "errors");
    List<Long> is =
        List.of(c.created(), c.updated(), c.skipped(), c.notices(), c.rejected() + c.waiting());
    List<Long> wanted = world.company().expected(flow);
    Map<String, Object> line = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      line.put(names.get(i), is.get(i));
      if (i < wanted.size()) {
        expect(flow + " " + names.get(i), wanted.get(i), is.get(i));
      }
    }
    return line;
  }

  private void errors(String when, SyncReport run) {
    run.errors().forEach(e -> System.out.println("error      " + e.code() + " " + e.record()));
    expect(when + " errors", 0, run.errors().size());
  }

  private void expect(String what, long wanted, long is) {
    if (wanted != is) {
      differences.add(what + ": expected " + wanted + ", is " + is);
    }
  }

  List<String> write() throws IOException {
    report.put("lagP95Seconds", watch.lagP95());
    report.put("decidedP95Seconds", watch.decidedP95());
    report.put("durationMs", Negoce.since(started));
    report.put("peakHeapMb", heap.peakMb());
    System.out.println(
        "lag        95 of 100 changes through within "
            + watch.lagP95()
            + " s of the commit, decided within "
            + watch.decidedP95()
            + " s of being seen");
    System.out.println(
        "took       "
            + report.get("durationMs")
            + " ms, at most "
            + report.get("peakHeapMb")
            + " MB of heap after a collection");
    Path target = out.resolve("report.json");
    Files.createDirectories(out);
    JsonAdapter<Object> json = new Moshi.Builder().build().adapter(Object.class).indent("  ");
    Files.writeString(target, json.toJson(report));
    System.out.println("report in report.json");
    return differences;
  }
}
