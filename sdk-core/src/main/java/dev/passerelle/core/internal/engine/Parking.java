package dev.passerelle.core.internal.engine;

import dev.passerelle.core.SyncEvent;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.Responsible;
import dev.passerelle.core.gate.Notice;
import dev.passerelle.core.internal.engine.Report.Counts;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.internal.ledger.Observation;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.ledger.WaitingItem;
import dev.passerelle.core.internal.ledger.WaitingItem.Kind;
import dev.passerelle.core.internal.ledger.WaitingRoom;
import dev.passerelle.core.model.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts observations aside until what they need is there, and brings them back (L17, L25, L26). */
final class Parking {
  private final Context context;
  private final Report report;

  Parking(Context context, Report report) {
    this.context = context;
    this.report = report;
  }

  /** The observations of a case are decided: nothing is left to do. */
  void drop(Tx tx, Case one) {
    if (one.on(one.origin()).demanded()) {
      // A document asked for this record and nothing came of it: it must hear so.
      reject(
          tx,
          one,
          ErrorDetail.of(ErrorCode.CUSTOMER_UNKNOWN)
              .system(one.pairing().system(one.origin().other()))
              .build());
      return;
    }
    settle(tx, one);
    one.close();
  }

  /** A hint that shows what is known already goes back to waiting where it waited, or ends. */
  void echo(Tx tx, Case one) {
    if (one.observations().stream().noneMatch(o -> waits(tx, o))) {
      drop(tx, one);
      return;
    }
    tx.observations().park(one.observations());
    one.close();
  }

  /** The same for an observation by itself, with the values that were read. */
  static void echo(Tx tx, Observation confirmed) {
    if (waits(tx, confirmed)) {
      tx.observations().confirm(List.of(confirmed));
      tx.observations().park(List.of(confirmed));
    } else {
      tx.observations().settle(List.of(confirmed));
    }
  }

  /**
   * Whether an observation is set aside: only what it waits for, or something new, brings it back.
   */
  static boolean waits(Tx tx, Observation observation) {
    return tx.waiting().find(observation.feed(), observation.id(), WaitingItem.RECORD).isPresent();
  }

  /** Removes the observations of a case and what was said about them. */
  void settle(Tx tx, Case one) {
    tx.observations().settle(one.observations());
    for (Observation observation : one.observations()) {
      tx.waiting().end(observation.feed(), observation.id());
      context.tell(
          new SyncEvent.Decided(
              observation.feed().system(),
              observation.feed().type().name(),
              observation.id().value(),
              observation.seenAt(),
              context.clock().instant()));
    }
  }

  /** A facet's observation without an active link of its host. */
  void unlinked(Tx tx, Case one) {
    Side side = one.origin();
    RecordId id = one.on(side).id().orElseThrow();
    park(
        tx,
        one,
        Kind.UNLINKED,
        ErrorDetail.of(ErrorCode.REFERENCE_MISSING).build(),
        null,
        0,
        List.of(WaitingRoom.linkNeed(one.pairing().feed(side), id)));
  }

  /** Waits for the link of another record. */
  void awaitLink(Tx tx, Case one, String need) {
    park(
        tx,
        one,
        Kind.REFERENCE,
        ErrorDetail.of(ErrorCode.REFERENCE_MISSING).build(),
        null,
        0,
        List.of(need));
  }

  /** Waits for links. */
  void await(Tx tx, Case one, ErrorDetail why, Collection<String> needs) {
    report.count(one.pairing().host().name(), Counts::plusWaiting);
    park(tx, one, Kind.REFERENCE, why, null, 0, needs);
  }

  /** Records wait for each other: a person must take a reference away; a link frees it too. */
  void circle(Tx tx, Case one, ErrorDetail why, Collection<String> needs) {
    report.count(one.pairing().host().name(), Counts::plusWaiting);
    report.error(why);
    park(tx, one, Kind.REVIEW, why, null, 0, needs);
  }

  /** Waits for a person. */
  void review(Tx tx, Case one, ErrorDetail why) {
    report.count(one.pairing().host().name(), Counts::plusWaiting);
    report.error(why);
    park(tx, one, Kind.REVIEW, why, null, 0, List.of());
  }

  /**
   * Waits for a time: the write surely did nothing. Too many tries make it rejected; what a system
   * causes is no try (L25).
   */
  void retry(Tx tx, Case one, ErrorDetail why, boolean countsAsAttempt) {
    boolean ofSystem = Troubles.isOfSystem(why);
    if (ofSystem) {
      report.trouble(why);
    }
    int attempts = attempts(tx, one) + (countsAsAttempt && !ofSystem ? 1 : 0);
    if (!ofSystem && attempts >= context.settings().maxAttempts()) {
      reject(tx, one, why);
      return;
    }
    park(
        tx,
        one,
        Kind.RETRY,
        why,
        context.clock().instant().plus(ofSystem ? context.settings().pause() : backOff(attempts)),
        attempts,
        List.of());
  }

  /** Waits for the outcome of a write in flight; settled by {@code fate}. */
  void inFlight(Tx tx, Case one, ErrorDetail why) {
    park(tx, one, Kind.RETRY, why, null, attempts(tx, one), List.of());
  }

  /** Refused: listed until it is replayed, discarded, or its source changes (L26). */
  void reject(Tx tx, Case one, ErrorDetail why) {
    if (Troubles.isOfSystem(why)) {
      retry(tx, one, why, false);
      return;
    }
    report.count(one.pairing().host().name(), Counts::plusRejected);
    report.error(why);
    park(tx, one, Kind.REJECTED, why, null, attempts(tx, one), List.of());
    one.link()
        .filter(link -> link.state() == Link.State.PENDING_CREATE)
        .ifPresent(link -> giveUp(tx, link));
    wake(tx, one);
  }

  /**
   * Others may claim the keys of a create that was refused. When its record comes back it is
   * matched anew, unless it has a counterpart already: another record may be the same thing (L8).
   */
  private static void giveUp(Tx tx, Link link) {
    tx.matchIndex().release(List.of(link.id()));
    if (link.on(Side.LEFT).isEmpty() || link.on(Side.RIGHT).isEmpty()) {
      tx.links().remove(link.id());
    }
  }

  /**
   * What a create made, or found under our reference, is another record's counterpart already: a
   * person decides, and nothing is coupled (L7, L8).
   */
  void taken(Tx tx, Case one, ErrorDetail why) {
    review(tx, one, why);
    one.link().ifPresent(link -> giveUp(tx, link));
  }

  /** Whether the record of a feed is rejected. */
  static boolean isRejected(Tx tx, Feed feed, RecordId id) {
    return tx.waiting()
        .find(feed, id, WaitingItem.RECORD)
        .filter(item -> item.kind() == Kind.REJECTED)
        .isPresent();
  }

  int attempts(Tx tx, Case one) {
    return one.observations().stream()
        .map(o -> tx.waiting().find(o.feed(), o.id(), WaitingItem.RECORD))
        .flatMap(Optional::stream)
        .mapToInt(WaitingItem::attempts)
        .max()
        .orElse(0);
  }

  Duration backOff(int attempts) {
    Duration wait =
        context.settings().firstRetry().multipliedBy(1L << Math.min(20, Math.max(0, attempts - 1)));
    return wait.compareTo(context.settings().lastRetry()) > 0
        ? context.settings().lastRetry()
        : wait;
  }

  private void park(
      Tx tx,
      Case one,
      Kind kind,
      ErrorDetail why,
      @Nullable Instant due,
      int attempts,
      Collection<String> needs) {
    tx.observations().park(one.observations());
    for (Observation o : one.observations()) {
      tx.waiting().put(item(o.feed(), o.id(), kind, why, due, attempts), needs);
      context.tell(
          new SyncEvent.Waiting(
              o.feed().system(),
              o.feed().type().name(),
              o.id().value(),
              kind.name(),
              why.code().name()));
    }
    one.close();
  }

  private WaitingItem item(
      Feed feed, RecordId id, Kind kind, ErrorDetail why, @Nullable Instant due, int attempts) {
    return new WaitingItem(
        feed,
        id,
        WaitingItem.RECORD,
        kind,
        why.code().name(),
        responsible(why),
        context.clock().instant(),
        due,
        attempts,
        detail(why));
  }

  private static Responsible responsible(ErrorDetail why) {
    return why.responsible();
  }

  static Map<String, @Nullable Object> detail(ErrorDetail why) {
    Map<String, @Nullable Object> detail = new LinkedHashMap<>(why.figures());
    put(detail, "system", why.system());
    put(detail, "entity", why.entity());
    put(detail, "record", why.record());
    put(detail, "field", why.field());
    put(detail, "cause", why.cause());
    return detail;
  }

  private static void put(
      Map<String, @Nullable Object> detail, String key, @Nullable String value) {
    if (value != null) {
      detail.put("@" + key, value);
    }
  }

  /** The link of a case became active: whoever waited for it may go on. */
  void linked(Tx tx, Case one) {
    wake(tx, one);
  }

  private void wake(Tx tx, Case one) {
    for (Side side : Side.values()) {
      one.on(side)
          .id()
          .ifPresent(id -> release(tx, WaitingRoom.linkNeed(one.pairing().feed(side), id)));
    }
  }

  /** Brings back whoever waited for a need. */
  void release(Tx tx, String need) {
    for (WaitingRoom.Waiter waiter : tx.waiting().waiters(need, context.topology()::feed)) {
      tx.observations().release(waiter.feed(), waiter.id());
    }
  }

  /** Brings back what waited for a time. */
  void releaseDue() {
    Instant now = context.clock().instant();
    List<WaitingItem> due =
        context.ledger().read(tx -> tx.waiting().due(now, context.topology()::feed, 1000));
    if (!due.isEmpty()) {
      context
          .ledger()
          .commitAll(
              tx ->
                  due.forEach(
                      item -> {
                        tx.observations().release(item.feed(), item.id());
                        tx.waiting().put(undated(item), List.of());
                      }));
    }
  }

  private static WaitingItem undated(WaitingItem item) {
    return new WaitingItem(
        item.feed(),
        item.id(),
        item.topic(),
        item.kind(),
        item.code(),
        item.owner(),
        item.since(),
        null,
        item.attempts(),
        item.detail());
  }

  /** Tells a notice about the source record of a case. */
  void tell(Case one, Notice notice) {
    Side side = one.origin();
    String flow = one.pairing().host().name();
    String record = one.on(side).id().map(RecordId::value).orElse("");
    report.notice(flow, one.pairing().system(side), record, notice);
    context.tell(new SyncEvent.Noticed(flow, one.pairing().system(side), record, notice));
  }
}
