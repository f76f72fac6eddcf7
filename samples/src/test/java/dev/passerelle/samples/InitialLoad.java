package dev.passerelle.samples;

import static dev.passerelle.core.mapping.Terms.ownedBy;

import com.sun.management.OperatingSystemMXBean;
import dev.passerelle.core.Creates;
import dev.passerelle.core.Guards;
import dev.passerelle.core.MatchKey;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.error.Messages;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.state.JdbcStateStore;
import dev.passerelle.odoo.OdooCredentials;
import dev.passerelle.odoo.OdooSettings;
import dev.passerelle.odoo.sync.Odoo;
import dev.passerelle.salesforce.SalesforceSettings;
import dev.passerelle.salesforce.sync.Salesforce;
import dev.passerelle.simulators.odoo.OdooSimulator;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * The customers of an Odoo database go to an empty Salesforce org for the first time: the engine,
 * both connectors and the state, in a process of their own with a small heap. Runs until nothing is
 * left to do, and says what it took.
 */
final class InitialLoad {
  /** How long it may take altogether. */
  private static final Duration LONGEST = Duration.ofMinutes(60);

  /** How an embedder who waits for nothing runs it again: a system that is paused comes back. */
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private InitialLoad() {}

  /** Arguments: the address of Odoo, that of Salesforce, and the path of the state's file. */
  public static void main(String[] args) throws InterruptedException, SQLException {
    // As docs/operate.md says for H2 on a file, with a small cache.
    JdbcConnectionPool state =
        JdbcConnectionPool.create(
            "jdbc:h2:async:"
                + args[2]
                + ";WRITE_DELAY=0;MAX_LENGTH_INPLACE_LOB=65536;CACHE_SIZE=8192",
            "sa",
            "");
    long begun = System.nanoTime();
    try (HeapWatch heap = HeapWatch.start();
        SyncRuntime runtime = SyncRuntime.on(JdbcStateStore.over(state)).build();
        SyncEngine engine =
            SyncEngine.of("load", runtime)
                .system("erp", Odoo.connect(odoo(args[0])))
                .system("crm", Salesforce.connect(salesforce(args[1])))
                .guards(Guards.OFF)
                .sync(customers())
                .build()) {
      long created = 0;
      long errors = 0;
      int round = 0;
      boolean idle = false;
      while (!idle && System.nanoTime() - begun < LONGEST.toNanos()) {
        round++;
        long before = System.nanoTime();
        SyncReport report = engine.run();
        long now = report.flow("customers").created();
        created += now;
        errors += report.errors().size();
        report
            .errors()
            .forEach(
                error -> System.out.println("error " + Messages.render(error, Locale.ENGLISH)));
        idle = now == 0 && report.totalWrites() == 0 && engine.waiting(1).isEmpty() && round > 2;
        System.out.printf(
            "run %d: %.1f s, %d created, state of %d MB%n",
            round, (System.nanoTime() - before) / 1e9, now, megabytes(args[2]));
        if (now == 0 && round > 1 && !idle) {
          TimeUnit.NANOSECONDS.sleep(INTERVAL.toNanos());
        }
      }
      System.out.printf(
          "load created %d errors %d runs %d seconds %d of CPU %d heap %d%n",
          created,
          errors,
          round,
          (System.nanoTime() - begun) / 1_000_000_000L,
          cpuSeconds(),
          heap.liveMb());
    }
    compact(state);
    System.out.printf("state of %d MB after SHUTDOWN COMPACT%n", megabytes(args[2]));
  }

  private static long megabytes(String state) {
    return new File(state + ".mv.db").length() >> 20;
  }

  /** What the machine worked for it: on a busy one it took longer. */
  private static long cpuSeconds() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return system.getProcessCpuTime() / 1_000_000_000L;
  }

  private static void compact(JdbcConnectionPool state) throws SQLException {
    try (Connection connection = state.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN COMPACT");
    }
  }

  private static RecordSync customers() {
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(Customer.NAME, ownedBy("erp"))
            .bind(Customer.CODE, ownedBy("erp"))
            .bind(Customer.VAT_NUMBER, ownedBy("erp"))
            .bind(Customer.PHONE, ownedBy("erp"))
            .bind(Customer.BILLING_ADDRESS, ownedBy("erp"))
            .bind(Customer.EMAIL, ownedBy("crm"));
    return RecordSync.of("customers", Customer.TYPE, mapping)
        .match(MatchKey.on(Customer.VAT_NUMBER))
        .creates("crm", Creates.always())
        .keyList(Duration.ofDays(2))
        .build();
  }

  private static OdooSettings odoo(String address) {
    return OdooSettings.builder(
            address,
            OdooSimulator.DATABASE,
            OdooCredentials.apiKey(OdooSimulator.LOGIN, () -> OdooSimulator.KEY))
        .build();
  }

  private static SalesforceSettings salesforce(String address) {
    return InitialLoadTest.salesforce(address);
  }
}
