package dev.passerelle.core.internal.engine;

import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.internal.ledger.Link.State;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Further records of one side that are the same thing (L7). */
final class Aliases {
  private final Context context;
  private final Gather gather;
  private final Parking parking;

  Aliases(Context context, Gather gather, Parking parking) {
    this.context = context;
    this.gather = gather;
    this.parking = parking;
  }

  /**
   * Lets go of aliases that are gone; where a primary is gone, its oldest alias takes its place.
   */
  void settle(List<Case> cases) {
    List<Case> concerned =
        cases.stream().filter(one -> !one.isClosed() && isConcerned(one)).toList();
    if (!concerned.isEmpty()) {
      context.ledger().commitAll(tx -> concerned.forEach(one -> settle(tx, one)));
    }
  }

  private static boolean isConcerned(Case one) {
    boolean active = one.link().filter(link -> link.state() == State.ACTIVE).isPresent();
    boolean gone = one.on(Side.LEFT).gone() != one.on(Side.RIGHT).gone();
    return (active && gone)
        || !one.on(Side.LEFT).lost().isEmpty()
        || !one.on(Side.RIGHT).lost().isEmpty();
  }

  private void settle(Tx tx, Case one) {
    for (Side side : Side.values()) {
      one.on(side).lost().forEach(id -> letGo(tx, one, side, id));
      if (one.on(side).gone() && one.link().isPresent()) {
        oldest(tx, one, side).ifPresent(alias -> promote(tx, one, side, alias));
      }
    }
  }

  /**
   * The primary is decided without it, in this batch or, where something fails before that, in a
   * later one: the alias itself is known no more then.
   */
  private void letGo(Tx tx, Case one, Side side, RecordId id) {
    Feed feed = one.pairing().feed(side);
    one.on(side)
        .id()
        .filter(primary -> !primary.equals(id))
        .ifPresent(primary -> Intake.demandRead(context, tx, feed, primary));
    tx.links()
        .live(one.pairing().key(), side, id)
        .filter(link -> link.state() == State.ALIAS)
        .ifPresent(link -> tx.links().remove(link.id()));
    forget(tx, one, side, id);
  }

  private void forget(Tx tx, Case one, Side side, RecordId id) {
    gather.gone(tx, one.pairing().feed(side), id);
    tx.matchIndex().replace(one.pairing().key(), side, Map.of(id, Map.of()));
  }

  private static Optional<Link> oldest(Tx tx, Case one, Side side) {
    return one.on(side.other()).id().stream()
        .flatMap(id -> tx.links().all(one.pairing().key(), side.other(), id).stream())
        .filter(link -> link.state() == State.ALIAS && link.origin().equals(side.name()))
        .filter(link -> link.on(side).filter(one.on(side).lost()::contains).isEmpty())
        .min(Comparator.comparing(Link::since).thenComparing(Link::id));
  }

  /** What the new primary shows is decided as a change of what was agreed with the old one. */
  private void promote(Tx tx, Case one, Side side, Link alias) {
    RecordId heir = alias.on(side).orElseThrow();
    one.on(side).id().ifPresent(id -> forget(tx, one, side, id));
    Link primary = one.link().orElseThrow();
    tx.links().remove(alias.id());
    tx.links().put(List.of(primary.bind(side, heir, State.ACTIVE, context.clock().instant())));
    parking.settle(tx, one);
    one.close();
    Intake.demandRead(context, tx, one.pairing().feed(side), heir);
  }

  /** The fields of alias records, read where the plan unites sets of references (L7). */
  void read(List<Case> cases) {
    for (Side side : Side.values()) {
      Map<RecordId, Case> wanted = new LinkedHashMap<>();
      Map<Feed, Set<RecordId>> reads = new LinkedHashMap<>();
      for (Case one : cases) {
        if (one.isClosed() || one.link().isEmpty()) {
          continue;
        }
        for (RecordId alias : aliasesOf(one, side)) {
          wanted.put(alias, one);
          reads.computeIfAbsent(one.pairing().feed(side), f -> new LinkedHashSet<>()).add(alias);
        }
      }
      reads.forEach((feed, ids) -> read(side, feed, ids, wanted));
    }
  }

  private List<RecordId> aliasesOf(Case one, Side side) {
    Optional<RecordId> other = one.on(side.other()).id();
    if (other.isEmpty()) {
      return List.of();
    }
    return context
        .ledger()
        .read(tx -> tx.links().all(one.pairing().key(), side.other(), other.get()))
        .stream()
        .filter(link -> link.state() == Link.State.ALIAS && link.origin().equals(side.name()))
        .flatMap(link -> link.on(side).stream())
        .toList();
  }

  private void read(Side side, Feed feed, Set<RecordId> ids, Map<RecordId, Case> wanted) {
    EntityAdapter adapter = context.topology().system(feed.system()).need(feed.type());
    Map<Case, List<Fields>> found = new LinkedHashMap<>();
    Set<RecordId> needed = new LinkedHashSet<>(ids);
    Calls.read(adapter, needed)
        .forEach(
            (id, answer) -> {
              Case one = wanted.get(id);
              if (one != null && answer instanceof Lookup.Found value) {
                found.computeIfAbsent(one, c -> new ArrayList<>()).add(value.snapshot().fields());
              }
            });
    found.forEach((one, fields) -> one.on(side).aliases(fields));
  }
}
