package dev.passerelle.core.internal.engine;

import dev.passerelle.core.DocumentFlow;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.FeedState;
import dev.passerelle.core.internal.ledger.FeedState.Phase;
import dev.passerelle.core.internal.ledger.Ledger;
import dev.passerelle.core.internal.ledger.Observation;
import dev.passerelle.core.internal.ledger.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One run of one tenant, told in order: reach the systems, settle what is open, take in what is
 * new, then decide, batch by batch, until nothing is left that can be decided now. The only class
 * that knows the order of the steps.
 */
public final class Cycle {
  private static final int ROUNDS = 50;
  private final Context context;
  private final Topology topology;
  private final Ledger ledger;
  private final Report report = new Report();
  private final Guard guard;
  private final Opening opening;
  private final Absorber absorber;
  private final Intake intake;
  private final Parking parking;
  private final Gather gather;
  private final Coupling coupling;
  private final Planning planning;
  private final Writing writing;
  private final Troubles troubles;
  private final Outbox outbox;
  private final Settling settling;
  private final Vanishing vanishing;
  private final Aliases aliases;
  private final Facets facets;
  private final Bookkeeping books;
  private final DocumentDesk desk;
  private final DocumentReports reports;
  private final Fates fates;
  private final Map<Feed, Long> sizes = new LinkedHashMap<>();
  private final Set<String> checked = new java.util.LinkedHashSet<>();
  private final Set<Feed> unread = new java.util.LinkedHashSet<>();

  /** What a guard stopped: left alone until the next run. */
  private final Set<String> guarded = new java.util.LinkedHashSet<>();

  private volatile boolean stopped;

  Cycle(Context context, Guard guard, String run) {
    this.context = context;
    this.guard = guard;
    topology = context.topology();
    ledger = context.ledger();
    opening = new Opening(context);
    absorber = new Absorber(topology, context.clock(), context.sequence());
    troubles = new Troubles(context, report);
    intake = new Intake(context, absorber, report, () -> !stopped);
    parking = new Parking(context, report);
    gather = new Gather(context, absorber, parking, report);
    facets = new Facets(context);
    outbox = new Outbox(context, troubles);
    writing = new Writing(context, absorber, outbox);
    books = new Bookkeeping(context, run);
    IntentChanges noted = new IntentChanges(context, books);
    settling = new Settling(context, absorber, parking, books, noted, report);
    coupling = new Coupling(context, absorber, parking, settling, report);
    planning = new Planning(context, gather, facets, absorber, parking, settling);
    vanishing = new Vanishing(context, gather, parking, outbox, books, report);
    aliases = new Aliases(context, gather, parking);
    desk = new DocumentDesk(context, books, report);
    reports = new DocumentReports(context, outbox, books, report);
    fates = new Fates(context, settling, parking, books, noted, troubles, vanishing, desk, report);
  }

  /** Asks a run under way to end after the batch at hand. */
  void stop() {
    stopped = true;
  }

  /** Whether the run was ended before it was through. */
  boolean wasStopped() {
    return stopped;
  }

  /** How many changes each feed showed. */
  Map<Feed, Long> changes() {
    return intake.changes();
  }

  /** Runs; the caller holds the lease. */
  Report run() {
    guard.begin();
    topology.systems().values().forEach(this::open);
    fates.settle();
    parking.releaseDue();
    topology.systems().values().stream().filter(this::takeIn).forEach(EngineSystem::recovered);
    decideRounds();
    // What our own documents moved (stock, balances) belongs to the same run.
    Set<String> disturbed = report.takeDisturbed();
    if (!disturbed.isEmpty() && !stopped) {
      disturbed.forEach(name -> takeIn(topology.system(name)));
      decideRounds();
    }
    return report;
  }

  private void decideRounds() {
    boolean progress = true;
    for (int round = 0; progress && round < ROUNDS && !stopped; round++) {
      progress = false;
      for (Pairing pairing : topology.pairings()) {
        progress |= records(pairing);
      }
      for (DocumentFlow flow : topology.documents()) {
        progress |= documents(flow);
      }
    }
  }

  private void open(EngineSystem system) {
    if (system.available(context.clock().instant())) {
      troubles.attempt(system, () -> opening.open(system));
    }
  }

  private boolean usable(EngineSystem system) {
    return system.isOpen() && system.available(context.clock().instant());
  }

  /** Takes in what is new in a system; whether all of it could be read. */
  private boolean takeIn(EngineSystem system) {
    boolean all = usable(system);
    for (Feed feed : usable(system) ? topology.followed(system) : List.<Feed>of()) {
      if (!stopped && usable(system)) {
        EntityAdapter adapter = system.need(feed.type());
        boolean read =
            troubles.attempt(system, () -> intake.read(adapter, feed, keyInterval(feed)));
        all &= read;
        if (!read) {
          unread.add(feed);
        }
      }
    }
    return all && !stopped;
  }

  private Duration keyInterval(Feed feed) {
    return topology.pairings().stream()
        .filter(p -> p.feed(Side.LEFT).equals(feed) || p.feed(Side.RIGHT).equals(feed))
        .map(p -> p.host().keyList())
        .min(Duration::compareTo)
        .orElse(Duration.ofDays(3650));
  }

  private List<Feed> feeds(Pairing pairing) {
    List<Feed> feeds = new ArrayList<>();
    for (Side side : Side.values()) {
      feeds.add(pairing.feed(side));
    }
    for (Side side : Side.values()) {
      EngineSystem system = topology.system(pairing.system(side));
      pairing
          .facets(side)
          .forEach(
              facet -> {
                if (system.adapter(facet).isPresent()) {
                  feeds.add(topology.feed(system.name(), facet));
                }
              });
    }
    return feeds;
  }

  /** Decides the records of a pairing; false when there was nothing to decide. */
  private boolean records(Pairing pairing) {
    if (guarded.contains(pairing.key())) {
      return false;
    }
    if (!usable(pairing)) {
      return false;
    }
    Map<Feed, FeedState> states = states(feeds(pairing));
    boolean ready =
        states.values().stream()
            .allMatch(state -> state.listedOnce() && state.phase() != Phase.LISTING);
    if (!ready || !confirmHints(pairing)) {
      return false;
    }
    // A feed that cannot be read is in trouble already: what its system says now is no drift.
    boolean read = states.keySet().stream().noneMatch(unread::contains);
    if (read && checked.add(pairing.key())) {
      EngineSystem left = topology.system(pairing.system(Side.LEFT));
      if (!troubles.attempt(left, () -> new Fingerprints(context, report).check(pairing))) {
        return false;
      }
      states = states(feeds(pairing));
      if (!confirmHints(pairing)) {
        return false;
      }
    }
    if (!mayBegin(pairing, states)) {
      return false;
    }
    int size = BatchSize.of(topology, pairing);
    BooleanSupplier reachable = () -> usable(pairing);
    boolean progress = false;
    for (Feed feed : states.keySet()) {
      progress |=
          batches(pairing.key(), feed, size, reachable, batch -> decide(pairing, feed, batch));
    }
    return progress;
  }

  private boolean usable(Pairing pairing) {
    return usable(topology.system(pairing.system(Side.LEFT)))
        && usable(topology.system(pairing.system(Side.RIGHT)));
  }

  private boolean confirmHints(Pairing pairing) {
    boolean done = true;
    for (Side side : Side.values()) {
      Feed feed = pairing.feed(side);
      done &=
          troubles.attempt(
              topology.system(feed.system()), () -> gather.confirmHints(pairing, side, feed));
    }
    return done;
  }

  private Map<Feed, FeedState> states(List<Feed> feeds) {
    Map<Feed, FeedState> states = new LinkedHashMap<>();
    ledger.read(
        tx -> {
          feeds.forEach(feed -> states.put(feed, tx.feeds().get(feed)));
          return true;
        });
    return states;
  }

  /** Work from a list is planned, counted, and only then written (L27). */
  private boolean mayBegin(Pairing pairing, Map<Feed, FeedState> states) {
    List<Feed> listed =
        states.values().stream()
            .filter(state -> state.phase() == Phase.LISTED)
            .map(FeedState::feed)
            .toList();
    if (listed.isEmpty()) {
      return true;
    }
    Guard.Tally tally = new Guard.Tally();
    boolean[] counted = {true};
    for (Feed feed : states.keySet()) {
      counted[0] =
          counted[0]
              && troubles.attempt(
                  topology.system(feed.system()), () -> count(pairing, feed, tally));
    }
    Optional<ErrorDetail> stop =
        counted[0] ? guard.judge(pairing, tally, size(pairing)) : Optional.empty();
    stop = stop.or(() -> firstSync(pairing, states));
    stop.ifPresent(report::error);
    if (stop.isPresent() && !guard.onlyTells()) {
      guarded.add(pairing.key());
      return false;
    }
    if (!counted[0]) {
      return false;
    }
    ledger.commitAll(tx -> listed.forEach(feed -> tx.feeds().save(tx.feeds().get(feed).live())));
    return true;
  }

  private Optional<ErrorDetail> firstSync(Pairing pairing, Map<Feed, FeedState> states) {
    FeedState left = states.get(pairing.feed(Side.LEFT));
    FeedState right = states.get(pairing.feed(Side.RIGHT));
    boolean first =
        left != null && right != null && left.generation() <= 1 && right.generation() <= 1;
    if (!first) {
      return Optional.empty();
    }
    long here = size(pairing.feed(Side.LEFT));
    long there = size(pairing.feed(Side.RIGHT));
    long matched = ledger.read(tx -> tx.links().coupled(pairing.key()));
    return guard.firstSync(pairing, here, there, matched);
  }

  /** Records of the greater side, counted once a run. */
  private long size(Pairing pairing) {
    return Math.max(size(pairing.feed(Side.LEFT)), size(pairing.feed(Side.RIGHT)));
  }

  private long size(Feed feed) {
    return sizes.computeIfAbsent(feed, key -> ledger.read(tx -> tx.records().count(feed)));
  }

  private void count(Pairing pairing, Feed feed, Guard.Tally tally) {
    PendingPages.each(
        ledger,
        feed,
        BatchSize.USUAL,
        () -> true,
        page -> {
          tally.add(plan(pairing, feed, page, true));
          return true;
        });
  }

  /** Decides a feed in batches; false when there was nothing to decide, or its system failed. */
  private boolean batches(
      String work,
      Feed feed,
      int size,
      BooleanSupplier reachable,
      Consumer<List<Observation>> decide) {
    return reachable.getAsBoolean()
        && PendingPages.each(
            ledger,
            feed,
            size,
            () ->
                !stopped
                    && !guarded.contains(work)
                    && ledger.lease().hold()
                    && reachable.getAsBoolean(),
            batch -> troubles.attempt(topology.system(feed.system()), () -> decide.accept(batch)));
  }

  /** One batch: gather, match, plan, guard, write, settle. */
  private void decide(Pairing pairing, Feed feed, List<Observation> batch) {
    if (guarded.contains(pairing.key()) || !leads()) {
      return;
    }
    List<Case> cases = plan(pairing, feed, batch, false);
    Guard.Tally tally = new Guard.Tally();
    tally.add(cases);
    boolean fromChanges = batch.stream().noneMatch(o -> o.origin() == Observation.Origin.LIST);
    Optional<ErrorDetail> stop =
        fromChanges ? guard.slide(pairing, tally, size(pairing)) : Optional.empty();
    stop.ifPresent(report::error);
    if (stop.isPresent() && !guard.onlyTells()) {
      guarded.add(pairing.key());
      return;
    }
    Guard.Tally keptBack = new Guard.Tally();
    keptBack.addRemovals(vanishing.vanish(pairing, cases));
    planning.sift(pairing, cases);
    List<Case> planned = cases.stream().filter(one -> !one.isClosed() && one.isPlanned()).toList();
    Map<Case, List<Settling.Answer>> answers = writing.write(pairing, planned);
    keptBack.add(Writing.keptBack(answers));
    if (fromChanges) {
      guard.done(pairing, tally, keptBack);
    }
    settling.settle(pairing, planned, answers);
    leftovers(cases);
  }

  /** Without the lease the run ends here, and what is undecided stays for the leader. */
  private boolean leads() {
    if (ledger.lease().hold()) {
      return true;
    }
    report.error(ErrorDetail.of(ErrorCode.LEASE_LOST).build());
    stopped = true;
    return false;
  }

  /** Gather, match, plan: what would be written for these observations. */
  private List<Case> plan(Pairing pairing, Feed feed, List<Observation> batch, boolean counting) {
    Side side = pairing.sideOf(feed.system(), feed.type()).orElseThrow();
    List<Case> cases = gather.begin(pairing, side, feed, batch);
    waitInFlight(cases);
    aliases.settle(cases);
    coupling.couple(cases);
    List<Case> twins = new Twins(context).among(pairing, cases);
    if (!twins.isEmpty()) {
      ledger.commitAll(tx -> twins.forEach(one -> parking.review(tx, one, Twins.conflict(one))));
    }
    List<Case> open = cases.stream().filter(one -> !one.isClosed()).toList();
    if (pairing.host().matchKeys().stream()
        .anyMatch(key -> key.taken() == dev.passerelle.core.MatchKey.Taken.ALIAS)) {
      aliases.read(open);
    }
    facets.ofCreates(
        open.stream()
            .filter(
                one ->
                    one.link()
                        .filter(
                            link ->
                                link.state()
                                    == dev.passerelle.core.internal.ledger.Link.State
                                        .PENDING_CREATE)
                        .isPresent())
            .toList());
    planning.plan(pairing, open, counting);
    return cases;
  }

  private void waitInFlight(List<Case> cases) {
    List<Case> waiting =
        cases.stream().filter(one -> !one.isClosed() && Gather.inFlight(one)).toList();
    if (!waiting.isEmpty()) {
      ledger.commitAll(
          tx ->
              waiting.forEach(
                  one ->
                      parking.inFlight(
                          tx, one, ErrorDetail.of(ErrorCode.OUTCOME_UNKNOWN).build())));
    }
  }

  /** Cases that were neither planned nor closed, for example a link without any readable side. */
  private void leftovers(List<Case> cases) {
    List<Case> left = cases.stream().filter(one -> !one.isClosed() && !one.isPlanned()).toList();
    if (!left.isEmpty()) {
      ledger.commitAll(tx -> left.forEach(one -> parking.settle(tx, one)));
    }
  }

  /** Decides the documents of a flow; false when there was nothing to decide. */
  private boolean documents(DocumentFlow flow) {
    if (guarded.contains(flow.name()) || !usable(flow)) {
      return false;
    }
    DocumentSteps steps =
        new DocumentSteps(
            context, flow, desk, reports, absorber, parking, outbox, troubles, report);
    Feed sources = topology.feed(flow.source(), flow.sourceType());
    Feed targets = topology.feed(flow.target(), flow.targetType());
    int size = BatchSize.USUAL;
    BooleanSupplier reachable = () -> usable(flow);
    return batches(flow.name(), sources, size, reachable, batch -> decide(flow, steps, batch))
        | batches(flow.name(), targets, size, reachable, steps::progress);
  }

  private boolean usable(DocumentFlow flow) {
    return usable(topology.system(flow.source())) && usable(topology.system(flow.target()));
  }

  /** One batch of documents: gather, sort, map, judge, send payer by payer, tell. */
  private void decide(DocumentFlow flow, DocumentSteps steps, List<Observation> batch) {
    if (guarded.contains(flow.name()) || !leads()) {
      return;
    }
    List<Draft> drafts = steps.gather(batch);
    steps.sort(drafts);
    if (steps.map(drafts)) {
      // The requested records come first; what is not decided yet stays for the next round.
      steps.tell(drafts.stream().filter(Draft::isDecided).toList());
      return;
    }
    List<Draft> round = steps.firstOfEachPayer(drafts);
    while (!round.isEmpty() && usable(topology.system(flow.target()))) {
      steps.judge(round);
      int ready = Draft.open(round).size();
      if (stops(flow, ready)) {
        steps.tell(drafts.stream().filter(Draft::isDecided).toList());
        return;
      }
      guard.done(flow, ready, steps.send(round));
      round = steps.firstOfEachPayer(drafts);
    }
    steps.tell(drafts.stream().filter(Draft::isDecided).toList());
  }

  /** Whether the guard stops more documents; those that passed their gates stay undecided. */
  private boolean stops(DocumentFlow flow, int more) {
    long records = size(topology.feed(flow.source(), flow.sourceType()));
    Optional<ErrorDetail> stop = guard.documents(flow, more, records);
    stop.ifPresent(report::error);
    if (stop.isEmpty() || guard.onlyTells()) {
      return false;
    }
    guarded.add(flow.name());
    return true;
  }
}
