package dev.passerelle.core.internal.engine;

import dev.passerelle.core.RecordSync;
import dev.passerelle.core.SyncEvent;
import dev.passerelle.core.Vanish;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Ticket.Operation;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.internal.engine.Report.Counts;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Intent;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.internal.ledger.Records;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.ledger.WaitingItem;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens to the counterpart of a record that is proven gone or archived (L6, L28). */
final class Vanishing {
  private final Context context;
  private final Gather gather;
  private final Parking parking;
  private final Outbox outbox;
  private final Bookkeeping books;
  private final Report report;

  Vanishing(
      Context context,
      Gather gather,
      Parking parking,
      Outbox outbox,
      Bookkeeping books,
      Report report) {
    this.context = context;
    this.gather = gather;
    this.parking = parking;
    this.outbox = outbox;
    this.books = books;
    this.report = report;
  }

  /** Whether a case has a record that is gone. */
  static boolean concerns(Case one) {
    return !one.isClosed() && (one.on(Side.LEFT).gone() || one.on(Side.RIGHT).gone());
  }

  /**
   * Decides and writes all cases with a record that is gone.
   *
   * @return how many a system kept from being written
   */
  int vanish(Pairing pairing, List<Case> cases) {
    Map<String, Case> byKey = new LinkedHashMap<>();
    Map<Side, List<Parcel>> parcels = new LinkedHashMap<>();
    for (Case one : cases) {
      if (concerns(one)) {
        decide(pairing, one)
            .ifPresent(
                parcel -> {
                  Side side = pairing.sideOf(parcel.intent().feed());
                  parcels.computeIfAbsent(side, s -> new ArrayList<>()).add(parcel);
                  byKey.put(parcel.intent().id(), one);
                });
      }
    }
    int keptBack = 0;
    for (List<Parcel> list : parcels.values()) {
      Map<String, WriteResult> results = outbox.send(list).results();
      settle(pairing, list, results, byKey);
      keptBack += (int) results.values().stream().filter(Outbox::keptBack).count();
    }
    return keptBack;
  }

  private Optional<Parcel> decide(Pairing pairing, Case one) {
    Side gone = one.on(Side.LEFT).gone() ? Side.LEFT : Side.RIGHT;
    Optional<Link> link = one.link().filter(l -> l.state() == Link.State.ACTIVE);
    Optional<RecordId> survivor = link.flatMap(l -> l.on(gone.other()));
    if (survivor.isEmpty() || one.on(gone.other()).gone()) {
      context.ledger().commitAll(tx -> close(tx, pairing, one, gone));
      return Optional.empty();
    }
    if (edited(one, gone.other()) || undecided(pairing, gone.other(), survivor.get())) {
      context.ledger().commitAll(tx -> parking.review(tx, one, conflict(pairing, one, gone)));
      return Optional.empty();
    }
    Vanish rule = pairing.host().vanish(pairing.system(gone));
    return write(pairing, one, gone, survivor.get(), link.get(), rule);
  }

  /** Delete against edit is a conflict (L28). */
  private static boolean edited(Case one, Side side) {
    return one.on(side).observations().stream().anyMatch(o -> o.values().isPresent());
  }

  /**
   * Whether something of the survivor waits: an edit that could not be carried over yet, or a
   * conflict that stays a person's when the deletion is merely seen again.
   */
  private boolean undecided(Pairing pairing, Side side, RecordId survivor) {
    return context
        .ledger()
        .read(tx -> tx.waiting().find(pairing.feed(side), survivor, WaitingItem.RECORD))
        .isPresent();
  }

  private ErrorDetail conflict(Pairing pairing, Case one, Side gone) {
    return ErrorDetail.of(ErrorCode.CONFLICT)
        .system(pairing.system(gone))
        .entity(pairing.feed(gone).type().name())
        .record(one.on(gone).id().map(RecordId::value).orElse(""))
        .cause("deleted on one side")
        .build();
  }

  private Optional<Parcel> write(
      Pairing pairing, Case one, Side gone, RecordId survivor, Link link, Vanish rule) {
    Side side = gone.other();
    EntityAdapter adapter =
        context.topology().system(pairing.system(side)).need(pairing.feed(side).type());
    Fields mark = rule instanceof Vanish.Mark m ? Fields.of(m.field(), m.value()) : Fields.empty();
    boolean erased = context.ledger().read(tx -> Erasure.isErased(tx, link));
    Optional<Operation> operation = erased ? Optional.empty() : operation(rule, adapter);
    if (operation.isEmpty()) {
      context
          .ledger()
          .commitAll(
              tx -> {
                if (rule instanceof Vanish.Ignore) {
                  close(tx, pairing, one, gone);
                } else {
                  parking.review(tx, one, conflict(pairing, one, gone));
                }
              });
      return Optional.empty();
    }
    Intent intent =
        outbox.intent(
            pairing.feed(side),
            Outbox.owner(link),
            operation.get(),
            null,
            survivor,
            mark,
            Map.of("gone", gone.name()));
    Write write =
        switch (operation.get()) {
          case ARCHIVE -> new Write.Archive(intent.id(), survivor);
          case DELETE -> new Write.Delete(intent.id(), survivor);
          default -> new Write.Update(intent.id(), survivor, mark, Fields.empty(), null);
        };
    return Optional.of(
        new Parcel(
            context.topology().system(pairing.system(side)),
            pairing.feed(side).type(),
            write,
            intent));
  }

  private static Optional<Operation> operation(Vanish rule, EntityAdapter adapter) {
    if (rule instanceof Vanish.Mark && adapter.describe().can(Capability.UPDATE)) {
      return Optional.of(Operation.UPDATE);
    }
    if (rule instanceof Vanish.Archive && adapter.describe().can(Capability.ARCHIVE)) {
      return Optional.of(Operation.ARCHIVE);
    }
    if (rule instanceof Vanish.Delete && adapter.describe().can(Capability.DELETE)) {
      return Optional.of(Operation.DELETE);
    }
    return Optional.empty();
  }

  private void settle(
      Pairing pairing,
      List<Parcel> parcels,
      Map<String, WriteResult> results,
      Map<String, Case> byKey) {
    context
        .ledger()
        .commitAll(
            tx -> {
              for (Parcel parcel : parcels) {
                Case one = byKey.get(parcel.intent().id());
                WriteResult result = results.get(parcel.intent().id());
                if (one != null && result != null) {
                  settle(tx, pairing, parcel, one, result);
                }
              }
            });
  }

  private void settle(Tx tx, Pairing pairing, Parcel parcel, Case one, WriteResult result) {
    if (result instanceof WriteResult.Written written) {
      written(tx, pairing, one, parcel.intent(), written);
    } else if (result instanceof WriteResult.Unknown || result instanceof WriteResult.Accepted) {
      tx.intents().put(List.of(parcel.intent().unknown(context.clock().instant())));
      parking.inFlight(tx, one, ErrorDetail.of(ErrorCode.OUTCOME_UNKNOWN).build());
    } else {
      tx.intents().close(List.of(parcel.intent().id()));
      if (result instanceof WriteResult.Refused refused) {
        parking.reject(tx, one, refused.cause());
      } else {
        ErrorDetail stale = ErrorDetail.of(ErrorCode.STALE_RECORD).build();
        parking.retry(tx, one, Outbox.notDone(result).orElse(stale), true);
      }
    }
  }

  /** The counterpart was marked or removed, as its own answer or its fate said. */
  void written(Tx tx, Pairing pairing, Case one, Intent intent, WriteResult.Written written) {
    tx.intents().close(List.of(intent.id()));
    audit(tx, pairing, intent, written);
    close(tx, pairing, one, side(intent.note()).orElseThrow());
  }

  private void audit(Tx tx, Pairing pairing, Intent intent, WriteResult.Written written) {
    RecordSync flow = pairing.host();
    Feed feed = intent.feed();
    boolean update = intent.operation() == Operation.UPDATE;
    books.audit(tx, feed, written.snapshot().id(), operation(intent), flow.name(), "VANISHED");
    books.wrote(tx, feed, written.snapshot(), update ? Records.State.LIVE : Records.State.ARCHIVED);
    report.count(flow.name(), update ? Counts::plusUpdated : Counts::plusRemoved);
    report.wrote(feed.system());
    context.tell(
        new SyncEvent.RecordWritten(
            flow.name(),
            feed.system(),
            feed.type().name(),
            written.snapshot().id().value(),
            operation(intent),
            1));
  }

  private static String operation(Intent intent) {
    return intent.operation() == Operation.UPDATE
        ? "mark"
        : intent.operation().name().toLowerCase(Locale.ROOT);
  }

  /** The record is gone: its link ends, its observations are decided. */
  private void close(Tx tx, Pairing pairing, Case one, Side gone) {
    one.on(gone).id().ifPresent(id -> gather.gone(tx, pairing.feed(gone), id));
    one.link()
        .ifPresent(
            link -> {
              tx.links().put(List.of(link.in(Link.State.GONE, context.clock().instant())));
              tx.matchIndex().release(List.of(link.id()));
            });
    one.on(gone)
        .id()
        .ifPresent(id -> tx.matchIndex().replace(pairing.key(), gone, Map.of(id, Map.of())));
    parking.settle(tx, one);
    one.close();
  }

  /** The note that a vanished record left in an intent. */
  static Optional<Side> side(Map<String, @Nullable Object> note) {
    return Optional.ofNullable(note.get("gone")).map(text -> Side.valueOf(text.toString()));
  }
}
