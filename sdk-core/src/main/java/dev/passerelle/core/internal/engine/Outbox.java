package dev.passerelle.core.internal.engine;

import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Ticket.Operation;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.internal.ledger.Document;
import dev.passerelle.core.internal.ledger.Intent;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Intents first, then batches per system, one outcome per write (L20, L23, L29). */
final class Outbox {
  private final Context context;
  private final Troubles troubles;

  Outbox(Context context, Troubles troubles) {
    this.context = context;
    this.troubles = troubles;
  }

  /** The owner name of a link's writes. */
  static String owner(Link link) {
    return "link:" + link.id();
  }

  /** The owner name of a document's writes. */
  static String owner(Document document) {
    return "document:" + document.flow() + ":" + document.source().value();
  }

  /** A note for a write; its id is the write's key. */
  Intent intent(
      dev.passerelle.core.internal.ledger.Feed feed,
      String owner,
      Operation operation,
      @Nullable String reference,
      @Nullable RecordId record,
      Fields sent,
      Map<String, @Nullable Object> note) {
    return new Intent(
        context.ids().get(),
        feed,
        owner,
        operation,
        Intent.State.SENT,
        reference,
        record,
        context.ledger().lease().epoch(),
        context.clock().instant(),
        null,
        sent,
        null,
        note);
  }

  /** Sends parcels of one record type. Intents are durable before anything is sent. */
  Map<String, WriteResult> send(List<Parcel> parcels) {
    Map<String, WriteResult> results = new LinkedHashMap<>();
    if (parcels.isEmpty()) {
      return results;
    }
    context
        .ledger()
        .commitAll(tx -> tx.intents().insert(parcels.stream().map(Parcel::intent).toList()));
    EngineSystem system = parcels.get(0).system();
    EntityAdapter adapter = system.need(parcels.get(0).type());
    List<Parcel> left = new ArrayList<>(parcels);
    lookUpFirst(system, adapter, left, results);
    new Sender(context, troubles, system, adapter)
        .send(Calls.chunks(left, adapter.describe().writeBatch()), results);
    return results;
  }

  /** Where a create is only protected by a look-up, it is asked for before the first send (L20). */
  private void lookUpFirst(
      EngineSystem system,
      EntityAdapter adapter,
      List<Parcel> parcels,
      Map<String, WriteResult> results) {
    if (adapter.describe().createSafety().kind() != CreateSafety.Kind.LOOKUP_BY_REFERENCE) {
      return;
    }
    List<Ticket> creates =
        parcels.stream()
            .filter(parcel -> parcel.write() instanceof Write.Create)
            .map(parcel -> parcel.intent().ticket())
            .toList();
    if (creates.isEmpty()) {
      return;
    }
    try {
      for (WriteResult found : adapter.fate(creates)) {
        if (!(found instanceof WriteResult.Absent)) {
          results.put(found.key(), found);
        }
      }
    } catch (PasserelleException e) {
      // Nothing was sent yet: the batch fails as a whole and is tried again.
      troubles.met(system, e);
      creates.forEach(
          ticket -> results.put(ticket.key(), new WriteResult.Failed(ticket.key(), e.detail())));
    }
    parcels.removeIf(parcel -> results.containsKey(parcel.intent().id()));
  }

  /** Why a write was surely not done; empty where it was, or may have been. */
  static Optional<ErrorDetail> notDone(WriteResult result) {
    if (result instanceof WriteResult.Failed failed) {
      return Optional.of(failed.cause());
    }
    return result instanceof WriteResult.Refused refused
        ? Optional.of(refused.cause())
        : Optional.empty();
  }

  /** Whether a system kept a write from being done: no record's fault, and no guard's business. */
  static boolean keptBack(WriteResult result) {
    return notDone(result).filter(Troubles::isOfSystem).isPresent();
  }
}
