package dev.passerelle.samples;

import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.error.ErrorDetail;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** The simulated day: the clock, and the engine that runs every thirty seconds of it. */
final class NegoceDay {
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final int LONGEST = 6;
  private static final Duration AT_MOST = Duration.ofSeconds(60);

  private final NegoceWorld world;
  private final SyncEngine engine;
  private final NegoceFigures figures;
  private final Watch watch;
  private final List<Result> results = new ArrayList<>();
  private final List<SyncReport> reports = new ArrayList<>();

  NegoceDay(NegoceWorld world, SyncEngine engine, NegoceFigures figures, Watch watch) {
    this.world = world;
    this.engine = engine;
    this.figures = figures;
    this.watch = watch;
  }

  /**
   * What became of an event.
   *
   * @param n its number
   * @param passed whether everything was as expected
   * @param detail what was seen, or what differs
   */
  record Result(int n, boolean passed, String detail) {}

  List<Result> results() {
    return List.copyOf(results);
  }

  NegoceWorld world() {
    return world;
  }

  Watch watch() {
    return watch;
  }

  SyncEngine engine() {
    return engine;
  }

  /** Lets the time come, such as 10:05, and the engine look once just before it. */
  void at(String time) {
    at(world.company().start().toLocalDate().atStartOfDay().toLocalDate() + "T" + time, true);
  }

  /** Lets a day and time come. */
  void at(String moment, boolean look) {
    Instant wanted = world.company().at(LocalDateTime.parse(moment));
    if (look && world.clock().instant().isBefore(wanted.minus(STEP))) {
      world.clock().set(wanted.minus(STEP));
      run();
    }
    if (world.clock().instant().isBefore(wanted)) {
      world.clock().set(wanted);
    }
  }

  SyncReport run() {
    SyncReport report = engine.run();
    reports.add(report);
    return report;
  }

  SyncReport step() {
    world.clock().advance(STEP);
    return run();
  }

  /**
   * Runs until the event's figures hold, then twice more: what is settled must stay quiet.
   *
   * @return how long it took from the commit
   */
  Duration settle(int event, Instant since) {
    for (int i = 0; i < LONGEST && (i == 0 || !figures.differences(event).isEmpty()); i++) {
      step();
    }
    Duration took = Duration.between(since, world.clock().instant());
    step();
    step();
    return took;
  }

  /** As {@link #settle}, for what the ERP committed and must be through in a minute. */
  List<String> settleInTime(int event, Instant since) {
    Duration took = settle(event, since);
    watch.lag(took);
    return took.compareTo(AT_MOST) > 0
        ? List.of("took " + took.toSeconds() + " s, expected at most " + AT_MOST.toSeconds())
        : List.of();
  }

  int mark() {
    return reports.size();
  }

  /** Records written since a mark. */
  long writesSince(int mark) {
    return reports.subList(mark, reports.size()).stream().mapToLong(SyncReport::totalWrites).sum();
  }

  /** Codes of the errors reported since a mark. */
  List<String> errorsSince(int mark) {
    return reports.subList(mark, reports.size()).stream()
        .flatMap(report -> report.errors().stream())
        .map(ErrorDetail::code)
        .map(Enum::name)
        .distinct()
        .toList();
  }

  /** Judges an event by its figures and by what else was found. */
  void judge(int event, String seen, List<String> problems) {
    List<String> all = new ArrayList<>(figures.differences(event));
    all.addAll(problems);
    boolean passed = all.isEmpty();
    Result result = new Result(event, passed, passed ? seen : String.join("; ", all));
    results.add(result);
    System.out.printf(
        "event %2d   %s  %s%n", event, passed ? "as expected" : "DIFFERENT  ", result.detail());
  }
}
