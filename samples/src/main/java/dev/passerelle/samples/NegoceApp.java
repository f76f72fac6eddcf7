package dev.passerelle.samples;

import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncEvent;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.error.StateStoreFailure;
import dev.passerelle.core.state.JdbcStateStore;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * The application of the case as a program of its own: the engine with its memory in a file or in a
 * PostgreSQL, so that the process may be killed or paused at any moment and started again. The
 * systems are those of {@link NegoceSystems}.
 */
public final class NegoceApp {
  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final int QUIET = 3;

  private boolean led;
  private boolean ended;

  private NegoceApp() {}

  /**
   * Runs until the process ends.
   *
   * @param args {@code --data DIR}; {@code --systems FILE} with the addresses; {@code --state FILE}
   *     for the engine's memory, or {@code --database URL} of a PostgreSQL; {@code --until-quiet}
   *     to end when nothing is left to do
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
    try (NegoceSystemsAccess access = access(company, clock, systems);
        SyncRuntime runtime = runtime(clock, state(options));
        SyncEngine engine = access.engine(runtime, new NegoceApp()::tell)) {
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

  private static DataSource state(Options options) {
    if (options.has("database")) {
      PGConnectionPoolDataSource postgres = new PGConnectionPoolDataSource();
      postgres.setUrl(options.get("database", ""));
      return JdbcConnectionPool.create(postgres);
    }
    // The file is written at each commit, not half a second later: a kill must lose nothing.
    Path file = Path.of(options.get("state", "samples/target/drill/state")).toAbsolutePath();
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL("jdbc:h2:async:" + file + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1");
    return h2;
  }

  /** Leases go by the case's time, as everything does. */
  private static SyncRuntime runtime(ScaledClock clock, DataSource state) {
    return SyncRuntime.on(JdbcStateStore.builder(state).clock(clock).build())
        .clock(clock)
        .nanos(clock::nanos)
        .renewal(clock.real(Duration.ofSeconds(5)))
        .build();
  }

  private static void work(SyncEngine engine, ScaledClock clock, boolean untilQuiet)
      throws InterruptedException {
    System.out.println("started");
    int quiet = 0;
    while (!untilQuiet || quiet < QUIET) {
      SyncReport report = run(engine);
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

  /** A run; one that is cut off because another node took over is told and begins anew. */
  private static SyncReport run(SyncEngine engine) {
    try {
      return engine.run();
    } catch (StateStoreFailure e) {
      System.out.println("fenced " + e.code().name());
      return engine.run();
    }
  }

  /** Told when a run really begins: this process holds the lease. And when the first one ends. */
  private void tell(SyncEvent event) {
    if (event instanceof SyncEvent.RunStarted) {
      System.out.println("leading" + (led ? "" : " after " + age()));
      led = true;
    } else if (event instanceof SyncEvent.RunEnded) {
      System.out.println("run ended" + (ended ? "" : " after " + age()));
      ended = true;
    } else if (event instanceof SyncEvent.BatchWritten batch) {
      System.out.println("batch of " + batch.records() + " " + batch.entity() + " written");
    }
  }

  /** How old this process is, in real milliseconds. */
  private static long age() {
    Instant now = Clock.systemUTC().instant();
    Instant start = ProcessHandle.current().info().startInstant().orElse(now);
    return Duration.between(start, now).toMillis();
  }

  /** Whether nothing waits for a time to come. */
  private static boolean settled(SyncEngine engine) {
    return engine.waiting(500).stream().noneMatch(entry -> entry.kind().equals("RETRY"));
  }
}
