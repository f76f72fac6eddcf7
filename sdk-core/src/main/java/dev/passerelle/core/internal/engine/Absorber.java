package dev.passerelle.core.internal.engine;

import dev.passerelle.core.RecordSync;
import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Observation;
import dev.passerelle.core.internal.ledger.Observation.Origin;
import dev.passerelle.core.internal.ledger.Records;
import dev.passerelle.core.internal.ledger.Records.Seen;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.ledger.WaitingRoom;
import dev.passerelle.core.internal.safeguard.Safeguard;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what systems show: drops what is known already, keeps the digest of each record and the
 * match index current, stores the rest as observations (L1).
 */
final class Absorber {
  private final Topology topology;
  private final Clock clock;
  private final Sequence sequence;

  Absorber(Topology topology, Clock clock, Sequence sequence) {
    this.topology = topology;
    this.clock = clock;
    this.sequence = sequence;
  }

  /** Stores what a page shows as observations; gives back how many are news. */
  int observe(Tx tx, Feed feed, Collection<Change> changes, Origin origin, long generation) {
    Map<RecordId, Change> latest = new LinkedHashMap<>();
    changes.forEach(change -> latest.put(change.id(), change));
    if (latest.isEmpty()) {
      return 0;
    }
    Map<RecordId, Seen> known = tx.records().of(feed, latest.keySet());
    Map<RecordId, Observation> waiting = tx.observations().of(feed, latest.keySet());
    List<Seen> seen = new ArrayList<>();
    List<Observation> fresh = new ArrayList<>();
    List<Snapshot> values = new ArrayList<>();
    for (Change change : latest.values()) {
      Seen old = known.get(change.id());
      Seen now = seen(tx, feed, change, old, generation);
      if (!now.equals(old)) {
        seen.add(now);
      }
      if (isNews(feed, change, old, now)) {
        fresh.add(observation(feed, change, old, waiting.get(change.id()), origin));
        change.shown().filter(Snapshot::authoritative).ifPresent(values::add);
      }
    }
    tx.records().put(feed, seen);
    index(tx, feed, values, known);
    tx.observations().put(fresh);
    wakeGates(tx, feed, fresh);
    return fresh.size();
  }

  /** A held document is judged again when a record that its gates looked at changes (L18). */
  private void wakeGates(Tx tx, Feed feed, List<Observation> fresh) {
    if (!topology.isGateFeed(feed)) {
      return;
    }
    for (Observation observation : fresh) {
      String need = WaitingRoom.recordNeed(feed, observation.id());
      tx.waiting()
          .waiters(need, topology::feed)
          .forEach(waiter -> tx.observations().release(waiter.feed(), waiter.id()));
    }
  }

  /** Values that were read by id, with the instants of those that are new (L14). */
  static Map<RecordId, Snapshot> stamped(Tx tx, Feed feed, Collection<Snapshot> values) {
    Map<RecordId, Seen> known = tx.records().of(feed, values.stream().map(Snapshot::id).toList());
    Map<RecordId, Snapshot> stamped = new LinkedHashMap<>();
    for (Snapshot value : values) {
      stamped.put(value.id(), Stamps.on(value, known.get(value.id()), null));
    }
    return stamped;
  }

  /** Takes in values that were read by id: true for those that are new. */
  Set<RecordId> confirm(Tx tx, Feed feed, Collection<Snapshot> values) {
    Map<RecordId, Seen> known = tx.records().of(feed, values.stream().map(Snapshot::id).toList());
    List<Seen> seen = new ArrayList<>();
    List<Snapshot> news = new ArrayList<>();
    for (Snapshot value : values) {
      Seen old = known.get(value.id());
      Seen now = seen(tx, feed, Change.of(value), old, old == null ? 0 : old.generation());
      if (old == null
          || !Safeguard.ECHO.isOn()
          || !now.content().equals(old.content())
          || now.state() != old.state()) {
        news.add(value);
      }
      seen.add(now);
    }
    tx.records().put(feed, seen);
    index(tx, feed, news, known);
    return news.stream().map(Snapshot::id).collect(java.util.stream.Collectors.toSet());
  }

  private Seen seen(Tx tx, Feed feed, Change change, @Nullable Seen old, long generation) {
    Seen base =
        old == null
            ? new Seen(change.id(), null, null, Records.State.LIVE, generation, clock.instant())
            : old.in(Math.max(old.generation(), generation));
    Optional<Snapshot> value = change.shown().filter(Snapshot::authoritative);
    if (value.isEmpty()) {
      return base;
    }
    Snapshot shown = value.get();
    Records.State state =
        shown.life() == Life.ARCHIVED ? Records.State.ARCHIVED : Records.State.LIVE;
    return base.showing(tx.codec().digest(feed, shown), Stamps.mark(shown), state);
  }

  private boolean isNews(Feed feed, Change change, @Nullable Seen old, Seen now) {
    if (change.gone() || old == null || !Safeguard.ECHO.isOn()) {
      return true;
    }
    Optional<Snapshot> shown = change.shown();
    if (shown.isEmpty()) {
      return true;
    }
    if (shown.get().authoritative()) {
      return !now.content().equals(old.content()) || now.state() != old.state();
    }
    return !(isExact(feed)
        && shown.get().revision().isPresent()
        && shown.get().revision().equals(Optional.ofNullable(old.revision())));
  }

  private boolean isExact(Feed feed) {
    return topology
        .system(feed.system())
        .adapter(feed.type())
        .map(EntityAdapter::describe)
        .filter((AdapterDescriptor shape) -> shape.can(Capability.EXACT_REVISION))
        .isPresent();
  }

  private Observation observation(
      Feed feed, Change change, @Nullable Seen known, @Nullable Observation old, Origin origin) {
    Instant now = clock.instant();
    @Nullable Snapshot before = old == null ? null : old.snapshot();
    Snapshot shown =
        change
            .shown()
            .filter(Snapshot::authoritative)
            .map(values -> Stamps.on(values, known, before))
            .orElse(null);
    return new Observation(
        feed,
        change.id(),
        Observation.State.PENDING,
        sequence.after(old),
        old == null || old.state() == Observation.State.WAITING ? now : old.seenAt(),
        released(old) ? Origin.DEMAND : origin,
        change.gone(),
        old != null && old.demand(),
        shown,
        shownAt(shown, old, now));
  }

  /**
   * An observation that was brought back, or was read and is not decided yet, must be decided even
   * if a mere hint replaces it: what the hint leads to is known already and would pass for an echo.
   */
  private static boolean released(@Nullable Observation old) {
    return old != null
        && old.state() == Observation.State.PENDING
        && (old.origin() == Origin.DEMAND || old.snapshot() != null);
  }

  /**
   * When each value was first shown: kept from the older observation where the value is the same.
   */
  private static Map<Field<?>, Instant> shownAt(
      @Nullable Snapshot shown, @Nullable Observation old, Instant now) {
    if (shown == null) {
      return old == null ? Map.of() : old.shownAt();
    }
    Map<Field<?>, Instant> at = new HashMap<>();
    Snapshot before = old == null ? null : old.snapshot();
    for (Field<?> field : shown.fields().keys()) {
      Instant earlier = old == null ? null : old.shownAt().get(field);
      boolean same = before != null && shown.fields().same(field, before.fields());
      at.put(field, same && earlier != null ? earlier : now);
    }
    return at;
  }

  /** Brings the match index up to date with values of a host's records (L8). */
  private void index(Tx tx, Feed feed, Collection<Snapshot> values, Map<RecordId, Seen> known) {
    for (Pairing pairing : topology.pairings()) {
      for (Side side : Side.values()) {
        if (pairing.feed(side).equals(feed) && !values.isEmpty()) {
          index(tx, pairing, side, values, known);
        }
      }
    }
  }

  private void index(
      Tx tx, Pairing pairing, Side side, Collection<Snapshot> values, Map<RecordId, Seen> known) {
    Map<RecordId, Map<String, Set<String>>> added = new LinkedHashMap<>();
    Map<RecordId, Map<String, Set<String>>> changed = new LinkedHashMap<>();
    for (Snapshot value : values) {
      Map<String, Set<String>> keys = keys(pairing, side, value);
      Seen old = known.get(value.id());
      if (old == null || old.content().isEmpty()) {
        added.put(value.id(), keys);
      }
      if (old != null) {
        changed.put(value.id(), keys);
      }
    }
    added.keySet().removeAll(changed.keySet());
    tx.matchIndex().add(pairing.key(), side, added);
    tx.matchIndex().replace(pairing.key(), side, changed);
  }

  /**
   * The match keys of a record: its reference or the reference to it, the flow's keys, its name.
   */
  Map<String, Set<String>> keys(Pairing pairing, Side side, Snapshot value) {
    RecordSync flow = pairing.host();
    Map<String, Set<String>> keys = new LinkedHashMap<>();
    if (!flow.takes(pairing.system(side), value.fields())) {
      return keys;
    }
    keys.put(MatchKeys.STORED, value.reference().map(Set::of).orElse(Set.of()));
    keys.put(MatchKeys.OWN, Set.of(reference(pairing, side, value.id(), 1)));
    flow.matchKeys()
        .forEach(
            key ->
                keys.put(
                    key.name(),
                    side == Side.LEFT ? key.left(value.fields()) : key.right(value.fields())));
    flow.likenessField()
        .flatMap(field -> value.fields().get(field))
        .map(Names::normal)
        .filter(name -> !name.isEmpty())
        .ifPresent(name -> keys.put(MatchKeys.LIKE, Set.of(name)));
    return keys;
  }

  /** How a record that was made of one of this side names it, as far as it has room for that. */
  String storedReference(Pairing pairing, Side side, RecordId id, long generation) {
    Side other = side.other();
    int room =
        topology
            .system(pairing.system(other))
            .adapter(pairing.feed(other).type())
            .map(Rules::referenceLength)
            .orElse(190);
    return References.fit(reference(pairing, side, id, generation), room);
  }

  /** How the other side names a record of this side. */
  String reference(Pairing pairing, Side side, RecordId id, long generation) {
    String identity = topology.system(pairing.system(side)).descriptor().identity();
    return pairing.host().referenceFormat().render(identity, id.value(), generation);
  }
}
