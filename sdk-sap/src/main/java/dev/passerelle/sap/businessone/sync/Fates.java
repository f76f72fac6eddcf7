package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What became of writes whose answer was lost: asked of the database itself, by our reference or by
 * id (W1).
 */
final class Fates {
  private final EntityMap map;
  private final Reading reading;

  Fates(EntityMap map, Reading reading) {
    this.map = map;
    this.reading = reading;
  }

  List<WriteResult> of(List<Ticket> tickets) {
    Map<String, Snapshot> byReference = byReference(tickets);
    Set<RecordId> ids = new LinkedHashSet<>();
    tickets.forEach(ticket -> ticket.record().ifPresent(ids::add));
    Map<RecordId, Optional<Reading.Located>> byId = reading.locate(ids);
    List<WriteResult> results = new ArrayList<>();
    for (Ticket ticket : tickets) {
      Optional<Snapshot> found =
          ticket.record().isPresent()
              ? byId.getOrDefault(ticket.record().get(), Optional.empty())
                  .map(at -> map.snapshot(at.source(), at.row()))
              : ticket.ourReference().map(byReference::get);
      results.add(judge(map, ticket, found));
    }
    return results;
  }

  private Map<String, Snapshot> byReference(List<Ticket> tickets) {
    List<String> references = new ArrayList<>();
    tickets.stream()
        .filter(ticket -> ticket.record().isEmpty())
        .forEach(ticket -> ticket.ourReference().ifPresent(references::add));
    Map<String, Snapshot> found = new LinkedHashMap<>();
    for (Reading.Located each :
        references.isEmpty()
            ? List.<Reading.Located>of()
            : reading.by(map.reference(), references)) {
      each.row()
          .text(map.reference())
          .ifPresent(reference -> found.put(reference, map.snapshot(each.source(), each.row())));
    }
    return found;
  }

  static WriteResult judge(EntityMap map, Ticket ticket, Optional<Snapshot> found) {
    boolean deleted = ticket.operation() == Ticket.Operation.DELETE;
    if (found.isEmpty()) {
      return deleted ? written(ticket, gone(map, ticket)) : new WriteResult.Absent(ticket.key());
    }
    Snapshot now = found.get();
    boolean happened =
        switch (ticket.operation()) {
          case CREATE -> true;
          case UPDATE, COMPLETE -> shows(ticket.sent(), now.fields());
          case ARCHIVE -> now.life() == Life.ARCHIVED;
          case RESTORE -> now.life() == Life.LIVE;
          case DELETE -> false;
        };
    return happened ? written(ticket, now) : new WriteResult.Absent(ticket.key());
  }

  private static Snapshot gone(EntityMap map, Ticket ticket) {
    return Snapshot.builder(map.type(), ticket.record().orElseThrow(), Fields.empty())
        .life(Life.ARCHIVED)
        .build();
  }

  private static WriteResult written(Ticket ticket, Snapshot snapshot) {
    boolean made = ticket.operation() == Ticket.Operation.CREATE;
    return new WriteResult.Written(ticket.key(), snapshot, made);
  }

  /** Whether all that was sent is there. */
  private static boolean shows(Fields sent, Fields kept) {
    return sent.keys().stream().allMatch(field -> agrees(field, sent, kept));
  }

  private static <T> boolean agrees(Field<T> field, Fields sent, Fields kept) {
    return sent.isBlank(field) && kept.isBlank(field)
        || field.type().same(sent.get(field).orElse(null), kept.get(field).orElse(null));
  }
}
