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
import dev.passerelle.testkit.AppliedWrite;
import dev.passerelle.testkit.InMemoryConnector;
import dev.passerelle.testkit.InMemorySystem;
import dev.passerelle.testkit.InMemoryUser;
import dev.passerelle.testkit.SettableClock;
import dev.passerelle.testkit.TestIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An ERP, a CRM, and the process that keeps them in step. For one thread. */
final class World {
  private static final String TENANT = "acme";
  private static final int MANY = 10_000;
  final SettableClock clock = SettableClock.at("2026-03-16T12:00:00Z");
  final DyingStore store = new DyingStore(new InMemoryStateStore());
  final EditLog edits = new EditLog();
  final Trace trace = new Trace();
  final Setting setting;
  final Extras extras;
  private final Sabotage sabotage;
  final InMemorySystem erp;
  final InMemorySystem crm;

  /** Whether no mishaps happen for the moment. */
  boolean calm;

  private final TestIds ids = TestIds.of("id");
  private SyncRuntime runtime;
  private SyncEngine engine;
  private int processes;

  World(Setting setting, Extras extras, Sabotage sabotage) {
    this.setting = setting;
    this.extras = extras;
    this.sabotage = sabotage;
    Systems systems = new Systems(setting, extras, sabotage, clock);
    erp = systems.erp();
    crm = systems.crm();
    runtime = runtime();
    engine = build();
  }

  private SyncRuntime runtime() {
    return SyncRuntime.on(store)
        .clock(clock)
        .nanos(() -> clock.instant().toEpochMilli() * 1_000_000)
        .ids(ids)
        .node("node-" + ++processes)
        .build();
  }

  private SyncEngine build() {
    SyncEngine.Builder builder =
        SyncEngine.of(TENANT, runtime)
            .system("erp", connector(erp))
            .system("crm", connector(crm))
            .guards(Guards.OFF)
            .listener(new Events(trace));
    Flows.records(extras).forEach(builder::sync);
    return builder.flow(Flows.quotes()).build();
  }

  private Connector connector(InMemorySystem system) {
    Connector connector = InMemoryConnector.to(system);
    return sabotage == Sabotage.NONE ? connector : new SabotagedConnector(connector, sabotage);
  }

  /** The process is gone; another one starts on the same state. */
  void restart() {
    store.live();
    if (sabotage == Sabotage.NO_INTENTS) {
      store.lose("intent", TENANT);
    } else if (sabotage == Sabotage.NO_OBSERVATIONS) {
      store.lose("observation", TENANT);
    }
    runtime = runtime();
    engine = build();
    trace.add("restart");
  }

  /** Copies the engine's state. */
  void backUp() {
    store.live();
    store.backUp(TENANT);
    trace.add("backup");
  }

  /** An operator puts the last backup back; what came after it the engine no longer knows. */
  boolean goBack() {
    if (!store.goBack()) {
      return false;
    }
    trace.add("the state of the last backup is put back");
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
    return engine.run();
  }

  SyncEngine engine() {
    return engine;
  }

  List<InMemorySystem> systems() {
    return List.of(erp, crm);
  }

  InMemorySystem system(String name) {
    return name.equals("erp") ? erp : crm;
  }

  InMemoryUser in(String system, EntityType type) {
    return system(system).user(type);
  }

  List<LinkRow> links() {
    StringBuilder csv = new StringBuilder();
    try {
      engine.exportLinks(csv);
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
            .map(link -> link.on(system.equals("erp") ? "crm" : "erp"))
            .orElse("");
    edits.deleted(new EditLog.Deletion(clock.instant(), system, type, id, counterpart));
  }

  Optional<LinkRow> activeLink(String system, EntityType type, RecordId id) {
    return links().stream()
        .filter(link -> link.is(type) && link.active() && link.on(system).equals(id.value()))
        .findFirst();
  }

  List<WaitingEntry> waiting() {
    return engine.waiting(MANY);
  }

  /** Whether something about a record of either system waits for a person or a reference. */
  boolean waits(List<WaitingEntry> waiting, EntityType type, String erpId, String crmId) {
    return waiting.stream()
        .filter(entry -> entry.record().equals(entry.system().equals("erp") ? erpId : crmId))
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
