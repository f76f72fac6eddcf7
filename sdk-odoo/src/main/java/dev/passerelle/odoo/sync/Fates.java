package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Ticket.Operation;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.odoo.model.OdooRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of writes, from the database itself: by external id, or by id (L20). An external id
 * is asked for by a call of its own, since ordinary users may not search them; the records are read
 * together.
 */
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
    Map<String, RecordId> ids = new HashMap<>();
    tickets.forEach(ticket -> id(ticket).ifPresent(id -> ids.put(ticket.key(), id)));
    List<RecordId> asked = ids.values().stream().distinct().toList();
    Map<RecordId, Lookup> found = new HashMap<>();
    if (!asked.isEmpty()) {
      lookups.read(asked).forEach(lookup -> found.put(lookup.id(), lookup));
    }
    Map<RecordId, OdooRecord> states = states(tickets, ids);
    return tickets.stream()
        .map(
            ticket -> {
              RecordId id = ids.get(ticket.key());
              return id == null
                  ? new WriteResult.Absent(ticket.key())
                  : of(ticket, found.getOrDefault(id, new Lookup.Gone(id)), states.get(id));
            })
        .toList();
  }

  private Optional<RecordId> id(Ticket ticket) {
    return ticket
        .record()
        .or(
            () ->
                ticket
                    .ourReference()
                    .flatMap(
                        reference ->
                            instance
                                .client()
                                .byExternalId(references.module(), References.name(reference)))
                    .map(id -> RecordId.of(Long.toString(id))));
  }

  /** The documents whose state tells whether they are whole (L22). */
  private Map<RecordId, OdooRecord> states(List<Ticket> tickets, Map<String, RecordId> ids) {
    if (map.status().isEmpty()) {
      return Map.of();
    }
    List<Long> made =
        tickets.stream()
            .filter(Fates::makes)
            .map(ticket -> ids.get(ticket.key()))
            .filter(Objects::nonNull)
            .map(RecordId::value)
            .filter(Lookups::isId)
            .map(Long::valueOf)
            .toList();
    Map<RecordId, OdooRecord> states = new HashMap<>();
    lookups.records(made).forEach(record -> states.put(RecordReader.id(record), record));
    return states;
  }

  private static boolean makes(Ticket ticket) {
    return ticket.operation() == Operation.CREATE || ticket.operation() == Operation.COMPLETE;
  }

  private WriteResult of(
      Ticket ticket, Lookup lookup, @org.jspecify.annotations.Nullable OdooRecord state) {
    Optional<Snapshot> shown =
        lookup instanceof Lookup.Found found ? Optional.of(found.snapshot()) : Optional.empty();
    if (makes(ticket)) {
      return created(ticket, lookup, shown, state);
    }
    Snapshot gone =
        Snapshot.builder(map.type(), lookup.id(), Fields.empty()).life(Life.ARCHIVED).build();
    return isDone(ticket, lookup, shown)
        ? new WriteResult.Written(ticket.key(), shown.orElse(gone), false)
        : new WriteResult.Absent(ticket.key());
  }

  private boolean isDone(Ticket ticket, Lookup lookup, Optional<Snapshot> shown) {
    boolean live = shown.filter(each -> each.life() == Life.LIVE).isPresent();
    boolean gone = lookup instanceof Lookup.Gone;
    return switch (ticket.operation()) {
      case DELETE -> gone;
      case ARCHIVE -> gone || (shown.isPresent() && !live);
      case RESTORE -> live;
      case UPDATE -> shown.filter(each -> holds(ticket.sent(), each)).isPresent();
      case CREATE, COMPLETE -> false;
    };
  }

  /** A record that cannot be understood is there all the same; a document may lack its state. */
  private WriteResult created(
      Ticket ticket,
      Lookup lookup,
      Optional<Snapshot> shown,
      @org.jspecify.annotations.Nullable OdooRecord state) {
    if (shown.isEmpty() && !(lookup instanceof Lookup.Unreadable)) {
      return new WriteResult.Absent(ticket.key());
    }
    Snapshot snapshot = shown.orElseGet(() -> Snapshot.of(map.type(), lookup.id(), Fields.empty()));
    boolean whole =
        map.status()
            .map(status -> state != null && status.isReached(state, ticket.sent()))
            .orElse(true);
    if (whole) {
      return new WriteResult.Written(ticket.key(), snapshot, true);
    }
    ErrorDetail cause =
        ErrorDetail.of(ErrorCode.INCOMPLETE_WRITE)
            .system(instance.settings().system())
            .entity(map.type().name())
            .record(lookup.id().value())
            .build();
    return new WriteResult.Incomplete(ticket.key(), lookup.id(), snapshot, cause);
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
