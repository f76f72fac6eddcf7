package dev.passerelle.samples;

import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncEvent;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.state.JdbcStateStore;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The application of the case as a program of its own: the engine with its memory in a file, so
 * that the process may be killed at any moment and started again. The systems are those of {@link
 * NegoceSystems}.
 */
public final class NegoceApp {
  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final int QUIET = 3;

  private NegoceApp() {}

  /**
   * Runs until the process ends.
   *
   * @param args {@code --data DIR}; {@code --systems FILE} with the addresses; {@code --state FILE}
   *     for the engine's memory; {@code --until-quiet} to end when nothing is left to do
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Options options = new Options(args);
    Company company = Company.read(Path.of(options.get("data", "samples/src/main/data/negoce")));
    Properties systems = read(Path.of(options.get("systems", "samples/target/drill/systems")));
    ScaledClock clock =
        new ScaledClock(
            Instant.parse(systems.getProperty("origin")),
            company.at(company.start()),
            Integer.parseInt(systems.getProperty("factor")));
    Path state = Path.of(options.get("state", "samples/target/drill/state")).toAbsolutePath();
    try (NegoceSystemsAccess access = access(company, clock, systems);
        SyncRuntime runtime = runtime(clock, state);
        SyncEngine engine = access.engine(runtime, NegoceApp::tell)) {
      work(engine, clock, options.has("until-quiet"));
    }
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }

  private static NegoceSystemsAccess access(
      Company company, ScaledClock clock, Properties systems) {
    JdbcDataSource sql = new JdbcDataSource();
    sql.setURL(systems.getProperty("jdbc"));
    sql.setUser(systems.getProperty("user"));
    sql.setPassword(systems.getProperty("password"));
    return new NegoceSystemsAccess(
        company,
        clock,
        clock.pause(),
        sql,
        systems.getProperty("agent"),
        systems.getProperty("hubspot"));
  }

  /** The file is written at each commit, not half a second later: a kill must lose nothing. */
  private static SyncRuntime runtime(ScaledClock clock, Path state) {
    JdbcDataSource file = new JdbcDataSource();
    file.setURL("jdbc:h2:async:" + state + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1");
    return SyncRuntime.on(JdbcStateStore.over(file)).clock(clock).nanos(clock::nanos).build();
  }

  private static void work(SyncEngine engine, ScaledClock clock, boolean untilQuiet)
      throws InterruptedException {
    System.out.println("started");
    int quiet = 0;
    while (!untilQuiet || quiet < QUIET) {
      SyncReport report = engine.run();
      boolean still = report.leading() && report.totalWrites() == 0 && report.errors().isEmpty();
      quiet = still && settled(engine) ? quiet + 1 : 0;
      if (report.leading() && (report.totalWrites() > 0 || !report.errors().isEmpty())) {
        System.out.println(
            "wrote "
                + report.totalWrites()
                + ", errors "
                + report.errors().stream().map(error -> error.code().name()).toList());
      }
      clock.pause().await(INTERVAL);
    }
    System.out.println("quiet");
  }

  /** Told when a run really begins: this process holds the lease. */
  private static void tell(SyncEvent event) {
    if (event instanceof SyncEvent.RunStarted) {
      System.out.println("leading");
    } else if (event instanceof SyncEvent.BatchWritten batch) {
      System.out.println("batch of " + batch.records() + " " + batch.entity() + " written");
    }
  }

  /** Whether nothing waits for a time to come. */
  private static boolean settled(SyncEngine engine) {
    return engine.waiting(500).stream().noneMatch(entry -> entry.kind().equals("RETRY"));
  }
}
