package dev.passerelle.core.internal.engine;

import dev.passerelle.core.MatchKey;
import dev.passerelle.core.internal.engine.Settling.Answer;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.MatchIndex;
import dev.passerelle.core.internal.ledger.Observation;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.ledger.WaitingRoom;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.RecordId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads in a few questions what a step then asks for record by record. Decides nothing: a step that
 * was not read ahead for does the same with more statements.
 */
final class ReadAhead {
  private ReadAhead() {}

  /** For {@link Coupling}: own links, candidates with their keys and links, and claims. */
  static void coupling(Tx tx, Map<Case, Map<String, Set<String>>> keys) {
    Map<Side, Map<Case, Map<String, Set<String>>>> bySide = new LinkedHashMap<>();
    keys.forEach(
        (one, own) ->
            bySide.computeIfAbsent(one.origin(), s -> new LinkedHashMap<>()).put(one, own));
    bySide.forEach((side, cases) -> coupling(tx, side, cases));
  }

  private static void coupling(Tx tx, Side side, Map<Case, Map<String, Set<String>>> cases) {
    Pairing pairing = cases.keySet().iterator().next().pairing();
    List<RecordId> ids = ids(cases.keySet(), side);
    tx.links().ahead(pairing.key(), side, ids);
    tx.links().aheadAll(pairing.key(), side, ids);
    Set<String> stored = values(cases.values(), MatchKeys.STORED);
    Set<RecordId> candidates = new LinkedHashSet<>();
    candidates.addAll(withKeys(tx, pairing, side.other(), MatchKeys.OWN, stored));
    Set<String> own = values(cases.values(), MatchKeys.OWN);
    candidates.addAll(withKeys(tx, pairing, side.other(), MatchKeys.STORED, own));
    for (MatchKey key : pairing.host().matchKeys()) {
      Set<String> values = values(cases.values(), key.name());
      candidates.addAll(withKeys(tx, pairing, side.other(), key.name(), values));
      tx.matchIndex().aheadClaims(pairing.key(), Side.LEFT, key.name(), values);
    }
    tx.links().ahead(pairing.key(), side.other(), candidates);
    tx.matchIndex().aheadKeys(pairing.key(), side.other(), candidates);
    tx.observations().ahead(pairing.feed(side.other()), candidates);
    List<String> needs = new ArrayList<>();
    ids.forEach(id -> needs.add(WaitingRoom.linkNeed(pairing.feed(side), id)));
    candidates.forEach(id -> needs.add(WaitingRoom.linkNeed(pairing.feed(side.other()), id)));
    tx.waiting().aheadWaiters(needs);
  }

  private static Set<RecordId> withKeys(
      Tx tx, Pairing pairing, Side side, String name, Set<String> values) {
    MatchIndex index = tx.matchIndex();
    return index.aheadValues(pairing.key(), side, name, values)
        ? index.withKeys(pairing.key(), side, name, values)
        : Set.of();
  }

  private static Set<String> values(Collection<Map<String, Set<String>>> keys, String name) {
    Set<String> values = new LinkedHashSet<>();
    keys.forEach(own -> values.addAll(own.getOrDefault(name, Set.of())));
    return values;
  }

  /** For {@link Settling}: what is known of the records that were written, and what waits. */
  static void settling(Tx tx, Pairing pairing, List<Case> cases, Map<Case, List<Answer>> answers) {
    observations(tx, cases.stream().flatMap(one -> one.observations().stream()).toList());
    for (Side side : Side.values()) {
      Feed feed = pairing.feed(side);
      List<RecordId> written = written(answers.values(), side);
      tx.links().ahead(pairing.key(), side, written);
      tx.records().ahead(feed, written);
      tx.observations().ahead(feed, written);
      List<String> needs = new ArrayList<>();
      ids(cases, side).forEach(id -> needs.add(WaitingRoom.linkNeed(feed, id)));
      written.forEach(id -> needs.add(WaitingRoom.linkNeed(feed, id)));
      tx.waiting().aheadWaiters(needs);
    }
    Set<RecordId> lefts = new LinkedHashSet<>(ids(cases, Side.LEFT));
    cases.forEach(one -> one.link().flatMap(link -> link.on(Side.LEFT)).ifPresent(lefts::add));
    tx.waiting().ahead(pairing.feed(Side.LEFT), lefts);
  }

  /**
   * For {@link Fates}: what is known of the records that were written and of their counterparts,
   * and who waits for them.
   *
   * @param fates links, and what became of the write to one of their sides
   */
  static void fates(Tx tx, Topology topology, Pairing pairing, List<Fates.Fate> fates) {
    List<String> links = fates.stream().map(fate -> fate.link().id()).toList();
    var unused = tx.bases().of(links, Rules.baseFields(topology, pairing));
    for (Side side : Side.values()) {
      Feed feed = pairing.feed(side);
      List<RecordId> made =
          fates.stream()
              .filter(fate -> fate.side() == side)
              .flatMap(fate -> fate.made().stream())
              .toList();
      tx.links().ahead(pairing.key(), side, made);
      tx.records().ahead(feed, made);
      Set<RecordId> ids = new LinkedHashSet<>(made);
      fates.forEach(fate -> fate.link().on(side).ifPresent(ids::add));
      tx.observations().ahead(feed, ids);
      for (EntityType facet : pairing.facets(side)) {
        tx.observations().ahead(topology.feed(pairing.system(side), facet), ids);
      }
      tx.waiting().aheadWaiters(ids.stream().map(id -> WaitingRoom.linkNeed(feed, id)).toList());
    }
  }

  /** Stored observations, what was said about their records, and what they wait for. */
  static void observations(Tx tx, Collection<Observation> observations) {
    Map<Feed, List<RecordId>> byFeed = new LinkedHashMap<>();
    observations.forEach(o -> byFeed.computeIfAbsent(o.feed(), f -> new ArrayList<>()).add(o.id()));
    byFeed.forEach(
        (feed, ids) -> {
          tx.observations().ahead(feed, ids);
          tx.waiting().ahead(feed, ids);
          tx.waiting().aheadNeeds(feed, ids);
        });
  }

  /** The open intents of links. */
  static void intents(Tx tx, List<Case> cases) {
    tx.intents()
        .aheadOfOwners(
            cases.stream().flatMap(one -> one.link().stream()).map(Outbox::owner).toList());
  }

  private static List<RecordId> written(Collection<List<Answer>> answers, Side side) {
    return answers.stream()
        .flatMap(List::stream)
        .filter(answer -> answer.side() == side)
        .flatMap(answer -> answer.made().stream())
        .toList();
  }

  /** The records of cases on a side, of those that have one. */
  static List<RecordId> ids(Collection<Case> cases, Side side) {
    return cases.stream().map(one -> one.on(side).id()).flatMap(Optional::stream).toList();
  }
}
