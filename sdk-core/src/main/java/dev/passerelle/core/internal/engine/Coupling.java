package dev.passerelle.core.internal.engine;

import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.internal.engine.Report.Counts;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.internal.ledger.Link.State;
import dev.passerelle.core.internal.ledger.Records;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.ledger.WaitingRoom;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns what matching found into links and claims, in one transaction per batch (L7, L8). */
final class Coupling {
  private final Context context;
  private final Absorber absorber;
  private final Parking parking;
  private final Settling settling;
  private final Report report;

  Coupling(Context context, Absorber absorber, Parking parking, Settling settling, Report report) {
    this.context = context;
    this.absorber = absorber;
    this.parking = parking;
    this.settling = settling;
    this.report = report;
  }

  /** Couples, or prepares the create of, every case that has no link yet. */
  void couple(List<Case> cases) {
    widowed(cases);
    rejoin(cases);
    List<Case> unlinked =
        cases.stream()
            .filter(c -> !c.isClosed() && c.link().isEmpty())
            .sorted(java.util.Comparator.comparing(c -> c.on(c.origin()).id().orElseThrow()))
            .toList();
    if (!unlinked.isEmpty()) {
      context
          .ledger()
          .commitAll(
              tx -> {
                Case first = unlinked.get(0);
                Optional<Instant> sent = firstCreate(tx, first.pairing().feed(first.origin()));
                Map<Case, Map<String, Set<String>>> keys = keys(unlinked);
                ReadAhead.coupling(tx, keys);
                unlinked.forEach(one -> couple(tx, one, sent, keys.getOrDefault(one, Map.of())));
              });
    }
  }

  /** The match keys of each record that shows any values; none of the others. */
  private Map<Case, Map<String, Set<String>>> keys(List<Case> cases) {
    Map<Case, Map<String, Set<String>>> keys = new LinkedHashMap<>();
    for (Case one : cases) {
      Optional<Snapshot> record = one.on(one.origin()).view();
      keys.put(
          one,
          record.map(view -> absorber.keys(one.pairing(), one.origin(), view)).orElse(Map.of()));
    }
    return keys;
  }

  /**
   * A create that is still to be done, and whose record has shown since: a state that was put back
   * does not know that it was done. The two are coupled, and nothing is written over (L11).
   */
  private void rejoin(List<Case> cases) {
    List<Case> pending =
        cases.stream()
            .filter(c -> !c.isClosed() && !Gather.inFlight(c))
            .filter(c -> c.link().filter(Coupling::isUnmade).isPresent())
            .toList();
    if (!pending.isEmpty()) {
      context
          .ledger()
          .commitAll(
              tx -> pending.forEach(one -> made(tx, one).ifPresent(id -> rejoin(tx, one, id))));
    }
  }

  private void rejoin(Tx tx, Case one, RecordId made) {
    Side side = one.source().other();
    settling.couple(tx, one, side, made);
    adopt(tx, one, side, made);
  }

  private static boolean isUnmade(Link link) {
    return link.state() == State.PENDING_CREATE
        && (link.on(Side.LEFT).isEmpty() || link.on(Side.RIGHT).isEmpty());
  }

  /** The one free record that has the reference of a create to come. */
  private Optional<RecordId> made(Tx tx, Case one) {
    Side side = one.source();
    Pairing pairing = one.pairing();
    Link link = one.link().orElseThrow();
    Set<RecordId> found =
        tx.matchIndex()
            .withKeys(
                pairing.key(),
                side.other(),
                MatchKeys.STORED,
                Set.of(
                    absorber.storedReference(
                        pairing, side, link.on(side).orElseThrow(), link.generation())));
    return found.size() == 1
        ? found.stream()
            .filter(id -> tx.links().live(pairing.key(), side.other(), id).isEmpty())
            .findFirst()
        : Optional.empty();
  }

  /** The counterpart is gone for good: what its survivor shows goes nowhere (L28). */
  private void widowed(List<Case> cases) {
    List<Case> alone =
        cases.stream()
            .filter(c -> !c.isClosed())
            .filter(c -> c.link().filter(link -> link.state() == State.GONE).isPresent())
            .toList();
    if (!alone.isEmpty()) {
      context.ledger().commitAll(tx -> alone.forEach(one -> parking.drop(tx, one)));
    }
  }

  private void couple(Tx tx, Case one, Optional<Instant> sent, Map<String, Set<String>> keys) {
    Side side = one.origin();
    Snapshot record = one.on(side).view().orElse(null);
    RecordId id = one.on(side).id().orElseThrow();
    // An earlier case of the batch may have coupled this record.
    tx.links().live(one.pairing().key(), side, id).ifPresent(one::link);
    if (one.link().isPresent()) {
      if (one.link().get().state() == State.GONE) {
        parking.drop(tx, one);
      }
      return;
    }
    if (one.on(side).gone()) {
      // It was never coupled: there is nothing to wait for, and nothing to match with it any more.
      return;
    }
    if (record == null || !one.on(side).isWhole()) {
      parking.unlinked(tx, one);
      return;
    }
    if (!one.pairing().host().takes(one.pairing().system(side), record.fields())) {
      report.count(one.pairing().host().name(), Counts::plusSkipped);
      parking.drop(tx, one);
      return;
    }
    if (mayBeOurs(tx, one.pairing().feed(side), id, sent)) {
      // The fate of the create tells: until then this record is nobody's (L20).
      parking.retry(tx, one, ErrorDetail.of(ErrorCode.OUTCOME_UNKNOWN).build(), false);
      return;
    }
    boolean demanded = one.on(side).demanded();
    decide(tx, one, new Matcher(tx, one.pairing(), side, record, demanded, keys).match(), keys);
  }

  /** Whether a record without a link may be what a create made whose outcome is not known yet. */
  private static boolean mayBeOurs(Tx tx, Feed feed, RecordId id, Optional<Instant> sent) {
    if (sent.isEmpty()) {
      return false;
    }
    Records.Seen seen = tx.records().of(feed, List.of(id)).get(id);
    return seen == null || !seen.born().isBefore(sent.get());
  }

  /** When the first create of a feed was sent whose outcome {@code fate} will tell. */
  private Optional<Instant> firstCreate(Tx tx, Feed feed) {
    boolean told =
        context
            .topology()
            .system(feed.system())
            .adapter(feed.type())
            .filter(a -> a.describe().createSafety().kind() != CreateSafety.Kind.UNSAFE)
            .isPresent();
    return told && tx.intents().any()
        ? tx.intents().firstCreate(feed, context.topology()::feed)
        : Optional.empty();
  }

  private void decide(Tx tx, Case one, MatchOutcome outcome, Map<String, Set<String>> keys) {
    String flow = one.pairing().host().name();
    if (outcome instanceof MatchOutcome.Couple couple) {
      couple(tx, one, keys, couple);
    } else if (outcome instanceof MatchOutcome.Create create) {
      create.notices().forEach(notice -> parking.tell(one, notice));
      link(tx, one, keys, State.PENDING_CREATE, null, "create");
    } else if (outcome instanceof MatchOutcome.Alias alias) {
      alias(tx, one, alias);
    } else if (outcome instanceof MatchOutcome.Await await) {
      Side pendingSide = Side.valueOf(await.pending().origin());
      parking.awaitLink(
          tx,
          one,
          WaitingRoom.linkNeed(
              one.pairing().feed(pendingSide), await.pending().on(pendingSide).orElseThrow()));
    } else if (outcome instanceof MatchOutcome.Review review) {
      review(tx, one, review.why());
    } else {
      if (outcome instanceof MatchOutcome.LeftOut leftOut) {
        leftOut.notices().forEach(notice -> parking.tell(one, notice));
        report.count(flow, Counts::plusSkipped);
      }
      parking.drop(tx, one);
    }
  }

  private void couple(Tx tx, Case one, Map<String, Set<String>> keys, MatchOutcome.Couple couple) {
    Side side = one.origin();
    Optional<Link> awaiting = tx.links().live(one.pairing().key(), side.other(), couple.other());
    if (awaiting.isEmpty()) {
      link(tx, one, keys, State.ACTIVE, couple.other(), couple.evidence());
      report.count(one.pairing().host().name(), Counts::plusCoupled);
    } else if (Gather.inFlight(
        tx.intents().ofOwner(Outbox.owner(awaiting.get()), context.topology()::feed))) {
      parking.retry(tx, one, ErrorDetail.of(ErrorCode.OUTCOME_UNKNOWN).build(), false);
    } else {
      RecordId own = one.on(side).id().orElseThrow();
      one.link(awaiting.get());
      settling.couple(tx, one, side, own);
      adopt(tx, one, side.other(), couple.other());
    }
  }

  private void review(Tx tx, Case one, ErrorDetail why) {
    parking.review(tx, one, why);
  }

  private void link(
      Tx tx,
      Case one,
      Map<String, Set<String>> keys,
      State state,
      @org.jspecify.annotations.Nullable RecordId other,
      String evidence) {
    Side side = one.origin();
    RecordId id = one.on(side).id().orElseThrow();
    Instant now = context.clock().instant();
    String origin = other == null ? side.name() : "MATCH";
    Link link =
        new Link(
            context.ids().get(),
            one.pairing().key(),
            state,
            side == Side.LEFT ? id : other,
            side == Side.RIGHT ? id : other,
            origin,
            evidence,
            1 + earlier(tx, one, side, id),
            now);
    tx.links().insert(List.of(link));
    Map<String, Set<String>> claims = new LinkedHashMap<>();
    one.pairing()
        .host()
        .matchKeys()
        .forEach(key -> claims.put(key.name(), keys.getOrDefault(key.name(), Set.of())));
    tx.matchIndex().claim(one.pairing().key(), Side.LEFT, link.id(), claims);
    one.link(link);
    if (other != null) {
      adopt(tx, one, side.other(), other);
      parking.linked(tx, one);
    }
  }

  /** A record that was created for this one before and is gone now asks for a new generation. */
  private static long earlier(Tx tx, Case one, Side side, RecordId id) {
    return tx.links().all(one.pairing().key(), side, id).stream()
        .mapToLong(Link::generation)
        .max()
        .orElse(0);
  }

  /** The counterpart's own pending observation is decided together with this one. */
  private static void adopt(Tx tx, Case one, Side side, RecordId other) {
    var pending = tx.observations().of(one.pairing().feed(side), List.of(other)).get(other);
    if (pending != null && one.on(side).observations().isEmpty()) {
      one.on(side).observations().add(pending);
      pending
          .values()
          .ifPresent(
              values -> {
                one.on(side).show(values, true);
                one.on(side).shownAt().putAll(pending.shownAt());
              });
    }
  }

  private void alias(Tx tx, Case one, MatchOutcome.Alias alias) {
    Side side = one.origin();
    Link link =
        new Link(
            context.ids().get(),
            one.pairing().key(),
            State.ALIAS,
            side == Side.LEFT
                ? one.on(side).id().orElseThrow()
                : alias.primary().on(Side.LEFT).orElseThrow(),
            side == Side.RIGHT
                ? one.on(side).id().orElseThrow()
                : alias.primary().on(Side.RIGHT).orElseThrow(),
            side.name(),
            alias.evidence(),
            1,
            context.clock().instant());
    tx.links().insert(List.of(link));
    report.count(one.pairing().host().name(), Counts::plusCoupled);
    // Its observation stays: the next batch decides it together with its primary.
    one.close();
  }
}
