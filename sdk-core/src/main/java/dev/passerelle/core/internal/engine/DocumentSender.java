package dev.passerelle.core.internal.engine;

import dev.passerelle.core.DocumentFlow;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Ticket.Operation;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.internal.ledger.Document;
import dev.passerelle.core.internal.ledger.Document.State;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Intent;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.ledger.WaitingItem;
import dev.passerelle.core.model.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends what passed its gates and settles what was answered (L20 to L22). */
final class DocumentSender {
  private final Context context;
  private final DocumentFlow flow;
  private final DocumentDesk desk;
  private final Parking parking;
  private final Outbox outbox;
  private final DocumentOutcomes outcomes;
  private final EngineSystem target;

  DocumentSender(
      Context context,
      DocumentFlow flow,
      DocumentDesk desk,
      Parking parking,
      Outbox outbox,
      DocumentOutcomes outcomes) {
    this.context = context;
    this.flow = flow;
    this.desk = desk;
    this.parking = parking;
    this.outbox = outbox;
    this.outcomes = outcomes;
    target = context.topology().system(flow.target());
  }

  /**
   * Sends what passed its gates; each document is decided then, one way or the other.
   *
   * @return how many the target's system kept from being made
   */
  int send(List<Draft> drafts) {
    List<Draft> ready = Draft.open(drafts);
    if (!target.shape(flow.targetType()).can(Capability.CREATE)) {
      ready.forEach(draft -> context.ledger().commitAll(tx -> outcomes.noWritePath(tx, draft)));
      return 0;
    }
    Map<String, Draft> byKey = new LinkedHashMap<>();
    List<Parcel> parcels = new ArrayList<>();
    context.ledger().commitAll(tx -> ready.forEach(draft -> prepare(tx, draft, parcels, byKey)));
    Map<String, WriteResult> results = outbox.send(parcels).results();
    context
        .ledger()
        .commitAll(
            tx ->
                parcels.forEach(
                    parcel -> {
                      Draft draft = byKey.get(parcel.intent().id());
                      WriteResult result = results.get(parcel.intent().id());
                      if (draft != null && result != null) {
                        settle(tx, draft, parcel.intent(), result);
                      }
                    }));
    return (int) results.values().stream().filter(Outbox::keptBack).count();
  }

  private void prepare(Tx tx, Draft draft, List<Parcel> parcels, Map<String, Draft> byKey) {
    Document sending = desk.state(draft, State.SENDING, List.copyOf(draft.notices()));
    Map<String, @Nullable Object> payload = new LinkedHashMap<>(sending.payload());
    payload.put(DocumentDesk.DIGEST, DocumentDesk.digest(flow, draft.source().fields()));
    draft
        .priced()
        .flatMap(p -> p.grossTotal())
        .ifPresent(gross -> payload.put("planned", gross.toPlainString()));
    Document document = DocumentDesk.with(sending, payload);
    draft.document(document);
    desk.store(tx, document);
    Parcel parcel = parcel(draft, document);
    parcels.add(parcel);
    byKey.put(parcel.intent().id(), draft);
  }

  private Parcel parcel(Draft draft, Document document) {
    String identity = context.topology().system(flow.source()).descriptor().identity();
    String reference =
        References.fit(
            flow.referenceFormat()
                .render(identity, document.source().value(), document.generation()),
            target.shape(flow.targetType()).referenceLength());
    Map<String, @Nullable Object> note = new LinkedHashMap<>();
    DocumentDesk.net(draft).ifPresent(net -> note.put("net", net.toPlainString()));
    Optional<RecordId> half = DocumentDesk.half(document);
    Feed feed = context.topology().feed(flow.target(), flow.targetType());
    Intent intent =
        outbox.intent(
            feed,
            Outbox.owner(document),
            half.isEmpty() ? Operation.CREATE : Operation.COMPLETE,
            reference,
            half.orElse(null),
            draft.target(),
            note);
    Write write =
        half.isEmpty()
            ? new Write.Create(intent.id(), reference, draft.target())
            : new Write.Complete(intent.id(), reference, half.get(), draft.target());
    return new Parcel(target, flow.targetType(), write, intent);
  }

  private void settle(Tx tx, Draft draft, Intent intent, WriteResult result) {
    Document document = draft.document().orElseThrow();
    if (result instanceof WriteResult.Written written) {
      tx.intents().close(List.of(intent.id()));
      draft.document(desk.made(tx, flow, document, intent, written));
    } else if (result instanceof WriteResult.Accepted accepted) {
      tx.intents().put(List.of(intent.accepted(accepted.token(), accepted.deadline())));
      tx.observations().park(List.of(draft.observation()));
    } else if (result instanceof WriteResult.Unknown) {
      tx.intents().put(List.of(intent.unknown(context.clock().instant())));
      tx.observations().park(List.of(draft.observation()));
    } else {
      tx.intents().close(List.of(intent.id()));
      refusedOrFailed(tx, draft, document, result);
    }
    draft.decide();
  }

  private void refusedOrFailed(Tx tx, Draft draft, Document document, WriteResult result) {
    if (result instanceof WriteResult.Refused refused
        && refused.awaiting() == null
        && !Outbox.keptBack(result)) {
      Document rejected = desk.rejected(document, refused.cause());
      draft.document(rejected);
      desk.store(tx, rejected);
      return;
    }
    if (result instanceof WriteResult.Incomplete incomplete) {
      draft.document(desk.half(tx, document, incomplete.id()));
    }
    ErrorDetail unknown = ErrorDetail.of(ErrorCode.OUTCOME_UNKNOWN).system(flow.target()).build();
    retry(tx, draft, Outbox.notDone(result).orElse(unknown));
  }

  private void retry(Tx tx, Draft draft, ErrorDetail why) {
    Document document = draft.document().orElseThrow();
    boolean ofSystem = Troubles.isOfSystem(why);
    int attempts = DocumentDesk.attempts(document) + (ofSystem ? 0 : 1);
    if (!ofSystem && attempts >= context.settings().maxAttempts()) {
      Document rejected = desk.rejected(document, why);
      draft.document(rejected);
      desk.store(tx, rejected);
      return;
    }
    Map<String, @Nullable Object> payload = new LinkedHashMap<>(document.payload());
    payload.put("attempts", Integer.toString(attempts));
    tx.documents()
        .put(
            List.of(
                new Document(
                    document.flow(),
                    document.source(),
                    State.WAITING,
                    document.generation(),
                    document.target(),
                    document.payer(),
                    context.clock().instant(),
                    payload)));
    Duration wait = ofSystem ? context.settings().pause() : parking.backOff(attempts);
    Instant due = context.clock().instant().plus(wait);
    outcomes.park(tx, draft, WaitingItem.Kind.RETRY, why, due, Set.of());
  }
}
