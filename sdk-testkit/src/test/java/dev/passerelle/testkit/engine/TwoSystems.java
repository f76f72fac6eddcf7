package dev.passerelle.testkit.engine;

import dev.passerelle.core.RecordSync;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.core.state.StateStore;
import dev.passerelle.testkit.InMemoryConnector;
import dev.passerelle.testkit.InMemoryEntity;
import dev.passerelle.testkit.InMemorySystem;
import dev.passerelle.testkit.InMemoryUser;
import dev.passerelle.testkit.SettableClock;
import java.time.Duration;

/** An ERP and a CRM that keep customers and nothing else, and one flow between them. */
final class TwoSystems {
  final SettableClock clock = SettableClock.at("2026-03-16T12:00:00Z");
  final InMemorySystem erp;
  final InMemorySystem crm;
  final SyncEngine engine;
  final InMemoryStateStore state = new InMemoryStateStore();
  private final RecordSync customers;

  TwoSystems(InMemoryEntity.Builder inErp, InMemoryEntity.Builder inCrm, RecordSync customers) {
    erp = InMemorySystem.named("erp", clock).identity("NEGOCE971").entity(inErp).build();
    crm = InMemorySystem.named("crm", clock).entity(inCrm).build();
    this.customers = customers;
    engine = on(state);
  }

  /** Another process, on the state of the first one. */
  SyncEngine restarted() {
    return on(state);
  }

  /** A process on another state. */
  SyncEngine on(StateStore store) {
    return engine(store, customers);
  }

  /** Another process whose flow is another one, on the state of the first. */
  SyncEngine with(RecordSync changed) {
    return engine(state, changed);
  }

  private SyncEngine engine(StateStore store, RecordSync flow) {
    return SyncEngine.of("acme", SyncRuntime.on(store).clock(clock).build())
        .system("erp", InMemoryConnector.to(erp))
        .system("crm", InMemoryConnector.to(crm))
        .sync(flow)
        .build();
  }

  InMemoryUser inErp() {
    return erp.user(Customer.TYPE);
  }

  InMemoryUser inCrm() {
    return crm.user(Customer.TYPE);
  }

  /** Runs some times, some minutes apart. */
  void runs(int times) {
    runs(engine, times);
  }

  /** Another process runs some times, some minutes apart. */
  void runs(SyncEngine other, int times) {
    for (int i = 0; i < times; i++) {
      clock.advance(Duration.ofMinutes(5));
      other.run();
    }
  }
}
