package dev.passerelle.core.internal.engine;

import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.internal.ledger.Bases;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Intent;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.internal.ledger.Observation;
import dev.passerelle.core.internal.ledger.Records;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Authoritative snapshots, in batches, only where the laws ask for them (L3, L24). */
final class Gather {
  private static final int PAGE = 500;
  private final Context context;
  private final Absorber absorber;
  private final Parking parking;
  private final Report report;

  Gather(Context context, Absorber absorber, Parking parking, Report report) {
    this.context = context;
    this.absorber = absorber;
    this.parking = parking;
    this.report = report;
  }

  /**
   * Reads by id what was only hinted at in a feed, before anything is matched: a record that is
   * known by its id only would not be found as a counterpart (L3, L9). Hints that show nothing new
   * end here.
   */
  void confirmHints(Pairing pairing, Side side, Feed feed) {
    PendingPages.each(
        context.ledger(),
        feed,
        PAGE,
        () -> true,
        page -> {
          List<Observation> hints =
              page.stream().filter(o -> o.values().isEmpty() && !o.gone()).toList();
          if (!hints.isEmpty()) {
            confirmHints(pairing, side, feed, hints);
          }
          return true;
        });
  }

  private void confirmHints(Pairing pairing, Side side, Feed feed, List<Observation> hints) {
    EntityAdapter adapter = context.topology().system(feed.system()).need(feed.type());
    Map<RecordId, Snapshot> found =
        Calls.found(adapter, hints.stream().map(Observation::id).toList());
    context
        .ledger()
        .commitAll(
            tx -> {
              Map<RecordId, Snapshot> values = Absorber.stamped(tx, feed, found.values());
              Set<RecordId> news = absorber.confirm(tx, feed, values.values());
              Map<RecordId, Link> links = tx.links().of(pairing.key(), side, values.keySet());
              ReadAhead.observations(tx, hints);
              for (Observation hint : hints) {
                confirmHint(tx, hint, values.get(hint.id()), links.get(hint.id()), news);
              }
            });
  }

  private void confirmHint(
      Tx tx, Observation hint, @Nullable Snapshot values, @Nullable Link link, Set<RecordId> news) {
    if (values == null) {
      return;
    }
    boolean echo =
        !news.contains(hint.id())
            && !hint.demand()
            && hint.origin() != Observation.Origin.DEMAND
            && link != null
            && link.state() == Link.State.ACTIVE;
    if (echo) {
      Parking.echo(tx, hint.confirmed(values));
    } else {
      tx.observations().confirm(List.of(hint.confirmed(values)));
    }
  }

  /** Cases for observations of one feed: one per link, values confirmed. */
  List<Case> begin(Pairing pairing, Side side, Feed feed, List<Observation> observations) {
    Map<RecordId, Case> cases = new LinkedHashMap<>();
    context.ledger().read(tx -> open(tx, pairing, side, feed, observations, cases));
    List<Case> all = List.copyOf(new LinkedHashSet<>(cases.values()));
    confirm(pairing, all);
    context.ledger().read(tx -> load(tx, pairing, all));
    return all;
  }

  private boolean open(
      Tx tx,
      Pairing pairing,
      Side side,
      Feed feed,
      List<Observation> observations,
      Map<RecordId, Case> cases) {
    List<RecordId> ids = observations.stream().map(Observation::id).toList();
    Map<RecordId, Link> links = tx.links().of(pairing.key(), side, ids);
    for (Observation observation : observations) {
      Optional<Link> link =
          Optional.ofNullable(links.get(observation.id()))
              .map(own -> primary(tx, pairing, side, own));
      Case one = cases.computeIfAbsent(key(side, observation, link), id -> new Case(pairing, side));
      if (one.on(side).id().isEmpty()) {
        one.on(side).id(observation.id());
        link.ifPresent(one::link);
      }
      one.on(side).observations().add(observation);
    }
    gatherPending(tx, pairing, cases.values());
    return true;
  }

  /** An alias is decided with its primary: one case, or one record would be written twice (L16). */
  private static RecordId key(Side side, Observation observation, Optional<Link> primary) {
    return primary.flatMap(link -> link.on(side)).orElse(observation.id());
  }

  private static Link primary(Tx tx, Pairing pairing, Side side, Link link) {
    return link.state() == Link.State.ALIAS
        ? tx.links()
            .live(pairing.key(), side.other(), link.on(side.other()).orElseThrow())
            .orElse(link)
        : link;
  }

  /** The pending observations of the same records in the other feeds of the pairing. */
  private void gatherPending(Tx tx, Pairing pairing, Collection<Case> cases) {
    for (Side side : Side.values()) {
      List<Feed> feeds = new ArrayList<>();
      feeds.add(pairing.feed(side));
      pairing
          .facets(side)
          .forEach(facet -> feeds.add(context.topology().feed(pairing.system(side), facet)));
      Map<RecordId, Case> byId = new LinkedHashMap<>();
      cases.forEach(one -> one.on(side).id().ifPresent(id -> byId.put(id, one)));
      for (Feed feed : feeds) {
        // What the case was opened with need not be read again.
        List<RecordId> unknown =
            byId.entrySet().stream()
                .filter(each -> !isKnown(each.getValue(), side, feed, each.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        tx.observations().of(feed, unknown).forEach((id, o) -> join(byId.get(id), side, o));
      }
    }
  }

  /** What waits is left alone, but for a deletion: nothing is written beside it unseen (L28). */
  private static void join(@Nullable Case one, Side side, Observation observation) {
    if (one == null || !(observation.state() == Observation.State.PENDING || observation.gone())) {
      return;
    }
    if (!isKnown(one, side, observation.feed(), observation.id())) {
      one.on(side).observations().add(observation);
    }
  }

  private static boolean isKnown(Case one, Side side, Feed feed, RecordId id) {
    return one.on(side).observations().stream()
        .anyMatch(o -> o.feed().equals(feed) && o.id().equals(id));
  }

  /** Reads what was only hinted at, and shows every observation's values on its case. */
  private void confirm(Pairing pairing, List<Case> cases) {
    for (Side side : Side.values()) {
      Map<Feed, Map<RecordId, List<Case>>> unread = new LinkedHashMap<>();
      for (Case one : cases) {
        for (Observation observation : one.on(side).observations()) {
          if (observation.values().isPresent()) {
            show(pairing, side, one, observation.feed(), observation.values().get());
            one.on(side).shownAt().putAll(observation.shownAt());
          } else {
            unread
                .computeIfAbsent(observation.feed(), f -> new LinkedHashMap<>())
                .computeIfAbsent(observation.id(), id -> new ArrayList<>())
                .add(one);
          }
        }
      }
      unread.forEach((feed, ids) -> confirm(pairing, side, feed, ids));
    }
  }

  private void confirm(Pairing pairing, Side side, Feed feed, Map<RecordId, List<Case>> unread) {
    Map<RecordId, List<Case>> wanted = open(unread);
    if (wanted.isEmpty()) {
      return;
    }
    EntityAdapter adapter = context.topology().system(feed.system()).need(feed.type());
    Map<RecordId, Lookup> answers = Calls.read(adapter, wanted.keySet());
    List<Snapshot> found = found(answers.values());
    Map<RecordId, Snapshot> values = new LinkedHashMap<>();
    Set<RecordId> news =
        context
            .ledger()
            .commit(
                tx -> {
                  values.putAll(Absorber.stamped(tx, feed, found));
                  tx.observations().ahead(feed, wanted.keySet());
                  wanted
                      .values()
                      .forEach(cases -> cases.forEach(one -> keep(tx, one.on(side), feed, values)));
                  return absorber.confirm(tx, feed, found);
                });
    answers.forEach(
        (id, answer) ->
            wanted
                .getOrDefault(id, List.of())
                .forEach(one -> take(pairing, side, one, feed, id, stamped(answer, values), news)));
  }

  /** What another feed showed may have closed a case: its observations wait already. */
  private static Map<RecordId, List<Case>> open(Map<RecordId, List<Case>> unread) {
    Map<RecordId, List<Case>> wanted = new LinkedHashMap<>();
    unread.forEach(
        (id, cases) -> {
          List<Case> open = cases.stream().filter(one -> !one.isClosed()).toList();
          if (!open.isEmpty()) {
            wanted.put(id, open);
          }
        });
    return wanted;
  }

  private static List<Snapshot> found(Collection<Lookup> answers) {
    List<Snapshot> found = new ArrayList<>();
    answers.forEach(
        answer -> {
          if (answer instanceof Lookup.Found value) {
            found.add(value.snapshot());
          }
        });
    return found;
  }

  private static Lookup stamped(Lookup answer, Map<RecordId, Snapshot> values) {
    Snapshot value = values.get(answer.id());
    return answer instanceof Lookup.Found && value != null ? new Lookup.Found(value) : answer;
  }

  /** The values that were read stay with their observation, whatever happens next. */
  private static void keep(Tx tx, Case.Part part, Feed feed, Map<RecordId, Snapshot> values) {
    part.observations()
        .replaceAll(
            o -> {
              Snapshot value = o.feed().equals(feed) ? values.get(o.id()) : null;
              return value == null || o.values().isPresent() ? o : o.confirmed(value);
            });
    tx.observations()
        .confirm(part.observations().stream().filter(o -> o.feed().equals(feed)).toList());
  }

  private void take(
      Pairing pairing,
      Side side,
      Case one,
      Feed feed,
      RecordId id,
      Lookup answer,
      Set<RecordId> news) {
    boolean isHost = feed.equals(pairing.feed(side));
    boolean isAlias = isHost && one.on(side).id().filter(id::equals).isEmpty();
    if (answer instanceof Lookup.Found found) {
      show(pairing, side, one, feed, found.snapshot());
      if (!news.contains(found.id()) && isEcho(one, side, feed)) {
        context.ledger().commitAll(tx -> parking.echo(tx, one));
      }
    } else if (isAlias && (answer instanceof Lookup.Moved || answer instanceof Lookup.Gone)) {
      one.on(side).lost().add(id);
    } else if (answer instanceof Lookup.Moved moved) {
      merged(one, side, feed, moved);
    } else if (answer instanceof Lookup.Gone) {
      if (isHost) {
        one.on(side).gone(true);
      }
    } else if (answer instanceof Lookup.Hidden) {
      hidden(one, side, feed);
    } else if (answer instanceof Lookup.Unreadable unreadable) {
      context.ledger().commitAll(tx -> parking.reject(tx, one, unreadable.cause()));
    }
  }

  /** A hint that shows what is known already, and nothing else to decide. */
  private static boolean isEcho(Case one, Side side, Feed feed) {
    return !one.isClosed()
        && one.observations().size() == 1
        && one.observations().get(0).origin() != Observation.Origin.DEMAND
        && !one.on(side).demanded()
        && one.link().filter(link -> link.state() == Link.State.ACTIVE).isPresent();
  }

  /** A record merged into another one is not gone: its partner is for a person (L28). */
  private void merged(Case one, Side side, Feed feed, Lookup.Moved moved) {
    ErrorDetail why =
        ErrorDetail.of(ErrorCode.CONFLICT)
            .system(feed.system())
            .entity(feed.type().name())
            .record(one.on(side).id().map(RecordId::value).orElse(moved.id().value()))
            .cause("merged into " + moved.to())
            .build();
    context.ledger().commitAll(tx -> parking.review(tx, one, why));
  }

  private void hidden(Case one, Side side, Feed feed) {
    ErrorDetail why =
        ErrorDetail.of(ErrorCode.ACCESS_DENIED)
            .system(feed.system())
            .entity(feed.type().name())
            .record(one.on(side).id().map(RecordId::value).orElse(""))
            .build();
    report.error(why);
    context.ledger().commitAll(tx -> parking.review(tx, one, why));
  }

  private static void show(Pairing pairing, Side side, Case one, Feed feed, Snapshot values) {
    boolean own = one.on(side).id().filter(values.id()::equals).isPresent();
    if (own) {
      one.on(side).show(values, feed.equals(pairing.feed(side)));
    }
  }

  /** Bases, open intents, records in flight, aliases. */
  private boolean load(Tx tx, Pairing pairing, List<Case> cases) {
    boolean anyOpen = tx.intents().any();
    List<String> links =
        cases.stream().flatMap(one -> one.link().stream()).map(Link::id).distinct().toList();
    Map<String, Map<String, Bases.Base>> bases =
        tx.bases().of(links, Rules.baseFields(context.topology(), pairing));
    if (anyOpen) {
      ReadAhead.intents(tx, cases);
    }
    for (Case one : cases) {
      one.link().ifPresent(link -> one.bases(bases.getOrDefault(link.id(), Map.of())));
      if (anyOpen) {
        one.link()
            .ifPresent(
                link ->
                    one.open(tx.intents().ofOwner(Outbox.owner(link), context.topology()::feed)));
      }
    }
    return true;
  }

  /** Reads the records of a side that a plan asked for. */
  void read(Side side, List<Case> cases) {
    Map<Feed, Map<RecordId, Case>> wanted = new LinkedHashMap<>();
    for (Case one : cases) {
      one.on(side)
          .id()
          .ifPresent(
              id ->
                  wanted
                      .computeIfAbsent(one.pairing().feed(side), f -> new LinkedHashMap<>())
                      .put(id, one));
    }
    wanted.forEach((feed, byId) -> read(side, feed, byId));
  }

  private void read(Side side, Feed feed, Map<RecordId, Case> byId) {
    EntityAdapter adapter = context.topology().system(feed.system()).need(feed.type());
    Map<RecordId, Lookup> answers = Calls.read(adapter, byId.keySet());
    Map<RecordId, Snapshot> values =
        context.ledger().read(tx -> Absorber.stamped(tx, feed, found(answers.values())));
    // The digest is left alone: a change that shows here for the first time must still be observed.
    answers.forEach(
        (id, answer) -> {
          Case one = byId.get(id);
          if (one == null) {
            return;
          }
          if (stamped(answer, values) instanceof Lookup.Found value) {
            one.on(side).show(value.snapshot(), true);
          } else if (answer instanceof Lookup.Hidden) {
            hidden(one, side, feed);
          } else if (answer instanceof Lookup.Moved moved) {
            merged(one, side, feed, moved);
          } else if (answer instanceof Lookup.Unreadable unreadable) {
            context.ledger().commitAll(tx -> parking.reject(tx, one, unreadable.cause()));
          } else {
            one.on(side).gone(true);
          }
        });
  }

  /** Remembers that records are gone. */
  void gone(Tx tx, Feed feed, RecordId id) {
    Records.Seen seen = tx.records().of(feed, List.of(id)).get(id);
    if (seen != null) {
      tx.records().put(feed, List.of(seen.showing(null, null, Records.State.GONE)));
    }
  }

  /** Whether a link has a write whose outcome is not known. */
  static boolean inFlight(Case one) {
    return inFlight(one.open());
  }

  static boolean inFlight(List<Intent> intents) {
    return intents.stream().anyMatch(intent -> intent.state() != Intent.State.OPEN);
  }
}
