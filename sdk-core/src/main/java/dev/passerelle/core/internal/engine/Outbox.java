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
import java.util.Set;
import java.util.stream.Collectors;
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

  /**
   * What became of parcels.
   *
   * @param results one per parcel
   * @param met the parcels that were not sent, because their records were there
   */
  record Sent(Map<String, WriteResult> results, Set<String> met) {}

  /** Sends parcels of one record type. Intents are durable before anything is sent. */
  Sent send(List<Parcel> parcels) {
    Map<String, WriteResult> results = new LinkedHashMap<>();
    if (parcels.isEmpty()) {
      return new Sent(results, Set.of());
    }
    context
        .ledger()
        .commitAll(tx -> tx.intents().insert(parcels.stream().map(Parcel::intent).toList()));
    EngineSystem system = parcels.get(0).system();
    EntityAdapter adapter = system.need(parcels.get(0).type());
    List<Parcel> left = new ArrayList<>(parcels);
    lookUpFirst(system, adapter, left, results);
    Set<String> met = written(results);
    new Sender(context, troubles, system, adapter)
        .send(Calls.chunks(left, adapter.describe().writeBatch()), results);
    return new Sent(results, met);
  }

  private static Set<String> written(Map<String, WriteResult> results) {
    return results.values().stream()
        .filter(WriteResult.Written.class::isInstance)
        .map(WriteResult::key)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Where a create is only protected by a look-up, it is asked for before the first send (L20); by
   * an upsert, where it may have been made and forgotten: it would write over what was entered
   * since.
   */
  private void lookUpFirst(
      EngineSystem system,
      EntityAdapter adapter,
      List<Parcel> parcels,
      Map<String, WriteResult> results) {
    CreateSafety.Kind kind = adapter.describe().createSafety().kind();
    boolean asked =
        kind == CreateSafety.Kind.LOOKUP_BY_REFERENCE
            || (kind == CreateSafety.Kind.UPSERT_BY_REFERENCE
                && system.recall().mayLack(adapter.describe().type()));
    if (!asked) {
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
