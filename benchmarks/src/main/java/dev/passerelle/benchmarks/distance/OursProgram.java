package dev.passerelle.benchmarks.distance;

import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.state.JdbcStateStore;
import dev.passerelle.hubspot.sync.HubSpot;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.h2.jdbcx.JdbcConnectionPool;

/** The program to be killed, our way: the engine with its state in a file of H2. */
final class OursProgram {
  private OursProgram() {}

  /** Arguments: the portal's address, a directory, how many customers. */
  public static void main(String[] arguments) {
    JdbcConnectionPool state =
        JdbcConnectionPool.create("jdbc:h2:file:" + arguments[1] + "/state", "sa", "");
    try (SyncRuntime runtime =
            SyncRuntime.on(JdbcStateStore.over(state)).leaseTerm(Duration.ofSeconds(2)).build();
        SyncEngine engine =
            SyncEngine.of("b7", runtime)
                .system("erp", Work.erp(Integer.parseInt(arguments[2])).connector())
                .system("crm", HubSpot.connect(Portal.settings(arguments[0])))
                .sync(Work.flow())
                .build()) {
      while (!isDone(engine, engine.run())) {
        // A killed process leaves a lease and open writes: both are waited for, not forced.
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      }
    } finally {
      state.dispose();
    }
  }

  private static boolean isDone(SyncEngine engine, SyncReport report) {
    return report.leading()
        && report.totalWrites() == 0
        && engine.health().feeds().stream().allMatch(feed -> feed.listed() && feed.pending() == 0)
        && engine.health().waiting().values().stream().allMatch(count -> count == 0);
  }
}
