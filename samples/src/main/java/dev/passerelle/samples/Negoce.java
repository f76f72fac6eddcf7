package dev.passerelle.samples;

import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncPlan;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.simulators.sage100.Stamps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The trading-company case: a Sage 100 company and a HubSpot portal, both simulated on loopback,
 * kept in step by the real connectors and the real engine: customers, balances, contacts, products
 * and stock, validated quotes that become orders, then the events of a day. Every figure is
 * compared with what is expected, to the cent.
 *
 * <p>{@code peakHeapMb} of the report is what {@link HeapWatch} says: the heap still in use after a
 * collection, of the whole process with both simulated systems, and with Maven when Maven runs it.
 */
public final class Negoce {
  private final Company company;
  private final Path out;
  private final Stamps stamps;

  private Negoce(Company company, Path out, Stamps stamps) {
    this.company = company;
    this.out = out;
    this.stamps = stamps;
  }

  /**
   * Runs the case; fails when a figure differs.
   *
   * @param args {@code --data DIR} for another data set, {@code --out DIR} for the report, {@code
   *     --stamps datetime|smalldatetime} for the type of Sage's modification stamps, {@code
   *     --preview} to print what the first run would write, and write nothing
   */
  public static void main(String[] args) throws IOException {
    Options options = new Options(args);
    Company company = Company.read(Path.of(options.get("data", "samples/src/main/data/negoce")));
    Path out = Path.of(options.get("out", "samples/target/negoce"));
    Stamps stamps = Stamps.valueOf(options.get("stamps", "datetime").toUpperCase(Locale.ROOT));
    Negoce negoce = new Negoce(company, out, stamps);
    List<String> differences = options.has("preview") ? negoce.preview() : negoce.run();
    differences.forEach(line -> System.out.println("DIFFERENT  " + line));
    if (!differences.isEmpty()) {
      throw new IllegalStateException(differences.size() + " figures differ");
    }
  }

  private List<String> run() throws IOException {
    Watch watch = new Watch();
    try (HeapWatch heap = HeapWatch.start();
        NegoceWorld world = NegoceWorld.open(company, stamps);
        SyncRuntime runtime =
            SyncRuntime.on(new InMemoryStateStore()).clock(world.clock()).build();
        SyncEngine engine = world.engine(runtime, watch)) {
      NegoceReport report = new NegoceReport(world, out, watch, heap);
      progress("preview: what the first run would write");
      long planned = plan(world, report);
      progress("first run: customers, balances, contacts, products, stock");
      NegoceCalls calls = new NegoceCalls(world);
      SyncReport first = engine.run();
      report.first(first, planned, calls.of(first));
      progress("salespeople validate quotes");
      world.clock().set(company.at(company.start().plusMinutes(96)));
      new NegoceQuotes(company).load(world.hubspot());
      SyncReport quotes = engine.run();
      report.quotes(quotes);
      progress("second run, nothing has changed");
      world.clock().set(company.at(company.start().plusMinutes(100)));
      report.second(engine.run());
      if (Files.exists(company.file("expected-events.csv"))) {
        progress("the events of the day");
        NegoceFigures figures = new NegoceFigures(world);
        report.events(new NegoceEvents(new NegoceDay(world, engine, figures, watch)).run());
      }
      return report.write();
    }
  }

  /** How many records the first run would write, by an engine of its own. */
  private static long plan(NegoceWorld world, NegoceReport report) {
    try (SyncRuntime scratch =
            SyncRuntime.on(new InMemoryStateStore()).clock(world.clock()).build();
        SyncEngine engine = world.engine(scratch, new Watch())) {
      long before = world.writes();
      long planned = engine.preview().report().totalWrites();
      report.preview(planned, world.writes() - before);
      return planned;
    }
  }

  private List<String> preview() throws IOException {
    try (NegoceWorld world = NegoceWorld.open(company, stamps);
        SyncRuntime runtime =
            SyncRuntime.on(new InMemoryStateStore()).clock(world.clock()).build();
        SyncEngine engine = world.engine(runtime, new Watch())) {
      long before = world.writes();
      SyncPlan plan = engine.preview();
      plan.text(System.out);
      System.out.println("would write " + plan.report().totalWrites() + " records, wrote none");
      long written = world.writes() - before;
      return written == 0 ? List.of() : List.of("preview wrote " + written + " records");
    }
  }

  private static void progress(String text) {
    System.out.println("-- " + text);
  }

  /** How long something took since, in milliseconds. */
  static long since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }
}
