package dev.passerelle.testkit;

import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.Field;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers what became of writes, from the truth. Used inside the system's lock. */
final class MemoryFates {
  private final InMemorySystem system;
  private final MemoryTable table;
  private final MemoryWriter writer;

  MemoryFates(InMemorySystem system, MemoryTable table, MemoryWriter writer) {
    this.system = system;
    this.table = table;
    this.writer = writer;
  }

  WriteResult of(Ticket ticket) {
    Optional<WriteResult> job = system.jobs().waiting(ticket).map(WriteResult.class::cast);
    return job.or(() -> system.jobs().outcome(ticket))
        .map(result -> Results.rekey(result, ticket.key()))
        .orElseGet(() -> fromTruth(ticket));
  }

  private WriteResult fromTruth(Ticket ticket) {
    if (ticket.operation() == Ticket.Operation.CREATE) {
      return ofCreate(ticket);
    }
    MemoryRow row = ticket.record().map(table::row).orElse(null);
    if (row == null || row.current == null) {
      return new WriteResult.Absent(ticket.key());
    }
    return happened(ticket, row) ? found(ticket, row) : new WriteResult.Absent(ticket.key());
  }

  private WriteResult ofCreate(Ticket ticket) {
    if (table.entity.createSafety.kind() == CreateSafety.Kind.UNSAFE) {
      return new WriteResult.Unknown(
          ticket.key(),
          system.errors().detail(ErrorCode.OUTCOME_UNKNOWN, table.entity.type(), null));
    }
    MemoryRow row = created(ticket);
    return row == null ? new WriteResult.Absent(ticket.key()) : found(ticket, row);
  }

  private @Nullable MemoryRow created(Ticket ticket) {
    String reference = ticket.ourReference().orElse("");
    Field<String> key = table.entity.assignedKey;
    if (key != null) {
      return new AssignedKeys(table, key).choose(reference, ticket.sent()).ours();
    }
    return table.lookUp(reference).stream().findFirst().orElse(null);
  }

  private boolean happened(Ticket ticket, MemoryRow row) {
    MemoryVersion version = row.truth();
    return switch (ticket.operation()) {
      case UPDATE ->
          version.exists()
              && ticket.sent().keys().stream()
                  .allMatch(field -> table.schema.holds(version.values, field, ticket.sent()));
      case ARCHIVE -> version.state == MemoryVersion.State.ARCHIVED;
      case RESTORE -> version.state == MemoryVersion.State.LIVE;
      case DELETE -> !version.exists();
      case CREATE, COMPLETE -> version.exists();
    };
  }

  private WriteResult found(Ticket ticket, MemoryRow row) {
    boolean created = ticket.operation() == Ticket.Operation.CREATE;
    return row.truth().incomplete && row.exists()
        ? writer.incomplete(ticket.key(), row)
        : writer.written(ticket.key(), row, created);
  }
}
