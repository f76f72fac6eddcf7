package dev.passerelle.sap.common;

import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
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
import java.util.function.BiPredicate;

/**
 * What became of writes whose answer was lost: asked of the database itself, by our reference or by
 * id (W1).
 */
public final class Fates {
  private final EntityType type;
  private final Source source;
  private final BiPredicate<Fields, Fields> half;

  /** Strongly consistent reads. */
  public interface Source {
    /** The records of these ids; those that are not there are left out. */
    Map<RecordId, Snapshot> byId(Collection<RecordId> ids);

    /** The records with these references, by reference. */
    Map<String, Snapshot> byReference(Collection<String> references);

    /**
     * Why records with these references are there and can be no records of this type yet, by
     * reference: making them again would make others beside them.
     */
    default Map<String, ErrorDetail> unusable(Collection<String> references) {
      return Map.of();
    }
  }

  /** Of one type whose records are made by one request. */
  public Fates(EntityType type, Source source) {
    this(type, source, (sent, kept) -> false);
  }

  /**
   * Of one type.
   *
   * @param half whether a record that shows the second fields was made of the first, and not all of
   *     it (L22)
   */
  public Fates(EntityType type, Source source, BiPredicate<Fields, Fields> half) {
    this.type = type;
    this.source = source;
    this.half = half;
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
    Set<String> open = new LinkedHashSet<>(references);
    open.removeAll(byReference.keySet());
    Map<String, ErrorDetail> unusable = open.isEmpty() ? Map.of() : source.unusable(open);
    Map<RecordId, Snapshot> byId = ids.isEmpty() ? Map.of() : source.byId(ids);
    List<WriteResult> results = new ArrayList<>();
    for (Ticket ticket : tickets) {
      Optional<Snapshot> found =
          ticket.record().isPresent()
              ? ticket.record().map(byId::get)
              : ticket.ourReference().map(byReference::get);
      Optional<ErrorDetail> why = ticket.ourReference().map(unusable::get);
      results.add(
          why.isPresent()
              ? WriteResult.Refused.of(ticket.key(), why.get())
              : isHalf(ticket, found) ? half(ticket, found.get()) : judge(type, ticket, found));
    }
    return results;
  }

  private boolean isHalf(Ticket ticket, Optional<Snapshot> found) {
    return ticket.operation() == Ticket.Operation.CREATE
        && found.isPresent()
        && half.test(ticket.sent(), found.get().fields());
  }

  private static WriteResult half(Ticket ticket, Snapshot found) {
    return new WriteResult.Incomplete(
        ticket.key(),
        found.id(),
        found,
        ErrorDetail.of(ErrorCode.INCOMPLETE_WRITE).entity(found.type().name()).build());
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
