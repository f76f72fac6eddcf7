package dev.passerelle.core.internal.engine;

import static dev.passerelle.core.internal.ledger.Tables.RUNS;

import dev.passerelle.core.Alert;
import dev.passerelle.core.AlertRules;
import dev.passerelle.core.DocumentFlow;
import dev.passerelle.core.Guards;
import dev.passerelle.core.Health;
import dev.passerelle.core.Health.FeedHealth;
import dev.passerelle.core.Reconciliation;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.SyncEvent;
import dev.passerelle.core.SyncListener;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.SyncReport.FlowCounts;
import dev.passerelle.core.SyncReport.NoticeLine;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.SendingRight;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.StateStoreFailure;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Heartbeat;
import dev.passerelle.core.internal.ledger.Lease;
import dev.passerelle.core.internal.ledger.Lease.Claim;
import dev.passerelle.core.internal.ledger.Ledger;
import dev.passerelle.core.internal.ledger.Observation;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.ledger.WaitingItem;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running part of a sync engine: one tenant's topology, ledger and cycle. Thread-safe. */
public final class Engine {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final Duration KEEP_RUNS = Duration.ofDays(30);

  /** After which a turn looks again while a run asked for by the host is under way. */
  private static final Duration BUSY = Duration.ofSeconds(1);

  private final String tenant;
  private final SyncRuntime runtime;
  private final Context context;
  private final Guard guard;
  private final AlertRules alertRules;
  private final Heartbeat heartbeat;
  private final ReentrantLock running = new ReentrantLock();
  private final AtomicReference<@Nullable Cycle> current = new AtomicReference<>();

  /** An engine of a tenant. */
  public Engine(
      String tenant,
      SyncRuntime runtime,
      Map<String, Connector> connectors,
      List<RecordSync> syncs,
      List<DocumentFlow> documents,
      Guards guards,
      AlertRules alertRules,
      @Nullable Locale locale,
      List<SyncListener> listeners,
      Heartbeat heartbeat,
      boolean dry) {
    this.tenant = tenant;
    this.runtime = runtime;
    this.alertRules = alertRules;
    this.heartbeat = heartbeat;
    Topology topology =
        Topology.of(connectors, syncs, documents, runtime.nanos(), runtime.callers());
    Lease lease =
        new Lease(
            runtime.store(),
            tenant,
            runtime.clock(),
            runtime.nanos(),
            runtime.leaseTerm(),
            runtime.node());
    Ledger ledger = new Ledger(runtime.store(), tenant, topology.codec(), lease);
    context =
        new Context(
            topology,
            ledger,
            runtime.clock(),
            runtime.ids(),
            new Sequence(runtime.clock()),
            guards,
            locale,
            Context.Settings.DEFAULT,
            List.copyOf(listeners));
    guard = new Guard(context, dry);
  }

  /** The tenant's memory. */
  public Ledger ledger() {
    return context.ledger();
  }

  /** Systems and flows. */
  public Topology topology() {
    return context.topology();
  }

  /** Runs once; a run under way is waited for. */
  public SyncReport run() {
    running.lock();
    try {
      Claim claim = lease().claim();
      return claim.leading() ? leading(claim, Optional.empty()).report() : notLeading();
    } finally {
      running.unlock();
    }
  }

  /**
   * Runs if it is due on all nodes together, and says after how long to ask again.
   *
   * @param interval between the end of a run and the next one
   * @param now whether it is due in any case
   */
  public Duration runInTurn(Duration interval, boolean now) {
    if (!running.tryLock()) {
      return BUSY;
    }
    try {
      Claim claim = now ? lease().claim() : lease().claimIfDue();
      if (!claim.leading()) {
        return claim.askAgain();
      }
      return leading(claim, Optional.of(interval)).whole() ? interval : Duration.ZERO;
    } finally {
      running.unlock();
    }
  }

  /** Asks a run under way to end soon; what is left is the next one's. */
  public void makeRoom() {
    Cycle cycle = current.get();
    if (cycle != null) {
      cycle.stop();
    }
  }

  private Lease lease() {
    return context.ledger().lease();
  }

  private SyncReport notLeading() {
    Instant now = runtime.clock().instant();
    return new SyncReport(
        runtime.ids().get(), now, Duration.ZERO, false, Map.of(), List.of(), List.of(), Map.of());
  }

  /** What a run did, and whether it was let finish. */
  private record Done(SyncReport report, boolean whole) {}

  /** Runs under the lease and gives it back. An error of the JVM leaves it to run out. */
  private Done leading(Claim claim, Optional<Duration> interval) {
    heartbeat.keep(lease());
    try {
      claim.sinceOther().ifPresent(this::follow);
      Done done = SendingRight.whileHeld(lease()::hold, this::cycle);
      interval.ifPresentOrElse(
          time -> lease().releaseUntil(done.whole() ? time : Duration.ZERO), lease()::release);
      return done;
    } catch (RuntimeException e) {
      // Ours, or thrown by the host's code, a gate or a listener: the tenant is not its prisoner.
      abandon(interval);
      throw e;
    } finally {
      heartbeat.leave(lease());
    }
  }

  /** Takes over from another process: its audit goes on, and it may have used the quotas. */
  private void follow(Duration ago) {
    context.sequence().above(context.ledger().read(tx -> tx.audit().lastSeq()));
    context
        .topology()
        .systems()
        .values()
        .forEach(system -> system.connector().quotasUsedElsewhere(ago));
  }

  private void abandon(Optional<Duration> interval) {
    try {
      interval.ifPresentOrElse(lease()::releaseUntil, lease()::release);
    } catch (StateStoreFailure e) {
      // What ended the run is thrown on; the lease runs out by itself.
      LOG.debug("Lease not given back: {}", e.code().id());
    }
  }

  private Done cycle() {
    String run = runtime.ids().get();
    Instant started = runtime.clock().instant();
    context.tell(new SyncEvent.RunStarted(tenant, run));
    Cycle cycle = new Cycle(context, guard, run);
    current.set(cycle);
    try {
      Report report = cycle.run();
      SyncReport done = report(run, started, report);
      boolean whole = !cycle.wasStopped();
      remember(done);
      new Alerts(context).update(report, health(), cycle.changes(), alertRules, whole);
      context.tell(new SyncEvent.RunEnded(tenant, run, done.took()));
      return new Done(done, whole);
    } finally {
      current.set(null);
    }
  }

  private SyncReport report(String run, Instant started, Report report) {
    Map<String, FlowCounts> flows = new LinkedHashMap<>();
    report.flows().forEach((name, c) -> flows.put(name, counts(c)));
    List<NoticeLine> notices =
        report.notices().stream()
            .map(n -> new NoticeLine(n.flow(), n.system(), n.record(), n.notice()))
            .toList();
    Duration took = Duration.between(started, runtime.clock().instant());
    return new SyncReport(
        run, started, took, true, flows, notices, report.errors(), report.writes());
  }

  private static FlowCounts counts(Report.Counts c) {
    return new FlowCounts(
        c.created(),
        c.updated(),
        c.coupled(),
        c.skipped(),
        c.removed(),
        c.waiting(),
        c.rejected(),
        c.held(),
        c.notices());
  }

  private void remember(SyncReport report) {
    Row run =
        RUNS.row()
            .set("tenant", tenant)
            .set("run", report.run())
            .set("started", report.started())
            .set("ended", report.started().plus(report.took()))
            .build();
    Query old =
        Query.of(RUNS, "by_start")
            .where("tenant", tenant)
            .below("started", report.started().minus(KEEP_RUNS));
    context
        .ledger()
        .note(
            tx -> {
              tx.state().upsert(RUNS, run);
              tx.state().deleteWhere(old);
            });
  }

  /** Links as people see and change them. */
  public LinkDesk links() {
    return new LinkDesk(context);
  }

  /** Second documents, where a person wants one. */
  public Reopening reopening() {
    return new Reopening(context);
  }

  /** What is stored of a person, to be forgotten. */
  public Erasure erasure() {
    return new Erasure(context);
  }

  /** Removes audit entries older than {@code keep}; gives back how many (L31). */
  public int pruneAudit(Duration keep) {
    long below = Sequence.at(runtime.clock().instant().minus(keep));
    return context.ledger().read(tx -> tx.audit().removeBelow(below));
  }

  /** The alerts that are not resolved. */
  public List<Alert> alerts() {
    return context.ledger().read(Alerts::open);
  }

  /** How the engine is doing. */
  public Health health() {
    Instant now = runtime.clock().instant();
    List<FeedHealth> feeds =
        context
            .ledger()
            .read(
                tx -> context.topology().watched().stream().map(f -> health(tx, f, now)).toList());
    Map<String, Long> waiting = new LinkedHashMap<>();
    context
        .ledger()
        .read(
            tx -> {
              for (WaitingItem.Kind kind : WaitingItem.Kind.values()) {
                waiting.put(
                    kind.name(),
                    (long)
                        tx.waiting()
                            .list(kind, context.topology()::feed, Optional.empty(), 1000)
                            .size());
              }
              return true;
            });
    Map<String, ErrorDetail> troubles = new LinkedHashMap<>();
    context
        .topology()
        .systems()
        .values()
        .forEach(s -> s.trouble().ifPresent(t -> troubles.put(s.name(), t)));
    return new Health(feeds, waiting, troubles);
  }

  private static FeedHealth health(Tx tx, Feed feed, Instant now) {
    Duration lag =
        tx.observations()
            .oldest(feed)
            .map(o -> Duration.between(o.seenAt(), now))
            .filter(age -> !age.isNegative())
            .orElse(Duration.ZERO);
    return new FeedHealth(
        feed.system(),
        feed.type().name(),
        tx.feeds().get(feed).listedOnce(),
        tx.observations().count(feed, Observation.State.PENDING, 1000),
        lag);
  }

  /** Whether a flow follows records of a type: nobody would ever decide about others. */
  public boolean watches(String system, EntityType type) {
    return context.topology().watched().contains(new Feed(system, type));
  }

  /** Stores hints; they are decided by the next run. */
  public void hint(String system, EntityType type, Collection<RecordId> ids, boolean demanded) {
    Feed feed = context.topology().feed(system, type);
    Absorber absorber = new Absorber(context.topology(), context.clock(), context.sequence());
    new Intake(context, absorber, new Report(), () -> true)
        .hints(feed, ids, demanded ? Observation.Origin.DEMAND : Observation.Origin.HINT);
  }

  /** What waits. */
  public WaitingDesk waiting() {
    return new WaitingDesk(context);
  }

  /** Compares the systems with what is known; a run under way is waited for. */
  public Reconciliation reconcile() {
    running.lock();
    try {
      return new Reconciler(context).compare();
    } finally {
      running.unlock();
    }
  }

  /** Asks a run under way to end soon, waits for it, and leaves the tenant to the other nodes. */
  public boolean stop(Duration patience) {
    makeRoom();
    try {
      if (!running.tryLock(patience.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    try {
      lease().leave();
      return true;
    } finally {
      running.unlock();
    }
  }
}
