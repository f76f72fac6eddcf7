package dev.passerelle.testkit.simulation;

import dev.passerelle.core.Guards;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.WaitingEntry;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.Row;
import dev.passerelle.core.state.Table;
import dev.passerelle.testkit.AppliedWrite;
import dev.passerelle.testkit.InMemoryConnector;
import dev.passerelle.testkit.InMemorySystem;
import dev.passerelle.testkit.InMemoryUser;
import dev.passerelle.testkit.SettableClock;
import dev.passerelle.testkit.TestIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An ERP, a CRM, and the process that keeps them in step. For one thread. */
final class World {
  private static final String TENANT = "acme";
  private static final int MANY = 10_000;

  /** How long a system may still execute what its caller has given up. */
  private static final Duration UNDER_WAY = Duration.ofMinutes(2);

  final SettableClock clock = SettableClock.at("2026-03-16T12:00:00Z");
  final DyingStore store = new DyingStore(new InMemoryStateStore());
  final EditLog edits = new EditLog();
  final Trace trace = new Trace();
  final Setting setting;
  final Extras extras;
  private final Sabotage sabotage;
  private final Company company;
  final InMemorySystem erp;
  final InMemorySystem crm;

  /** Whether no mishaps happen for the moment. */
  boolean calm;

  final Pauses pauses = new Pauses();

  /** When the engine last may not have heard what became of a write. */
  Instant unheard = Instant.MIN;

  /** Who looks on. */
  final List<Watcher> watchers = new ArrayList<>();

  private final TestIds ids = TestIds.of("id");
  private final List<Process> alive = new ArrayList<>();
  private final Set<String> running = new HashSet<>();
  private int current;
  private int processes;

  /** A process that works for the tenant. */
  private record Process(String node, SyncEngine engine) {}

  /** The trading company. */
  World(Setting setting, Extras extras, Sabotage sabotage) {
    this(new TradingCompany(setting, extras, sabotage), setting, extras, sabotage);
  }

  World(Company company, Setting setting, Extras extras, Sabotage sabotage) {
    this.company = company;
    this.setting = setting;
    this.extras = extras;
    this.sabotage = sabotage;
    erp = company.left(clock);
    crm = company.right(clock);
    alive.add(start());
    if (extras.pauses() > 0) {
      alive.add(start());
    }
  }

  private Process start() {
    String node = "node-" + ++processes;
    watchers.forEach(watcher -> watcher.started(node));
    SyncRuntime runtime =
        SyncRuntime.on(new WatchedStore(node, store, pauses, watchers))
            .clock(clock)
            .nanos(() -> clock.instant().toEpochMilli() * 1_000_000)
            .ids(ids)
            .node(node)
            .build();
    return new Process(node, engine(node, runtime));
  }

  private SyncEngine engine(String node, SyncRuntime runtime) {
    SyncEngine.Builder builder =
        SyncEngine.of(TENANT, runtime)
            .system(erp.name(), connector(node, erp))
            .system(crm.name(), connector(node, crm))
            .guards(Guards.OFF)
            .listener(new Events(trace));
    return company.flows(builder).build();
  }

  private Connector connector(String node, InMemorySystem system) {
    Connector connector =
        new WatchedConnector(
            InMemoryConnector.to(system),
            node,
            system.name(),
            new Meter(extras.quota(), clock),
            pauses,
            watchers);
    return sabotage == Sabotage.NONE ? connector : new SabotagedConnector(connector, sabotage);
  }

  /** From now on this one of the processes works. */
  void turn(int process) {
    current = process;
  }

  /** From now on the other process works. */
  void turnOver() {
    current = (current + 1) % alive.size();
  }

  /** The process that works now. */
  String node() {
    return alive.get(current).node();
  }

  /** What the engine keeps in a table. */
  List<Row> rows(String table) {
    return store.<List<Row>>peek(
        tx -> Backup.rows(tx, SyncRuntime.stateSchema().table(table), TENANT));
  }

  /** What the engine keeps of a record in a table whose key is feed and id. */
  Optional<Row> row(String table, String feed, String id) {
    Table wanted = SyncRuntime.stateSchema().table(table);
    return store.<Optional<Row>>peek(tx -> tx.find(wanted, Key.of(TENANT, feed, id)));
  }

  /** Who has the tenant's lease, or had it last. */
  Optional<String> leader() {
    Table leases = SyncRuntime.stateSchema().table("lease");
    return store
        .<Optional<Row>>peek(tx -> tx.find(leases, Key.of(TENANT, "engine")))
        .map(row -> row.text("holder"));
  }

  /** The process is gone; another one starts on the same state. */
  void restart() {
    store.live();
    unheard = clock.instant();
    if (sabotage == Sabotage.NO_INTENTS) {
      store.lose("intent", TENANT);
    } else if (sabotage == Sabotage.NO_OBSERVATIONS) {
      store.lose("observation", TENANT);
    }
    alive.set(current, start());
    trace.add("restart");
  }

  /** Copies the engine's state. */
  void backUp() {
    store.live();
    store.backUp(TENANT);
    trace.add("backup");
  }

  /**
   * An operator puts the last backup back; what came after it the engine no longer knows. Before he
   * starts it he waits until nothing that it had sent can be executed any more, as he is told.
   */
  boolean goBack() {
    if (!store.goBack()) {
      return false;
    }
    trace.add("the state of the last backup is put back");
    clock.advance(UNDER_WAY);
    restart();
    List<LinkRow> known = links();
    edits.forgotten(
        clock.instant(),
        deletion ->
            known.stream()
                .noneMatch(
                    link ->
                        link.is(deletion.type())
                            && link.on(deletion.system()).equals(deletion.id().value())));
    return true;
  }

  SyncReport run() {
    Process worker = alive.get(current);
    running.add(worker.node());
    try {
      return worker.engine().run();
    } finally {
      running.remove(worker.node());
    }
  }

  /** Whether a process is in the middle of a run; what operators ask of it needs no lease. */
  boolean isRunning(String node) {
    return running.contains(node);
  }

  SyncEngine engine() {
    return alive.get(current).engine();
  }

  List<InMemorySystem> systems() {
    return List.of(erp, crm);
  }

  InMemorySystem system(String name) {
    return name.equals(erp.name()) ? erp : crm;
  }

  InMemoryUser in(String system, EntityType type) {
    return system(system).user(type);
  }

  List<LinkRow> links() {
    StringBuilder csv = new StringBuilder();
    try {
      engine().exportLinks(csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return LinkRow.parse(csv.toString());
  }

  /** The records of a system that nobody deleted. */
  List<RecordId> living(String system, EntityType type) {
    return in(system, type).ids().stream().filter(id -> !edits.isDead(system, type, id)).toList();
  }

  /** Takes note that a user is about to delete a record. */
  void noteDeletion(String system, EntityType type, RecordId id) {
    String counterpart =
        activeLink(system, type, id)
            .map(link -> link.on(system.equals(erp.name()) ? crm.name() : erp.name()))
            .orElse("");
    edits.deleted(new EditLog.Deletion(clock.instant(), system, type, id, counterpart));
  }

  Optional<LinkRow> activeLink(String system, EntityType type, RecordId id) {
    return links().stream()
        .filter(link -> link.is(type) && link.active() && link.on(system).equals(id.value()))
        .findFirst();
  }

  List<WaitingEntry> waiting() {
    return engine().waiting(MANY);
  }

  /** Whether something about a record of either system waits for a person or a reference. */
  boolean waits(List<WaitingEntry> waiting, EntityType type, String erpId, String crmId) {
    return waiting.stream()
        .filter(entry -> entry.record().equals(entry.system().equals(erp.name()) ? erpId : crmId))
        .anyMatch(entry -> concerns(type, entry.entity()));
  }

  /** Facets wait under their own name. */
  private static boolean concerns(EntityType type, String entity) {
    return entity.equals(type.name())
        || (type.name().equals("customer") && entity.equals("customer_balance"))
        || (type.name().equals("product") && entity.equals("stock_level"));
  }

  /** What an automation changes counts as entered, like what people enter. */
  private void noteAutomation(InMemorySystem system, AppliedWrite write) {
    if (write.origin() == AppliedWrite.Origin.WORKFLOW) {
      Fields changed = write.after().only(new Effect(system.name(), write).changed());
      edits.entered(write.at(), system.name(), write.type(), write.id(), changed, write.before());
    }
  }

  /** What adapters and automations did since the last time, oldest first per system. */
  List<Effect> takeEffects() {
    List<Effect> effects = new ArrayList<>();
    for (InMemorySystem system : systems()) {
      for (AppliedWrite write : system.journal()) {
        effects.add(new Effect(system.name(), write));
        trace.add("  " + system.name() + " " + write);
        noteAutomation(system, write);
      }
      system.clearJournal();
    }
    return effects;
  }
}
