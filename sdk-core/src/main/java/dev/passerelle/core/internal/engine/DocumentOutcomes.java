package dev.passerelle.core.internal.engine;

import dev.passerelle.core.DocumentFlow;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.gate.Notice;
import dev.passerelle.core.internal.engine.Report.Counts;
import dev.passerelle.core.internal.ledger.Document.State;
import dev.passerelle.core.internal.ledger.Observation;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.ledger.WaitingItem;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a document ends for now: it waits, is held, is refused, or is decided. */
final class DocumentOutcomes {
  private final Context context;
  private final DocumentFlow flow;
  private final DocumentDesk desk;
  private final Report report;

  DocumentOutcomes(Context context, DocumentFlow flow, DocumentDesk desk, Report report) {
    this.context = context;
    this.flow = flow;
    this.desk = desk;
    this.report = report;
  }

  void settle(Tx tx, Observation observation) {
    tx.observations().settle(List.of(observation));
    tx.waiting().end(observation.feed(), observation.id());
    context.tell(
        new dev.passerelle.core.SyncEvent.Decided(
            observation.feed().system(),
            observation.feed().type().name(),
            observation.id().value(),
            observation.seenAt(),
            context.clock().instant()));
  }

  /** Nothing writes this type there: what is told, whether its references are there or not. */
  void noWritePath(Tx tx, Draft draft) {
    Notice notice = Notice.of(ErrorCode.PENDING_NO_WRITE_PATH, "", Map.of());
    ErrorDetail why = ErrorDetail.of(ErrorCode.PENDING_NO_WRITE_PATH).system(flow.target()).build();
    desk.store(tx, desk.state(draft, State.WAITING, List.of(notice)));
    draft.decide(told -> park(told, draft, WaitingItem.Kind.REVIEW, why, null, Set.of()));
  }

  void park(
      Tx tx,
      Draft draft,
      WaitingItem.Kind kind,
      ErrorDetail why,
      @Nullable Instant due,
      Set<String> needs) {
    Observation o = draft.observation();
    tx.observations().park(List.of(o));
    int attempts =
        tx.waiting()
            .find(o.feed(), o.id(), WaitingItem.RECORD)
            .map(WaitingItem::attempts)
            .orElse(0);
    tx.waiting()
        .put(
            new WaitingItem(
                o.feed(),
                o.id(),
                WaitingItem.RECORD,
                kind,
                why.code().name(),
                why.responsible(),
                context.clock().instant(),
                due,
                kind == WaitingItem.Kind.RETRY ? attempts + 1 : attempts,
                Parking.detail(why)),
            needs);
  }

  void reject(Draft draft, List<Notice> notices) {
    context.ledger().commitAll(tx -> rejectNow(tx, draft, notices));
  }

  void rejectNow(Tx tx, Draft draft, List<Notice> notices) {
    report.count(flow.name(), Counts::plusRejected);
    desk.store(tx, desk.state(draft, State.REJECTED, notices));
    draft.decide();
  }

  void hold(Draft draft, List<Notice> notices, NeedsReader reader, boolean retry) {
    report.count(flow.name(), Counts::plusHeld);
    Set<String> keys = new LinkedHashSet<>();
    NeedsReader.needs(draft)
        .forEach(need -> reader.releaseKey(flow.target(), need).ifPresent(keys::add));
    Instant due =
        retry ? context.clock().instant().plus(context.settings().pause()) : endOfValidity(draft);
    ErrorDetail why = ErrorDetail.of(notices.get(0).code()).system(flow.target()).build();
    context.ledger().commitAll(tx -> desk.store(tx, desk.state(draft, State.HELD, notices)));
    draft.decide(told -> park(told, draft, WaitingItem.Kind.HELD, why, due, keys));
  }

  private @Nullable Instant endOfValidity(Draft draft) {
    return flow.expiry(draft.source().fields())
        .map(
            day ->
                day.plusDays(1)
                    .atStartOfDay(context.topology().system(flow.source()).descriptor().zone())
                    .toInstant())
        .orElse(null);
  }
}
