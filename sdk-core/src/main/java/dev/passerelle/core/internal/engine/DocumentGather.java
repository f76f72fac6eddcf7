package dev.passerelle.core.internal.engine;

import dev.passerelle.core.DocumentFlow;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.internal.ledger.Document;
import dev.passerelle.core.internal.ledger.Document.State;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Observation;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the sources of a batch and sets aside what is not to be looked at now. */
final class DocumentGather {
  private final Context context;
  private final DocumentFlow flow;
  private final Absorber absorber;
  private final DocumentOutcomes outcomes;
  private final Feed source;

  DocumentGather(Context context, DocumentFlow flow, Absorber absorber, DocumentOutcomes outcomes) {
    this.context = context;
    this.flow = flow;
    this.absorber = absorber;
    this.outcomes = outcomes;
    source = context.topology().feed(flow.source(), flow.sourceType());
  }

  /** Confirmed drafts of a batch in source order (L17); what is gone or in flight is set aside. */
  List<Draft> gather(List<Observation> observations) {
    Map<RecordId, Observation> byId = new LinkedHashMap<>();
    observations.forEach(o -> byId.put(o.id(), o));
    Map<RecordId, Snapshot> values = new LinkedHashMap<>();
    List<RecordId> unread = new ArrayList<>();
    byId.forEach(
        (id, o) -> o.values().ifPresentOrElse(v -> values.put(id, v), () -> unread.add(id)));
    List<RecordId> gone = new ArrayList<>();
    EntityAdapter adapter = context.topology().system(source.system()).need(source.type());
    Calls.read(adapter, unread)
        .forEach(
            (id, answer) -> {
              if (answer instanceof Lookup.Found found) {
                values.put(id, found.snapshot());
              } else if (!(answer instanceof Lookup.Hidden)) {
                gone.add(id);
              }
            });
    return context.ledger().commit(tx -> drafts(tx, byId, values, unread, gone));
  }

  private List<Draft> drafts(
      Tx tx,
      Map<RecordId, Observation> byId,
      Map<RecordId, Snapshot> values,
      List<RecordId> unread,
      List<RecordId> gone) {
    Set<RecordId> news =
        absorber.confirm(
            tx, source, values.values().stream().filter(v -> unread.contains(v.id())).toList());
    Map<RecordId, Document> documents = tx.documents().of(flow.name(), byId.keySet());
    List<Draft> drafts = new ArrayList<>();
    for (Observation observation : byId.values()) {
      Snapshot value = values.get(observation.id());
      Document document = documents.get(observation.id());
      if (value == null) {
        vanished(tx, observation, document, gone.contains(observation.id()));
      } else if (inFlight(tx, document)) {
        tx.observations().park(List.of(observation));
      } else if (isEcho(observation, news) && isAside(tx, observation, document)) {
        echo(tx, observation.confirmed(value));
      } else {
        Observation confirmed = observation.confirmed(value);
        if (observation.values().isEmpty()) {
          tx.observations().confirm(List.of(confirmed));
        }
        Draft draft = new Draft(flow, confirmed, value);
        if (document != null) {
          draft.document(document);
        }
        drafts.add(draft);
      }
    }
    drafts.sort(Comparator.comparing((Draft d) -> order(d)).thenComparing(d -> d.source().id()));
    return drafts;
  }

  /** A hint that shows what is known already. */
  private static boolean isEcho(Observation observation, Set<RecordId> news) {
    return observation.values().isEmpty()
        && observation.origin() != Observation.Origin.DEMAND
        && !news.contains(observation.id());
  }

  /** Decided already, or set aside until something else brings it back. */
  private static boolean isAside(Tx tx, Observation observation, @Nullable Document document) {
    boolean open =
        document != null
            && document.made().isEmpty()
            && (document.state() == State.HELD || document.state() == State.WAITING);
    return !open || Parking.waits(tx, observation);
  }

  private void echo(Tx tx, Observation confirmed) {
    if (Parking.waits(tx, confirmed)) {
      Parking.echo(tx, confirmed);
    } else {
      outcomes.settle(tx, confirmed);
    }
  }

  private static Instant order(Draft draft) {
    return draft
        .source()
        .fields()
        .get(Quote.VALIDATED_AT)
        .or(() -> draft.source().modifiedAt())
        .orElse(Instant.EPOCH);
  }

  private boolean inFlight(Tx tx, @Nullable Document document) {
    return document != null
        && !tx.intents().ofOwner(Outbox.owner(document), context.topology()::feed).isEmpty();
  }

  private void vanished(
      Tx tx, Observation observation, @Nullable Document document, boolean isGone) {
    if (isGone && document != null && document.made().isEmpty()) {
      tx.documents()
          .put(
              List.of(
                  new Document(
                      document.flow(),
                      document.source(),
                      State.CANCELLED,
                      document.generation(),
                      null,
                      document.payer(),
                      context.clock().instant(),
                      document.payload())));
    }
    outcomes.settle(tx, observation);
  }
}
