package dev.passerelle.core.internal.engine;

import dev.passerelle.core.PlannedWrite;
import dev.passerelle.core.SyncPlan;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.internal.ledger.AuditTrail;
import dev.passerelle.core.internal.ledger.Tables;
import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.core.state.MigrationMode;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import dev.passerelle.core.state.StateStore;
import dev.passerelle.core.state.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A run on a copy of the tenant's state, against connectors that only read: pure by construction
 * (L27). What the run would write is what its audit says.
 */
public final class PreviewRun {
  private static final int PAGE = 1000;
  private final String tenant;
  private final SyncRuntime runtime;
  private final Engine engine;
  private final Map<String, Connector> connectors;

  private PreviewRun(
      String tenant, SyncRuntime runtime, Engine engine, Map<String, Connector> connectors) {
    this.tenant = tenant;
    this.runtime = runtime;
    this.engine = engine;
    this.connectors = connectors;
  }

  /** A preview of an engine. */
  public static PreviewRun of(
      String tenant, SyncRuntime runtime, Engine engine, Map<String, Connector> connectors) {
    return new PreviewRun(tenant, runtime, engine, connectors);
  }

  /** The plan; {@code make} builds the engine that runs on the copy. */
  public SyncPlan plan(BiFunction<SyncRuntime, Map<String, Connector>, Engine> make) {
    InMemoryStateStore copy = new InMemoryStateStore();
    SyncRuntime scratch =
        SyncRuntime.on(copy)
            .clock(runtime.clock())
            .nanos(runtime.nanos())
            .ids(runtime.ids())
            .leaseTerm(runtime.leaseTerm())
            .build();
    copy.open(Tables.schema(), MigrationMode.RUN);
    copy(runtime.store(), copy);
    Map<String, Connector> wrapped = new LinkedHashMap<>();
    connectors.forEach((name, connector) -> wrapped.put(name, new PreviewConnector(connector)));
    Engine dry = make.apply(scratch, wrapped);
    long before = dry.ledger().read(tx -> tx.audit().lastSeq());
    SyncReport report = dry.run();
    return new SyncPlan(writes(dry, before), report);
  }

  private void copy(StateStore from, StateStore to) {
    for (Table table : Tables.schema().tables()) {
      if (table.equals(Tables.LEASES) || table.equals(Tables.AUDIT)) {
        continue;
      }
      Query query = Query.of(table).where(Table.TENANT, tenant).limit(PAGE);
      List<Row> page = from.transact(tx -> tx.select(query));
      while (!page.isEmpty()) {
        List<Row> rows = page;
        to.perform(tx -> tx.insert(table, rows));
        Query next = query.after(rows.get(rows.size() - 1));
        page = rows.size() < PAGE ? List.of() : from.transact(tx -> tx.select(next));
      }
    }
  }

  private List<PlannedWrite> writes(Engine dry, long after) {
    List<PlannedWrite> writes = new ArrayList<>();
    long seq = after;
    List<AuditTrail.Numbered> page;
    do {
      long from = seq;
      page = dry.ledger().read(tx -> tx.audit().page(from, PAGE, engine.topology()::feed));
      for (AuditTrail.Numbered numbered : page) {
        writes.add(write(numbered.entry()));
        seq = numbered.seq();
      }
    } while (page.size() == PAGE);
    return writes;
  }

  private static PlannedWrite write(AuditTrail.Entry entry) {
    return new PlannedWrite(
        entry.feed().system(),
        entry.feed().type().name(),
        entry.id().value(),
        entry.operation(),
        entry.flow(),
        entry.field(),
        entry.before(),
        entry.after(),
        entry.reason());
  }
}
