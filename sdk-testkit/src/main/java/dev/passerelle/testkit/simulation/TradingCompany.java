package dev.passerelle.testkit.simulation;

import dev.passerelle.core.SyncEngine;
import dev.passerelle.testkit.InMemorySystem;
import dev.passerelle.testkit.SettableClock;

/** An ERP and a CRM with one flow of each kind. */
record TradingCompany(Setting setting, Extras extras, Sabotage sabotage) implements Company {
  @Override
  public InMemorySystem left(SettableClock clock) {
    return new Systems(setting, extras, sabotage, clock).erp();
  }

  @Override
  public InMemorySystem right(SettableClock clock) {
    return new Systems(setting, extras, sabotage, clock).crm();
  }

  @Override
  public SyncEngine.Builder flows(SyncEngine.Builder engine) {
    Flows.records(extras).forEach(engine::sync);
    return engine.flow(Flows.quotes());
  }
}
