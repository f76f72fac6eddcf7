package dev.passerelle.core.internal.engine;

import dev.passerelle.core.SyncEvent;
import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PositionLost;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.FeedState;
import dev.passerelle.core.internal.ledger.FeedState.Phase;
import dev.passerelle.core.internal.ledger.Ledger;
import dev.passerelle.core.internal.ledger.Observation;
import dev.passerelle.core.internal.ledger.Observation.Origin;
import dev.passerelle.core.internal.ledger.Records.Seen;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.safeguard.Safeguard;
import dev.passerelle.core.model.RecordId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Pages become observations and positions, each page in one transaction (L1, L2, L5). */
final class Intake {
  /** The most records of one page: they are one transaction, and in memory at once. */
  private static final int PAGE = 2000;

  /** Clocks further apart than this make stamps that lie (L2, L14). */
  private static final Duration SKEW = Duration.ofMinutes(30);

  private final Context context;
  private final Ledger ledger;
  private final Absorber absorber;
  private final Clock clock;
  private final Report report;
  private final BooleanSupplier goesOn;
  private final Map<Feed, Long> changes = new LinkedHashMap<>();

  /** {@code goesOn}: whether a further page is wanted; pages taken in stay so. */
  Intake(Context context, Absorber absorber, Report report, BooleanSupplier goesOn) {
    this.context = context;
    this.ledger = context.ledger();
    this.absorber = absorber;
    this.clock = context.clock();
    this.report = report;
    this.goesOn = goesOn;
  }

  private void tell(Feed feed, ChangePage page, boolean list) {
    context.tell(
        new SyncEvent.PageRead(feed.system(), feed.type().name(), page.changes().size(), list));
    Duration apart = Duration.between(clock.instant(), page.serverTime()).abs();
    if (apart.compareTo(SKEW) >= 0) {
      report.trouble(
          ErrorDetail.of(ErrorCode.CLOCK_SKEW)
              .system(feed.system())
              .figure("seconds", apart.toSeconds())
              .build());
    }
  }

  /** How many changes each feed showed so far; a first list is not a change. */
  Map<Feed, Long> changes() {
    return Map.copyOf(changes);
  }

  private FeedState store(Feed feed, boolean counts, Function<Tx, Stored> work) {
    Stored stored = ledger.commit(work);
    if (counts && stored.news() > 0) {
      changes.merge(feed, (long) stored.news(), Long::sum);
    }
    return stored.state();
  }

  /** A page stored: how much was new, and where the feed stands. */
  private record Stored(int news, FeedState state) {}

  /** Reads all that is new in a feed. */
  void read(EntityAdapter adapter, Feed feed, Duration keyInterval) {
    AdapterDescriptor shape = adapter.describe();
    FeedState state = ledger.read(tx -> tx.feeds().get(feed));
    if (mustList(shape, state)) {
      state = ledger.commit(tx -> tx.feeds().save(tx.feeds().get(feed).beginList()));
    }
    if (state.phase() == Phase.LISTING) {
      list(adapter, state);
    } else if (shape.can(Capability.CHANGES)) {
      follow(adapter, state);
    }
    if (goesOn.getAsBoolean()) {
      keys(adapter, feed, keyInterval);
    }
  }

  private boolean mustList(AdapterDescriptor shape, FeedState state) {
    if (state.phase() == Phase.NEW) {
      return true;
    }
    Instant listed = state.listedAt();
    Optional<Duration> rescan =
        shape.can(Capability.CHANGES)
            ? shape.rescan()
            : shape.rescan().or(() -> Optional.of(Duration.ZERO));
    return state.phase() != Phase.LISTING
        && rescan.isPresent()
        && listed != null
        && !listed.plus(rescan.get()).isAfter(clock.instant());
  }

  private void list(EntityAdapter adapter, FeedState begun) {
    FeedState state = begun;
    boolean whole = begun.cursor() == null || begun.cursor().isStart();
    Instant start = clock.instant();
    int limit = Math.min(PAGE, adapter.describe().pageSize());
    while (state.phase() == Phase.LISTING && goesOn.getAsBoolean()) {
      Position cursor = state.cursor() == null ? Position.START : state.cursor();
      FeedState current = state;
      ChangePage page;
      try {
        page = adapter.list(cursor, limit, Depth.FULL);
      } catch (PositionLost lost) {
        if (cursor.isStart()) {
          throw lost;
        }
        // A bookmark in a list is lost like any other: the list begins anew (L2).
        state = ledger.commit(tx -> tx.feeds().save(current.beginList()));
        whole = true;
        continue;
      }
      tell(current.feed(), page, true);
      state = store(current.feed(), current.generation() > 1, tx -> listed(tx, current, page));
      if (page.last()) {
        // Only then does the list end: after a crash its last page is read again.
        missing(current.feed(), current.generation());
        state = ledger.commit(tx -> tx.feeds().save(current.endList(page.next(), clock.instant())));
        if (whole) {
          recall(adapter, current.feed(), start);
        }
      }
    }
  }

  private Stored listed(Tx tx, FeedState current, ChangePage page) {
    int news =
        absorber.observe(tx, current.feed(), page.changes(), Origin.LIST, current.generation());
    return new Stored(news, page.last() ? current : tx.feeds().save(current.listedTo(page.next())));
  }

  private void recall(EntityAdapter adapter, Feed feed, Instant start) {
    context.topology().system(feed.system()).recall().read(adapter.describe(), start);
  }

  private void follow(EntityAdapter adapter, FeedState begun) {
    FeedState state = begun;
    Instant start = clock.instant();
    int limit = Math.min(PAGE, adapter.describe().pageSize());
    boolean more = true;
    while (more && goesOn.getAsBoolean()) {
      ChangePage page;
      try {
        page = adapter.changesSince(state.changes().orElse(Position.START), limit);
      } catch (PositionLost lost) {
        FeedState current = state;
        FeedState begin = ledger.commit(tx -> tx.feeds().save(current.lost()));
        list(adapter, ledger.commit(tx -> tx.feeds().save(begin.beginList())));
        return;
      }
      FeedState current = beforeItsPage(state, page);
      tell(current.feed(), page, false);
      state =
          store(
              current.feed(),
              true,
              tx ->
                  new Stored(
                      absorber.observe(
                          tx, current.feed(), page.changes(), Origin.CHANGE, current.generation()),
                      tx.feeds().save(current.readTo(page.next(), clock.instant()))));
      more = !page.last();
    }
    if (!more) {
      recall(adapter, begun.feed(), start);
    }
  }

  /** Without its safeguard the position is durable before the page is. */
  private FeedState beforeItsPage(FeedState state, ChangePage page) {
    return Safeguard.PAGE_WITH_POSITION.isOn()
        ? state
        : ledger.commit(tx -> tx.feeds().save(state.readTo(page.next(), clock.instant())));
  }

  /** Lists keys to find deletions that no change shows (L6). */
  private void keys(EntityAdapter adapter, Feed feed, Duration interval) {
    AdapterDescriptor shape = adapter.describe();
    FeedState state = ledger.read(tx -> tx.feeds().get(feed));
    Instant last = state.keysAt();
    if (feed.type().host().isPresent()
        || shape.can(Capability.DELETIONS_IN_CHANGES)
        || !shape.can(Capability.LIST)
        || last == null
        || last.plus(interval).isAfter(clock.instant())) {
      return;
    }
    FeedState begun = ledger.commit(tx -> tx.feeds().save(state.nextGeneration()));
    Position cursor = Position.START;
    boolean more = true;
    while (more) {
      ChangePage page = adapter.list(cursor, shape.pageSize(), Depth.KEYS);
      tell(feed, page, true);
      ledger.commitAll(tx -> mark(tx, feed, page.changes(), begun.generation()));
      cursor = page.next();
      more = !page.last();
    }
    missing(feed, begun.generation());
    ledger.commitAll(tx -> tx.feeds().save(begun.keysListed(clock.instant())));
  }

  private static void mark(Tx tx, Feed feed, Collection<Change> changes, long generation) {
    List<RecordId> ids = changes.stream().map(Change::id).toList();
    Map<RecordId, Seen> known = tx.records().of(feed, ids);
    tx.records().put(feed, known.values().stream().map(seen -> seen.in(generation)).toList());
  }

  /** A record that a list did not show is asked for by id; a facet goes with its host (L6). */
  private void missing(Feed feed, long generation) {
    if (feed.type().host().isPresent()) {
      return;
    }
    Optional<Seen> after = Optional.empty();
    List<Seen> page;
    do {
      Optional<Seen> from = after;
      page = ledger.read(tx -> tx.records().unseen(feed, generation, from, PAGE));
      List<Change> gone = new ArrayList<>();
      for (Seen seen : page) {
        if (seen.state() != dev.passerelle.core.internal.ledger.Records.State.GONE) {
          gone.add(Change.gone(seen.id()));
        }
      }
      ledger.commitAll(tx -> absorber.observe(tx, feed, gone, Origin.LIST, generation));
      after = page.isEmpty() ? Optional.empty() : Optional.of(page.get(page.size() - 1));
    } while (page.size() == PAGE);
  }

  /** Stores hints, for example of a webhook, without reading anything (L3). */
  void hints(Feed feed, Collection<RecordId> ids, Origin origin) {
    ledger.note(tx -> absorber.observe(tx, feed, ids.stream().map(Change::of).toList(), origin, 0));
  }

  /** Asks for a record, be it for a document or a person. */
  static Observation demand(Context context, Tx tx, Feed feed, RecordId id) {
    Observation known = tx.observations().of(feed, List.of(id)).get(id);
    Observation wanted =
        known == null
            ? new Observation(
                feed,
                id,
                Observation.State.PENDING,
                context.sequence().next(),
                context.clock().instant(),
                Origin.DEMAND,
                false,
                true,
                null,
                Map.of())
            : new Observation(
                feed,
                id,
                Observation.State.PENDING,
                context.sequence().after(known),
                known.seenAt(),
                known.origin(),
                known.gone(),
                true,
                known.snapshot(),
                known.shownAt());
    tx.observations().put(List.of(wanted));
    return wanted;
  }

  /**
   * Asks for a record to be read again before anything is decided about it, and to be decided
   * whatever it shows then.
   */
  static void demandRead(Context context, Tx tx, Feed feed, RecordId id) {
    Observation known = tx.observations().of(feed, List.of(id)).get(id);
    tx.observations()
        .put(
            List.of(
                new Observation(
                    feed,
                    id,
                    Observation.State.PENDING,
                    context.sequence().after(known),
                    known == null ? context.clock().instant() : known.seenAt(),
                    Origin.DEMAND,
                    false,
                    known != null && known.demand(),
                    null,
                    Map.of())));
  }
}
