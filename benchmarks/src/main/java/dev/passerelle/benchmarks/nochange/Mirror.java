package dev.passerelle.benchmarks.nochange;

import dev.passerelle.benchmarks.Customers;
import dev.passerelle.benchmarks.LeanSystem;
import dev.passerelle.benchmarks.Sample;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.testkit.SettableClock;
import java.time.Duration;

/** Two systems with the same customers, all linked, and the engine between them. */
final class Mirror implements AutoCloseable {
  private final int links;
  private final SettableClock clock = SettableClock.at("2026-03-16T12:00:00Z");
  private final LeanSystem erp;
  private final LeanSystem crm;
  private final SyncRuntime runtime;
  private final SyncEngine engine;
  private int edits;

  /** Links so many, without a write: both sides say the same. */
  Mirror(int links) {
    this.links = links;
    erp = Customers.system("erp", links).rescan(Duration.ofHours(24));
    crm = Customers.system("crm", links).rescan(Duration.ofHours(24));
    runtime = SyncRuntime.on(new InMemoryStateStore()).clock(clock).build();
    engine =
        SyncEngine.of("b5", runtime)
            .system("erp", erp.connector())
            .system("crm", crm.connector())
            .sync(Customers.flow())
            .build();
    engine.run();
  }

  /** What one cycle did: the pages that it read, and all other calls and writes. */
  record Cycle(Sample took, long pages, long otherCalls, long writes) {}

  /** A cycle in which nothing changed. */
  Cycle quiet() throws Exception {
    return cycle();
  }

  /** A cycle that lists both systems as a whole, since it is time to; nothing changed. */
  Cycle listed() throws Exception {
    clock.advance(Duration.ofHours(25));
    return cycle();
  }

  /** A cycle in which so many customers changed. */
  Cycle changed(int many) throws Exception {
    int first = edits;
    for (int i = 0; i < many; i++) {
      // Spread over all of them, so that nothing is near because it was just touched.
      int number = (int) ((i * 7_919L + first) % links);
      erp.edit(number, Fields.of(Customer.NAME, "Nom " + edits++));
    }
    return cycle();
  }

  private Cycle cycle() throws Exception {
    long pages = erp.pages() + crm.pages();
    long other = others();
    long writes = erp.written() + crm.written();
    Sample took = Sample.of(engine::run);
    return new Cycle(
        took,
        erp.pages() + crm.pages() - pages,
        others() - other,
        erp.written() + crm.written() - writes);
  }

  private long others() {
    return erp.otherReads() + crm.otherReads() + erp.writeCalls() + crm.writeCalls();
  }

  @Override
  public void close() {
    engine.close();
    runtime.close();
  }
}
