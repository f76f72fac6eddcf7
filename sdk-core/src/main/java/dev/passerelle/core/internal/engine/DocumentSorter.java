package dev.passerelle.core.internal.engine;

import dev.passerelle.core.DocumentFlow;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.gate.Notice;
import dev.passerelle.core.internal.ledger.Document;
import dev.passerelle.core.internal.ledger.Document.State;
import dev.passerelle.core.internal.ledger.Payload;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what is to be made from what was made, judged or withdrawn already. */
final class DocumentSorter {
  private final Context context;
  private final DocumentFlow flow;
  private final DocumentDesk desk;

  DocumentSorter(Context context, DocumentFlow flow, DocumentDesk desk) {
    this.context = context;
    this.flow = flow;
    this.desk = desk;
  }

  /** What was made already is only reported; what is not to be made is left or cancelled. */
  void sort(List<Draft> drafts) {
    for (Draft draft : drafts) {
      Optional<Document> document = draft.document();
      if (document.flatMap(Document::made).isPresent()) {
        changedAfter(draft, document.get());
        draft.decide();
      } else if (document.filter(d -> judgedAlready(d, draft)).isPresent()) {
        draft.decide();
      } else if (!wanted(draft)) {
        cancel(draft);
        draft.decide();
      }
    }
  }

  /** A refused document is judged again when its source changes, or when a person replays it. */
  private boolean judgedAlready(Document document, Draft draft) {
    return document.state() == State.REJECTED
        && DocumentDesk.digest(flow, draft.source().fields())
            .equals(Payload.text(document.payload(), DocumentDesk.JUDGED));
  }

  private boolean wanted(Draft draft) {
    return flow.validated(draft.source().fields()) && !expired(draft);
  }

  private boolean expired(Draft draft) {
    return flow.expiry(draft.source().fields()).filter(today()::isAfter).isPresent();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(
        context.clock().instant(), context.topology().system(flow.source()).descriptor().zone());
  }

  private void changedAfter(Draft draft, Document document) {
    String made = Payload.text(document.payload(), DocumentDesk.DIGEST);
    String now = DocumentDesk.digest(flow, draft.source().fields());
    if (made == null || made.equals(now) || document.state() == State.CHANGED_AFTER) {
      return;
    }
    Map<String, @Nullable Object> payload = new LinkedHashMap<>(document.payload());
    payload.put(
        DocumentDesk.MESSAGE,
        context.words(ErrorCode.CHANGED_AFTER_SYNC, ErrorCode.CHANGED_AFTER_SYNC.name()));
    payload.put(DocumentDesk.CODE, ErrorCode.CHANGED_AFTER_SYNC.name());
    Document changed =
        new Document(
            document.flow(),
            document.source(),
            State.CHANGED_AFTER,
            document.generation(),
            document.target(),
            document.payer(),
            context.clock().instant(),
            payload);
    draft.document(changed);
    context.ledger().commitAll(tx -> desk.store(tx, changed));
  }

  private void cancel(Draft draft) {
    draft
        .document()
        .filter(document -> document.state() != State.CANCELLED)
        .ifPresent(
            document -> {
              ErrorCode why = expired(draft) ? ErrorCode.QUOTE_EXPIRED : ErrorCode.QUOTE_WITHDRAWN;
              Document cancelled =
                  desk.state(draft, State.CANCELLED, List.of(Notice.of(why, "", Map.of())));
              context.ledger().commitAll(tx -> desk.store(tx, cancelled));
            });
  }
}
