package dev.passerelle.core;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.WebhookSource;
import dev.passerelle.core.adapter.WebhookSource.Delivery;
import dev.passerelle.core.adapter.WebhookSource.Hint;
import dev.passerelle.core.adapter.WebhookSource.WebhookRequest;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.internal.engine.Decisions;
import dev.passerelle.core.internal.engine.Engine;
import dev.passerelle.core.internal.engine.PreviewRun;
import dev.passerelle.core.internal.ledger.AuditTrail;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the systems of one tenant in step: the one object that an application embeds.
 *
 * <pre>{@code
 * try (SyncEngine engine = SyncEngine.of("acme", runtime)
 *     .system("erp", Sage100.connect(sage))
 *     .system("crm", HubSpot.connect(hubspot))
 *     .sync(customers)
 *     .flow(quotes)
 *     .build()) {
 *   SyncReport report = engine.run();
 * }
 * }</pre>
 *
 * <p>Nothing runs until {@link #run()}, {@link #start} or a webhook asks for it. Creates no records
 * unless a flow says so. Thread-safe; runs of one tenant follow each other, on all nodes together.
 */
public final class SyncEngine implements AutoCloseable {
  private final String tenant;
  private final SyncRuntime runtime;
  private final Map<String, Connector> connectors;
  private final Builder settings;
  private final Engine engine;
  private final Schedule schedule;
  private final Duration patience;

  private SyncEngine(Builder from) {
    tenant = from.tenant;
    runtime = from.runtime;
    connectors = Map.copyOf(from.connectors);
    settings = from;
    patience = from.patience;
    engine =
        new Engine(
            tenant,
            runtime,
            from.connectors,
            from.syncs,
            from.documents,
            from.guards,
            from.alertRules,
            from.locale,
            from.listeners,
            runtime.heartbeat(),
            false);
    schedule = new Schedule(runtime.workers(), engine);
  }

  /** An engine for a tenant on a runtime; the tenant's name is the first column of every key. */
  public static Builder of(String tenant, SyncRuntime runtime) {
    return new Builder(tenant, runtime);
  }

  /**
   * Runs once: takes in what is new on all systems and decides everything that can be decided. A
   * failing system or record stops nobody else; what failed is in the report.
   *
   * @throws dev.passerelle.core.error.InvalidConfiguration when a system is not the one of the
   *     first run
   */
  public SyncReport run() {
    return engine.run();
  }

  /**
   * Runs now, and again an interval after each run's end, until {@link #close()}, on the runtime's
   * threads. Several nodes that do so share the work: each run is one node's, and a tenant stays
   * with a node for as long as it keeps up.
   *
   * @param interval positive; the same on all nodes
   * @throws IllegalStateException when it was started already
   */
  public void start(Duration interval) {
    schedule.start(interval);
  }

  /**
   * What a run would write, with the reason of each field. Writes nothing, here or remotely. What a
   * guard would stop is shown all the same, and the guard's error is in the report.
   */
  public SyncPlan preview() {
    return PreviewRun.of(tenant, runtime, engine, settings.connectors)
        .plan(
            (scratch, wrapped) ->
                new Engine(
                    tenant,
                    scratch,
                    wrapped,
                    settings.syncs,
                    settings.documents,
                    settings.guards,
                    settings.alertRules,
                    settings.locale,
                    List.of(),
                    scratch.heartbeat(),
                    true));
  }

  /** Checks every system: credentials, rights, custom fields, version, clock. By system name. */
  public Map<String, List<Finding>> check() {
    Map<String, List<Finding>> findings = new LinkedHashMap<>();
    settings.connectors.forEach((name, connector) -> findings.put(name, connector.check()));
    return findings;
  }

  /**
   * Takes in a webhook delivery: verified, stored as hints, decided by the next run. Returns after
   * the hints are durable, so that the delivery may be acknowledged.
   *
   * @param system whose webhook it is
   * @return how many hints were stored
   */
  public int webhook(String system, WebhookRequest request) {
    if (!(connector(system) instanceof WebhookSource source)) {
      throw new dev.passerelle.core.error.UnsupportedOperation(system, "webhooks");
    }
    int stored = 0;
    for (Delivery delivery : source.open(request)) {
      if (delivery.identity().equals(connector(system).describe().identity())) {
        stored += hints(system, delivery.hints());
      }
    }
    return stored;
  }

  /**
   * Takes in hints that the host has from elsewhere, from a stream of events that it reads itself
   * for example: stored, decided by the next run, which reads the records (L3). Returns after they
   * are durable: only then may the host go on in its stream.
   *
   * @param system whose records they are
   * @return how many hints were stored; types that no flow uses are passed over
   */
  public int hints(String system, Collection<Hint> hints) {
    connector(system);
    Map<EntityType, List<RecordId>> byType = new LinkedHashMap<>();
    hints.stream()
        .filter(hint -> engine.watches(system, hint.type()))
        .forEach(h -> byType.computeIfAbsent(h.type(), t -> new ArrayList<>()).add(h.id()));
    byType.forEach((type, ids) -> engine.hint(system, type, ids, false));
    return byType.values().stream().mapToInt(List::size).sum();
  }

  /** Syncs one record now, whatever is known of it: reads it and decides. */
  public SyncReport syncNow(String system, EntityType type, RecordId id) {
    connector(system);
    engine.hint(system, type, List.of(id), true);
    return run();
  }

  /** What waits, was refused or needs a person: at most {@code limit} entries. */
  public List<WaitingEntry> waiting(int limit) {
    return engine.waiting().entries(limit);
  }

  /** The same as a whole, counted by cause: what to mend first (L26). */
  public List<WaitingGroup> waitingGroups() {
    return engine.waiting().groups();
  }

  /** Puts a waiting or refused record back to be decided from its current state (L26). */
  public void replay(String system, EntityType type, RecordId id) {
    connector(system);
    engine.waiting().replay(system, type, id);
  }

  /**
   * Puts back every refused record of one cause, once the cause is mended.
   *
   * @return how many there were
   */
  public int replayAll(ErrorCode code) {
    return engine.waiting().replayAll(code);
  }

  /**
   * Decides a conflict of one field: the value that a system shows when the next run reads both is
   * written to the other. Good for this conflict only; the mapping's policies decide the next one.
   * Where the mapping gives the field to the other system for good, the values stay apart and the
   * review ends.
   *
   * @param review an entry of {@link #waiting} of kind {@code REVIEW} whose topic names a field
   * @param system one of the two systems
   * @param by who decides; kept
   * @throws IllegalArgumentException when the entry is no open conflict of a field, or the system
   *     takes no part
   */
  public void decide(WaitingEntry review, String system, String by) {
    engine.waiting().take(review, system, by);
  }

  /**
   * Has a second document made from a source, for example because the first one was cancelled in
   * the ERP. The source is judged again as it is now, and the new document has a reference of its
   * own; the first one is left as it is and no longer followed. Nothing else makes a second one
   * (L18).
   *
   * @param flow the document flow
   * @param source the source record
   * @param by who wants it; kept
   * @param reason why; kept
   * @throws dev.passerelle.core.error.InvalidConfiguration when nothing was made from the source
   *     yet, when a write of it is under way, or when there is no such flow
   */
  public void reopen(String flow, RecordId source, String by, String reason) {
    engine.reopening().reopen(flow, source, by, reason);
  }

  /**
   * Forgets what is stored of a person (L36): values in bases, audit, match index and waiting items
   * of a record and its counterparts. Ids and links stay, so that who was erased in one system is
   * not created there anew; and nothing is removed from the other system by it: a counterpart that
   * vanishes later is a review item. The systems themselves are not touched: erase there too.
   *
   * @param by who asks for it; kept
   * @return how many records were forgotten
   * @throws dev.passerelle.core.error.InvalidConfiguration when a write of it is under way
   */
  public int erase(String system, EntityType type, RecordId id, String by) {
    connector(system);
    return engine.erasure().erase(system, type, id, by);
  }

  /** Lets go of a refused record until it changes again; the reason is kept. */
  public void discard(String system, EntityType type, RecordId id, String by, String reason) {
    engine.waiting().discard(system, type, id, by, reason);
  }

  /**
   * Compares the systems as a whole with what the engine knows: what changed without being noticed,
   * for example after a backup was restored. Lists every followed entity, reads nothing else,
   * writes nothing. {@link #repair} has the differences decided.
   *
   * @throws dev.passerelle.core.error.PasserelleException when a system cannot be listed
   */
  public Reconciliation reconcile() {
    return engine.reconcile();
  }

  /** Has the records of a comparison read again and decided by the next run. */
  public void repair(Reconciliation found) {
    Map<Feed, List<RecordId>> byFeed = new LinkedHashMap<>();
    found
        .differences()
        .forEach(
            each ->
                byFeed
                    .computeIfAbsent(
                        engine.topology().feed(each.system() + "/" + each.entity()),
                        feed -> new ArrayList<>())
                    .add(RecordId.of(each.record())));
    byFeed.forEach((feed, ids) -> engine.hint(feed.system(), feed.type(), ids, true));
  }

  /**
   * Couples two records; both are decided at the next run as at a first meeting.
   *
   * @throws dev.passerelle.core.error.InvalidConfiguration when one is coupled already, or no flow
   *     couples such records
   */
  public void couple(
      String system, EntityType type, RecordId id, String otherSystem, RecordId other, String by) {
    engine.links().couple(system, type, id, otherSystem, other, by);
  }

  /**
   * Separates a record from its counterpart; the two are not matched again. False if it had none.
   */
  public boolean uncouple(String system, EntityType type, RecordId id, String by) {
    return engine.links().uncouple(system, type, id, by);
  }

  /** All links as CSV with a heading line. */
  public void exportLinks(Appendable out) throws java.io.IOException {
    engine.links().export(out);
  }

  /**
   * Takes in links from CSV with a heading line as {@link #exportLinks} writes it; only {@code
   * pairing}, {@code left} and {@code right} are needed, separated by comma or semicolon. A file
   * with a mistake is refused as a whole; what is coupled so already is left alone. May be done
   * before the first run: records known to be the same are then not matched by keys.
   *
   * @param name of the file, for messages
   * @param by who answers for it
   * @return how many links were added
   * @throws dev.passerelle.core.error.InvalidConfiguration naming file, line and mistake
   */
  public int importLinks(String name, java.io.Reader csv, String by) throws java.io.IOException {
    return engine.links().importFrom(name, csv, by);
  }

  /** Removes audit entries older than {@code keep}; {@link #explain} knows no more of them. */
  public int pruneAudit(Duration keep) {
    return engine.pruneAudit(keep);
  }

  /**
   * The alerts that are not resolved, grouped by cause; {@code SyncEvent.AlertChanged} tells
   * changes.
   */
  public List<Alert> alerts() {
    return engine.alerts();
  }

  /** How the engine is doing: lag, waiting items, systems in trouble. Reads the store only. */
  public Health health() {
    return engine.health();
  }

  /**
   * Approves for 24 hours what a guard stopped (L27).
   *
   * @param operation {@code creates}, {@code changes}, {@code removals} or {@code first-sync}
   */
  public void approve(String flow, String operation, String by) {
    engine.ledger().note(tx -> Decisions.approve(tx, flow, operation, by, now()));
  }

  /** Why a field of a record is as it is: the writes that we made, newest first (L31). */
  public List<PlannedWrite> explain(String system, EntityType type, RecordId id, String field) {
    Feed feed = engine.topology().feed(system, type);
    return engine.ledger().read(tx -> tx.audit().of(feed, id, 500)).stream()
        .filter(entry -> entry.field().equals(field) || entry.field().equals("*"))
        .map(SyncEngine::written)
        .toList();
  }

  private static PlannedWrite written(AuditTrail.Entry entry) {
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

  private Instant now() {
    return runtime.clock().instant();
  }

  private Connector connector(String system) {
    Connector connector = connectors.get(system);
    if (connector == null) {
      throw new IllegalArgumentException("the engine has no system '" + system + "'");
    }
    return connector;
  }

  /**
   * Ends the schedule, lets a run under way finish its batch, gives the lease back and closes the
   * connectors. Bounded by the builder's patience; what was not finished goes on at the next start.
   */
  @Override
  public void close() {
    schedule.stop();
    engine.stop(patience);
    connectors.values().forEach(Connector::close);
  }

  /** Builds a {@link SyncEngine}. Not thread-safe. */
  public static final class Builder {
    private final String tenant;
    private final SyncRuntime runtime;
    private final Map<String, Connector> connectors = new LinkedHashMap<>();
    private final List<RecordSync> syncs = new ArrayList<>();
    private final List<DocumentFlow> documents = new ArrayList<>();
    private final List<SyncListener> listeners = new ArrayList<>();
    private Guards guards = Guards.DEFAULT;
    private AlertRules alertRules = AlertRules.DEFAULT;
    private @Nullable Locale locale;
    private Duration patience = Duration.ofSeconds(30);

    private Builder(String tenant, SyncRuntime runtime) {
      if (!tenant.matches("[A-Za-z0-9._-]{1,64}")) {
        throw new IllegalArgumentException(
            "tenant '" + tenant + "' must be 1 to 64 letters, digits, dots, dashes or underscores");
      }
      this.tenant = tenant;
      this.runtime = runtime;
    }

    /** A system under a short name that flows use, for example {@code erp}. */
    public Builder system(String name, Connector connector) {
      if (!name.matches("[a-z][a-z0-9]{0,31}")) {
        throw new IllegalArgumentException("system name '" + name + "' must be like erp");
      }
      if (connectors.putIfAbsent(name, connector) != null) {
        throw new IllegalArgumentException("system '" + name + "' is given twice");
      }
      return this;
    }

    /** A record sync. */
    public Builder sync(RecordSync flow) {
      syncs.add(flow);
      return this;
    }

    /** A document flow. */
    public Builder flow(DocumentFlow flow) {
      documents.add(flow);
      return this;
    }

    /** Limits of flows that name none; default {@link Guards#DEFAULT}. */
    public Builder guards(Guards limits) {
      guards = limits;
      return this;
    }

    /** What counts as unusual; default {@link AlertRules#DEFAULT}. */
    public Builder alerts(AlertRules rules) {
      alertRules = rules;
      return this;
    }

    /**
     * The language of the messages that salespeople read on their documents: the title of the code
     * goes before the short form, {@code Plafond d’encours dépassé (CREDIT_LIMIT_EXCEEDED: 9452.98
     * > 8000.00)}. French for a French locale, else English; without a locale the short form alone.
     */
    public Builder locale(Locale value) {
      locale = value;
      return this;
    }

    /** Somebody who is told what happens. */
    public Builder listener(SyncListener value) {
      listeners.add(value);
      return this;
    }

    /** How long {@link SyncEngine#close()} waits for a run under way; default 30 seconds. */
    public Builder patience(Duration value) {
      patience = value;
      return this;
    }

    /** The engine; refuses flows that do not fit together, naming them. */
    public SyncEngine build() {
      return new SyncEngine(this);
    }
  }
}
