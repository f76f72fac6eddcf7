package dev.passerelle.core.internal.ledger;

import static dev.passerelle.core.internal.ledger.Tables.OBSERVATIONS;

import dev.passerelle.core.internal.safeguard.Safeguard;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Access to observations. */
public final class Observations {
  private final Tx tx;

  Observations(Tx tx) {
    this.tx = tx;
  }

  /** Pending observations of a feed in order of arrival. */
  public List<Observation> pending(Feed feed, int limit) {
    Query query =
        Query.of(OBSERVATIONS, "by_state")
            .where("tenant", tx.tenant())
            .where("feed", feed.key())
            .where("state", Observation.State.PENDING.name())
            .limit(limit);
    return tx.state().select(query).stream().map(row -> decode(feed, row)).toList();
  }

  /** Pending observations of a feed that arrived after {@code seq}, in order. */
  public List<Observation> pendingAfter(Feed feed, long seq, int limit) {
    return after(feed, Observation.State.PENDING, seq, limit);
  }

  /** Observations of a feed in a state that arrived after {@code seq}, in order. */
  public List<Observation> after(Feed feed, Observation.State state, long seq, int limit) {
    Query query =
        Query.of(OBSERVATIONS, "by_state")
            .where("tenant", tx.tenant())
            .where("feed", feed.key())
            .where("state", state.name())
            .above("seq", seq)
            .limit(limit);
    return tx.state().select(query).stream().map(row -> decode(feed, row)).toList();
  }

  /** How many observations of a feed are in a state, counting at most {@code most}. */
  public long count(Feed feed, Observation.State state, int most) {
    return tx.state()
        .count(
            Query.of(OBSERVATIONS, "by_state")
                .where("tenant", tx.tenant())
                .where("feed", feed.key())
                .where("state", state.name())
                .limit(most));
  }

  /** The oldest pending observation of a feed. */
  public Optional<Observation> oldest(Feed feed) {
    return pending(feed, 1).stream().findFirst();
  }

  /** The observations of some records, whatever their state. */
  public Map<RecordId, Observation> of(Feed feed, Collection<RecordId> ids) {
    Map<RecordId, Observation> found = new LinkedHashMap<>();
    List<Key> keys = ids.stream().map(id -> key(feed, id)).toList();
    tx.state()
        .findAll(OBSERVATIONS, keys)
        .values()
        .forEach(
            row -> {
              Observation observation = decode(feed, row);
              found.put(observation.id(), observation);
            });
    return found;
  }

  /** Reads observations of records at once, for {@link #confirm}, {@link #park} and the others. */
  public void ahead(Feed feed, Collection<RecordId> ids) {
    tx.ahead(OBSERVATIONS, ids.stream().map(id -> key(feed, id)).toList());
  }

  /** Stores observations, replacing those of the same records. */
  public void put(Collection<Observation> observations) {
    tx.state().upsert(OBSERVATIONS, observations.stream().map(this::encode).toList());
  }

  /**
   * Removes decided observations, unless something newer was observed meanwhile. A kept one is
   * decided again.
   */
  public void settle(Collection<Observation> decided) {
    Map<Feed, List<Observation>> byFeed = new LinkedHashMap<>();
    decided.forEach(o -> byFeed.computeIfAbsent(o.feed(), f -> new ArrayList<>()).add(o));
    byFeed.forEach(
        (feed, list) -> {
          // What was observed does not matter here, only whether it is still the same.
          List<Key> keys = list.stream().map(o -> key(feed, o.id())).toList();
          Map<Key, Row> stored = tx.state().findAll(OBSERVATIONS, keys);
          List<Key> settled = new ArrayList<>(keys.size());
          for (int i = 0; i < keys.size(); i++) {
            Row row = stored.get(keys.get(i));
            if (row != null && row.number("seq") == list.get(i).seq()) {
              settled.add(keys.get(i));
            }
          }
          tx.state().delete(OBSERVATIONS, settled);
        });
  }

  /** Removes what is stored of a record, decided or not. */
  public void forget(Feed feed, RecordId id) {
    tx.state().delete(OBSERVATIONS, List.of(key(feed, id)));
  }

  /**
   * Keeps the values that were read for hints, unless something newer was observed meanwhile: once
   * a record's digest is known, its observation must carry what is to be decided.
   */
  public void confirm(Collection<Observation> confirmed) {
    List<Observation> kept = new ArrayList<>();
    for (Observation observation : confirmed) {
      Observation stored = of(observation.feed(), List.of(observation.id())).get(observation.id());
      if (same(observation, stored)) {
        kept.add(observation);
      }
    }
    put(kept);
  }

  /**
   * After our own write of a record: values observed before it are no longer the record's. Its
   * observation is kept and read again before it is decided (L10).
   */
  public void outdate(Feed feed, RecordId id) {
    Observation stored = of(feed, List.of(id)).get(id);
    if (stored != null && stored.snapshot() != null && Safeguard.ECHO.isOn()) {
      put(List.of(stored.outdated()));
    }
  }

  /** Puts observations in the waiting state, unless something newer was observed meanwhile. */
  public void park(Collection<Observation> observations) {
    for (Observation observation : observations) {
      Observation stored = of(observation.feed(), List.of(observation.id())).get(observation.id());
      if (stored == null) {
        put(List.of(observation.in(Observation.State.WAITING)));
      } else if (same(observation, stored)) {
        put(List.of(stored.in(Observation.State.WAITING)));
      }
    }
  }

  /**
   * Has an observation decided whatever its record shows, also one that a hint brought back before:
   * else the hint would pass for an echo and what it waited for would be forgotten.
   *
   * @return false when there is no observation
   */
  public boolean release(Feed feed, RecordId id) {
    Observation stored = of(feed, List.of(id)).get(id);
    if (stored == null) {
      return false;
    }
    put(List.of(stored.released()));
    return true;
  }

  private static boolean same(Observation decided, @Nullable Observation stored) {
    return stored != null && stored.seq() == decided.seq();
  }

  private Key key(Feed feed, RecordId id) {
    return Key.of(tx.tenant(), feed.key(), id.value());
  }

  private Row encode(Observation o) {
    Map<String, @Nullable Object> payload = new LinkedHashMap<>();
    Snapshot snapshot = o.snapshot();
    if (snapshot != null) {
      payload.put("snapshot", tx.codec().toMap(snapshot));
    }
    putShownAt(payload, o);
    return OBSERVATIONS
        .row()
        .set("tenant", tx.tenant())
        .set("feed", o.feed().key())
        .set("id", o.id().value())
        .set("state", o.state().name())
        .set("seq", o.seq())
        .set("seen_at", o.seenAt())
        .set("origin", o.origin().name())
        .set("gone", o.gone())
        .set("demand", o.demand())
        .set("payload", payload.isEmpty() ? null : Payload.write(payload))
        .build();
  }

  private Observation decode(Feed feed, Row row) {
    RecordId id = RecordId.of(row.text("id"));
    Map<String, @Nullable Object> payload =
        row.optText("payload").map(Payload::read).orElse(Map.of());
    Map<String, @Nullable Object> snapshot = Payload.map(payload, "snapshot");
    Snapshot values = snapshot.isEmpty() ? null : tx.codec().fromMap(feed, id, snapshot);
    return new Observation(
        feed,
        id,
        Observation.State.valueOf(row.text("state")),
        row.number("seq"),
        row.instant("seen_at"),
        Observation.Origin.valueOf(row.text("origin")),
        row.flag("gone"),
        row.flag("demand"),
        values,
        shownAt(feed, payload, values));
  }

  /** Mostly all values were first shown at one instant: then it is stored once. */
  private static void putShownAt(Map<String, @Nullable Object> payload, Observation o) {
    Map<Field<?>, Instant> at = o.shownAt();
    if (at.isEmpty()) {
      return;
    }
    Instant first = at.values().iterator().next();
    Snapshot values = o.snapshot();
    if (values != null
        && at.keySet().equals(values.fields().keys())
        && at.values().stream().allMatch(first::equals)) {
      payload.put("at", first.toString());
      return;
    }
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    at.forEach((field, instant) -> shown.put(field.name(), instant.toString()));
    payload.put("shown", shown);
  }

  private Map<Field<?>, Instant> shownAt(
      Feed feed, Map<String, @Nullable Object> payload, @Nullable Snapshot values) {
    Instant all = SnapshotCodec.instant(Payload.text(payload, "at"));
    if (all == null || values == null) {
      return SnapshotCodec.instants(Payload.map(payload, "shown"), tx.codec().fields(feed));
    }
    Map<Field<?>, Instant> shown = new HashMap<>();
    values.fields().keys().forEach(field -> shown.put(field, all));
    return shown;
  }
}
