package dev.passerelle.sap.common;

import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What became of writes whose answer was lost: asked of the database itself, by our reference or by
 * id (W1).
 */
public final class Fates {
  private final EntityType type;
  private final Source source;

  /** Strongly consistent reads. */
  public interface Source {
    /** The records of these ids; those that are not there are left out. */
    Map<RecordId, Snapshot> byId(Collection<RecordId> ids);

    /** The records with these references, by reference. */
    Map<String, Snapshot> byReference(Collection<String> references);
  }

  /** Of one type. */
  public Fates(EntityType type, Source source) {
    this.type = type;
    this.source = source;
  }

  /** One outcome per ticket. */
  public List<WriteResult> of(List<Ticket> tickets) {
    Set<String> references = new LinkedHashSet<>();
    Set<RecordId> ids = new LinkedHashSet<>();
    for (Ticket ticket : tickets) {
      if (ticket.record().isPresent()) {
        ids.add(ticket.record().get());
      } else {
        ticket.ourReference().ifPresent(references::add);
      }
    }
    Map<String, Snapshot> byReference =
        references.isEmpty() ? Map.of() : source.byReference(references);
    Map<RecordId, Snapshot> byId = ids.isEmpty() ? Map.of() : source.byId(ids);
    List<WriteResult> results = new ArrayList<>();
    for (Ticket ticket : tickets) {
      Optional<Snapshot> found =
          ticket.record().isPresent()
              ? ticket.record().map(byId::get)
              : ticket.ourReference().map(byReference::get);
      results.add(judge(type, ticket, found));
    }
    return results;
  }

  /** What a ticket became, from the record as it is now. */
  public static WriteResult judge(EntityType type, Ticket ticket, Optional<Snapshot> found) {
    boolean deleted = ticket.operation() == Ticket.Operation.DELETE;
    if (found.isEmpty()) {
      return deleted ? written(ticket, gone(type, ticket)) : new WriteResult.Absent(ticket.key());
    }
    Snapshot now = found.get();
    boolean happened =
        switch (ticket.operation()) {
          case CREATE -> true;
          case UPDATE, COMPLETE -> Taken.all(ticket.sent(), now.fields());
          case ARCHIVE -> now.life() == Life.ARCHIVED;
          case RESTORE -> now.life() == Life.LIVE;
          case DELETE -> false;
        };
    return happened ? written(ticket, now) : new WriteResult.Absent(ticket.key());
  }

  private static Snapshot gone(EntityType type, Ticket ticket) {
    return Snapshot.builder(type, ticket.record().orElseThrow(), Fields.empty())
        .life(Life.ARCHIVED)
        .build();
  }

  private static WriteResult written(Ticket ticket, Snapshot snapshot) {
    boolean made = ticket.operation() == Ticket.Operation.CREATE;
    return new WriteResult.Written(ticket.key(), snapshot, made);
  }
}
