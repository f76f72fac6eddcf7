package dev.passerelle.core.internal.engine;

import dev.passerelle.core.DocumentFlow;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.internal.ledger.Document;
import dev.passerelle.core.internal.ledger.Document.State;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.model.RecordId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets a second document be made from a source: only a person may say so (L18). */
public final class Reopening {
  private static final String EARLIER = "earlier";
  private final Context context;

  Reopening(Context context) {
    this.context = context;
  }

  /** Reopens the document of a source; it is judged and made anew, under a reference of its own. */
  public void reopen(String flowName, RecordId source, String by, String reason) {
    DocumentFlow flow = flow(flowName);
    Instant now = context.clock().instant();
    context
        .ledger()
        .note(
            tx -> {
              Document made = made(tx, flow, source);
              tx.documents().put(List.of(next(made, now)));
              Decisions.note(
                  tx, "reopen:" + flowName + ":" + source.value(), "REOPENED", by, reason, now);
              Feed feed = context.topology().feed(flow.source(), flow.sourceType());
              LinkDesk.decideAgain(context, tx, feed, source);
            });
  }

  private DocumentFlow flow(String name) {
    return context.topology().documents().stream()
        .filter(flow -> flow.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                InvalidConfiguration.inCode(
                    ErrorCode.CONFIGURATION_INVALID, name, "no document flow has this name"));
  }

  private Document made(Tx tx, DocumentFlow flow, RecordId source) {
    Document document =
        tx.documents()
            .find(flow.name(), source)
            .filter(d -> d.made().isPresent())
            .orElseThrow(
                () -> refused(flow, source, "no document was made from it: replay it instead"));
    if (!tx.intents().ofOwner(Outbox.owner(document), context.topology()::feed).isEmpty()) {
      throw refused(flow, source, "a write of it is under way: wait for its outcome");
    }
    return document;
  }

  private static InvalidConfiguration refused(DocumentFlow flow, RecordId source, String why) {
    String place = flow.name() + ": " + flow.source() + "/" + flow.sourceType().name();
    return InvalidConfiguration.inCode(
        ErrorCode.CONFIGURATION_INVALID, place + " " + source.value(), why);
  }

  private static Document next(Document made, Instant now) {
    List<Object> earlier = new ArrayList<>();
    if (made.payload().get(EARLIER) instanceof List<?> before) {
      earlier.addAll(before);
    }
    made.made().ifPresent(id -> earlier.add(id.value()));
    Map<String, @Nullable Object> payload = new LinkedHashMap<>();
    payload.put(EARLIER, earlier);
    return new Document(
        made.flow(),
        made.source(),
        State.WAITING,
        made.generation() + 1,
        null,
        made.payer(),
        now,
        payload);
  }
}
