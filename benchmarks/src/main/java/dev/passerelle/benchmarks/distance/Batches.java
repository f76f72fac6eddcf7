package dev.passerelle.benchmarks.distance;

import dev.passerelle.benchmarks.LeanSystem;
import dev.passerelle.benchmarks.Sample;
import dev.passerelle.benchmarks.Scratch;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.state.JdbcStateStore;
import dev.passerelle.hubspot.sync.HubSpot;
import org.h2.jdbcx.JdbcConnectionPool;

/** The engine with the HubSpot connector and durable state: a first sync, then a run of updates. */
final class Batches {
  private Batches() {}

  static Sample run(Portal portal, int customers) throws Exception {
    LeanSystem erp = Work.erp(customers);
    try (Scratch scratch = Scratch.make()) {
      JdbcConnectionPool state =
          JdbcConnectionPool.create(
              "jdbc:h2:file:" + scratch.path().resolve("state") + ";CACHE_SIZE=65536", "sa", "");
      try (SyncRuntime runtime = SyncRuntime.on(JdbcStateStore.over(state)).build();
          SyncEngine engine =
              SyncEngine.of("b2", runtime)
                  .system("erp", erp.connector())
                  .system("crm", HubSpot.connect(Portal.settings(portal.url())))
                  .sync(Work.flow())
                  .build()) {
        Sample created = Sample.of(engine::run);
        for (int n = 0; n < customers; n++) {
          erp.edit(n, Fields.of(Customer.NAME, Work.name(n, 1)));
        }
        Sample updated = Sample.of(engine::run);
        portal.check(customers, 1);
        return new Sample(created.nanos() + updated.nanos(), created.bytes() + updated.bytes());
      } finally {
        state.dispose();
      }
    }
  }
}
