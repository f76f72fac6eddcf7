package dev.passerelle.benchmarks.intake;

import dev.passerelle.benchmarks.Customers;
import dev.passerelle.benchmarks.LeanSystem;
import dev.passerelle.benchmarks.Sample;
import dev.passerelle.core.Health.FeedHealth;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.state.JdbcStateStore;
import javax.sql.DataSource;

/**
 * The engine while the CRM is out of reach: what changes in the ERP is taken in and stays. One run
 * reads the pages of changes, drops what is known, and stores each page with the new position in
 * one transaction.
 */
final class Ours {
  private Ours() {}

  static Sample run(DataSource database, int changes) throws Exception {
    LeanSystem erp = Customers.system("erp", changes);
    LeanSystem crm = Customers.system("crm", changes);
    try (SyncRuntime runtime = SyncRuntime.on(JdbcStateStore.over(database)).build();
        SyncEngine engine =
            SyncEngine.of("b6", runtime)
                .system("erp", erp.connector())
                .system("crm", crm.connector())
                .sync(Customers.flow())
                .build()) {
      engine.run();
      crm.reachable(false);
      for (int n = 0; n < changes; n++) {
        erp.edit(n, Fields.of(Customer.NAME, "Nouveau nom " + n));
      }
      Sample took = Sample.of(engine::run);
      check(engine, changes);
      return took;
    }
  }

  private static void check(SyncEngine engine, int changes) {
    long stored =
        engine.health().feeds().stream()
            .filter(feed -> feed.system().equals("erp"))
            .mapToLong(FeedHealth::pending)
            .sum();
    if (stored != Math.min(changes, 1000)) {
      throw new IllegalStateException(stored + " of " + changes + " changes were stored");
    }
  }
}
