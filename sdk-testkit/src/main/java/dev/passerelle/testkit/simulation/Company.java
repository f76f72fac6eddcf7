package dev.passerelle.testkit.simulation;

import dev.passerelle.core.SyncEngine;
import dev.passerelle.testkit.InMemorySystem;
import dev.passerelle.testkit.SettableClock;

/** Two systems and the flows between them: what a simulation is about. */
interface Company {

  /** The system on the left of the flows, new. */
  InMemorySystem left(SettableClock clock);

  /** The system on the right of the flows, new. */
  InMemorySystem right(SettableClock clock);

  /** Adds the flows that a process starts with now. */
  SyncEngine.Builder flows(SyncEngine.Builder engine);
}
