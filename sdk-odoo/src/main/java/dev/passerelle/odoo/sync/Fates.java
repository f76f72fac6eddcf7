package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.odoo.model.OdooRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of writes, from the database itself: by external id, or by id (L20). */
final class Fates {
  private final Instance instance;
  private final RecordMap map;
  private final Lookups lookups;
  private final References references;

  Fates(Instance instance, RecordMap map, Lookups lookups) {
    this.instance = instance;
    this.map = map;
    this.lookups = lookups;
    this.references = new References(instance.settings().module());
  }

  List<WriteResult> of(List<Ticket> tickets) {
    List<WriteResult> results = new ArrayList<>();
    for (Ticket ticket : tickets) {
      results.add(ticket.record().map(id -> ofKnown(ticket, id)).orElseGet(() -> ofCreate(ticket)));
    }
    return results;
  }

  private WriteResult ofCreate(Ticket ticket) {
    return ticket
        .ourReference()
        .flatMap(
            reference ->
                instance.client().byExternalId(references.module(), References.name(reference)))
        .map(id -> created(ticket, id))
        .orElseGet(() -> new WriteResult.Absent(ticket.key()));
  }

  /** A document that is there may still lack its state (L22). */
  private WriteResult created(Ticket ticket, long id) {
    List<OdooRecord> records = lookups.records(List.of(id));
    if (records.isEmpty()) {
      return new WriteResult.Absent(ticket.key());
    }
    RecordId record = RecordId.of(Long.toString(id));
    Snapshot snapshot =
        lookups.seen(List.of(id)).stream()
            .flatMap(seen -> Optional.ofNullable(seen.snapshot()).stream())
            .findFirst()
            .orElseGet(() -> Snapshot.of(map.type(), record, Fields.empty()));
    boolean whole =
        map.status().map(status -> status.isReached(records.get(0), ticket.sent())).orElse(true);
    if (whole) {
      return new WriteResult.Written(ticket.key(), snapshot, true);
    }
    ErrorDetail cause =
        ErrorDetail.of(ErrorCode.INCOMPLETE_WRITE)
            .system(instance.settings().system())
            .entity(map.type().name())
            .record(record.value())
            .build();
    return new WriteResult.Incomplete(ticket.key(), record, snapshot, cause);
  }

  private WriteResult ofKnown(Ticket ticket, RecordId id) {
    Lookup lookup = lookups.read(List.of(id)).get(0);
    Optional<Snapshot> shown =
        lookup instanceof Lookup.Found found ? Optional.of(found.snapshot()) : Optional.empty();
    boolean live = shown.filter(each -> each.life() == Life.LIVE).isPresent();
    boolean archived = shown.isPresent() && !live;
    boolean done =
        switch (ticket.operation()) {
          case DELETE -> lookup instanceof Lookup.Gone;
          case ARCHIVE -> archived || lookup instanceof Lookup.Gone;
          case RESTORE -> live;
          case CREATE, COMPLETE -> false;
          case UPDATE -> shown.filter(each -> holds(ticket.sent(), each)).isPresent();
        };
    if (ticket.operation() == Ticket.Operation.CREATE
        || ticket.operation() == Ticket.Operation.COMPLETE) {
      return shown.isPresent()
          ? created(ticket, Long.parseLong(id.value()))
          : new WriteResult.Absent(ticket.key());
    }
    Snapshot gone = Snapshot.builder(map.type(), id, Fields.empty()).life(Life.ARCHIVED).build();
    return done
        ? new WriteResult.Written(ticket.key(), shown.orElse(gone), false)
        : new WriteResult.Absent(ticket.key());
  }

  /** Whether the record has every value that was sent, in its normal form (L21). */
  private boolean holds(Fields sent, Snapshot snapshot) {
    return sent.keys().stream().noneMatch(field -> differs(field, sent, snapshot));
  }

  private <T> boolean differs(Field<T> field, Fields sent, Snapshot snapshot) {
    if (!snapshot.fields().has(field)) {
      return false;
    }
    T expected =
        sent.get(field)
            .map(value -> map.rule(field).map(rule -> rule.normalized(value)).orElse(value))
            .orElse(null);
    return !field.type().same(expected, snapshot.fields().get(field).orElse(null));
  }
}
