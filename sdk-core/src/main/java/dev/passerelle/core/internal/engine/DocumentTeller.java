package dev.passerelle.core.internal.engine;

import dev.passerelle.core.DocumentFlow;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.internal.engine.DocumentReports.Telling;
import dev.passerelle.core.internal.ledger.Document;
import dev.passerelle.core.internal.ledger.Document.State;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Observation;
import dev.passerelle.core.internal.ledger.Payload;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.ledger.WaitingItem;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells sources what became of them, also when the document made moves on. */
final class DocumentTeller {
  private final Context context;
  private final DocumentFlow flow;
  private final DocumentDesk desk;
  private final DocumentReports reports;
  private final Absorber absorber;
  private final DocumentOutcomes outcomes;
  private final Feed source;
  private final EngineSystem target;

  DocumentTeller(
      Context context,
      DocumentFlow flow,
      DocumentDesk desk,
      DocumentReports reports,
      Absorber absorber,
      DocumentOutcomes outcomes) {
    this.context = context;
    this.flow = flow;
    this.desk = desk;
    this.reports = reports;
    this.absorber = absorber;
    this.outcomes = outcomes;
    source = context.topology().feed(flow.source(), flow.sourceType());
    target = context.topology().system(flow.target());
  }

  /** Writes the report on every source whose document has something new to say. */
  void tell(List<Draft> drafts) {
    List<Telling> tellings = new ArrayList<>();
    for (Draft draft : drafts) {
      draft
          .document()
          .filter(DocumentTeller::tells)
          .ifPresent(document -> tellings.add(new Telling(document, draft.source().fields())));
    }
    Map<RecordId, ErrorDetail> failed = reports.tell(flow, tellings);
    context.ledger().commitAll(tx -> drafts.forEach(draft -> finish(tx, draft, failed)));
  }

  /** A document on its way is told about only where it cannot go on by itself. */
  private static boolean tells(Document document) {
    boolean noPath =
        ErrorCode.PENDING_NO_WRITE_PATH.name().equals(document.payload().get(DocumentDesk.CODE));
    return switch (document.state()) {
      case WAITING, SENDING -> noPath;
      case CANCELLED -> !DocumentReports.last(document).isEmpty();
      default -> true;
    };
  }

  private void finish(Tx tx, Draft draft, Map<RecordId, ErrorDetail> failed) {
    ErrorDetail why = failed.get(draft.source().id());
    if (why != null) {
      Instant due = context.clock().instant().plus(context.settings().pause());
      outcomes.park(tx, draft, WaitingItem.Kind.RETRY, why, due, Set.of());
      return;
    }
    State state = draft.document().map(Document::state).orElse(State.CANCELLED);
    listed(tx, draft, state);
    draft.told(tx);
    if (state != State.HELD && state != State.WAITING && state != State.SENDING) {
      outcomes.settle(tx, draft.observation());
    }
  }

  /** A refused document is listed until it is judged again (L26). */
  private void listed(Tx tx, Draft draft, State state) {
    String topic = "flow:" + flow.name();
    if (state != State.REJECTED) {
      tx.waiting().end(source, draft.source().id(), topic);
      return;
    }
    Map<String, @Nullable Object> payload = draft.document().orElseThrow().payload();
    String code = Payload.text(payload, DocumentDesk.CODE);
    ErrorCode why = code == null ? ErrorCode.REFUSED_BY_REMOTE : ErrorCode.valueOf(code);
    Map<String, @Nullable Object> detail = new LinkedHashMap<>();
    detail.put("message", Payload.text(payload, DocumentDesk.MESSAGE));
    tx.waiting()
        .put(
            new WaitingItem(
                source,
                draft.source().id(),
                topic,
                WaitingItem.Kind.REJECTED,
                why.name(),
                why.responsible(),
                context.clock().instant(),
                null,
                0,
                detail),
            Set.of());
  }

  /** Documents made that moved on: their sources are told. */
  void progress(List<Observation> observations) {
    Feed feed = context.topology().feed(flow.target(), flow.targetType());
    EntityAdapter adapter = target.need(flow.targetType());
    Map<RecordId, Snapshot> values = new LinkedHashMap<>();
    List<RecordId> unread = new ArrayList<>();
    observations.forEach(
        o -> o.values().ifPresentOrElse(v -> values.put(o.id(), v), () -> unread.add(o.id())));
    values.putAll(Calls.found(adapter, unread));
    List<Telling> tellings =
        context
            .ledger()
            .commit(
                tx -> {
                  absorber.confirm(
                      tx,
                      feed,
                      values.values().stream().filter(v -> unread.contains(v.id())).toList());
                  return progressed(tx, values);
                });
    Map<RecordId, ErrorDetail> failed = reports.tell(flow, tellings);
    context
        .ledger()
        .commitAll(
            tx -> {
              observations.forEach(o -> outcomes.settle(tx, o));
              failed.keySet().forEach(source -> desk.wake(tx, flow, source));
            });
  }

  private List<Telling> progressed(Tx tx, Map<RecordId, Snapshot> values) {
    List<Telling> tellings = new ArrayList<>();
    values.forEach(
        (id, snapshot) ->
            tx.documents()
                .withTarget(flow.name(), id)
                .forEach(
                    document -> {
                      desk.progressed(tx, document, snapshot);
                      Document now =
                          tx.documents().find(flow.name(), document.source()).orElse(document);
                      tellings.add(new Telling(now, DocumentReports.last(document)));
                    }));
    return tellings;
  }
}
