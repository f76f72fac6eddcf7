package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Ticket.Operation;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sage.sage100.model.AgentError;
import dev.passerelle.sage.sage100.model.AgentOperation;
import dev.passerelle.sage.sage100.model.AgentOutcome;
import dev.passerelle.sage.sage100.model.AgentOutcome.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes through the agent. Every create carries our reference, by which the agent does it once and
 * tells its fate (L20); an update carries what the record must still hold (L24).
 */
final class AgentWriter implements SageWriter {
  private final AgentPath path;
  private final AgentKind kind;
  private final AgentRefusals refusals;

  AgentWriter(AgentPath path, AgentKind kind, AgentRefusals refusals) {
    this.path = path;
    this.kind = kind;
    this.refusals = refusals;
  }

  @Override
  public AdapterDescriptor.Builder extend(AdapterDescriptor.Builder descriptor) {
    return kind.extend(descriptor);
  }

  @Override
  public List<WriteResult> write(List<Write> writes) {
    List<WriteResult> results = new ArrayList<>();
    List<AgentKind.Prepared> sending = new ArrayList<>();
    int operations = 0;
    for (AgentKind.Prepared prepared : kind.prepare(writes)) {
      if (prepared.result() != null) {
        results.add(prepared.result());
        continue;
      }
      if (operations + prepared.operations().size() > path.batchLimit()) {
        results.addAll(send(sending, !results.isEmpty()));
        sending = new ArrayList<>();
        operations = 0;
      }
      sending.add(prepared);
      operations += prepared.operations().size();
    }
    if (!sending.isEmpty()) {
      results.addAll(send(sending, !results.isEmpty()));
    }
    return results;
  }

  /**
   * What a system causes is thrown while nothing has happened yet; after that each write is told.
   */
  private List<WriteResult> send(List<AgentKind.Prepared> sending, boolean begun) {
    try {
      List<AgentOperation> operations =
          sending.stream().flatMap(prepared -> prepared.operations().stream()).toList();
      Map<String, AgentOutcome> outcomes = path.execute(operations);
      return sending.stream().map(prepared -> result(prepared, outcomes)).toList();
    } catch (OutcomeUnknown e) {
      return sending.stream().map(p -> unknown(p.write(), e.detail())).toList();
    } catch (PasserelleException e) {
      if (!begun) {
        throw e;
      }
      return sending.stream().map(p -> failed(p.write(), e.detail())).toList();
    }
  }

  private static WriteResult unknown(Write write, ErrorDetail cause) {
    return new WriteResult.Unknown(write.key(), cause);
  }

  private static WriteResult failed(Write write, ErrorDetail cause) {
    return new WriteResult.Failed(write.key(), cause);
  }

  private WriteResult result(AgentKind.Prepared prepared, Map<String, AgentOutcome> outcomes) {
    WriteResult last = null;
    for (AgentOperation operation : prepared.operations()) {
      WriteResult next = result(prepared.write(), operation, outcomes.get(operation.key()));
      boolean first = last == null;
      if (!(next instanceof WriteResult.Written)) {
        // A part is done: the record is another one than the plan saw.
        boolean half = !first && !(next instanceof WriteResult.Unknown);
        return half ? new WriteResult.Stale(prepared.write().key()) : next;
      }
      last = next;
    }
    return last == null ? unknown(prepared.write(), refusals.unknown(null, "")) : last;
  }

  private WriteResult result(
      Write write, AgentOperation operation, @Nullable AgentOutcome outcome) {
    String key = write.key();
    String record = write.target().map(RecordId::value).orElse(operation.reference());
    if (outcome == null) {
      return unknown(write, refusals.unknown("no outcome in the answer", record));
    }
    return switch (outcome.kind()) {
      case DONE -> written(write, outcome);
      case REFUSED -> refused(write, operation, outcome, record);
      case STALE -> new WriteResult.Stale(key);
      case BUSY -> failed(write, refusals.busy(outcome, record));
      default -> unknown(write, refusals.unknown(outcome.kind().name(), record));
    };
  }

  private WriteResult written(Write write, AgentOutcome outcome) {
    boolean create = write instanceof Write.Create && !outcome.repeated();
    Snapshot snapshot =
        write instanceof Write.Delete delete
            ? Snapshot.of(kind.type(), delete.id(), Fields.empty())
            : outcome.effect().map(kind::snapshot).orElse(null);
    return snapshot == null
        ? unknown(write, refusals.unknown("done, and no record", ""))
        : new WriteResult.Written(write.key(), snapshot, create);
  }

  /** The reference is done with other content: the record is there, and it is ours. */
  private WriteResult refused(
      Write write, AgentOperation operation, AgentOutcome outcome, String record) {
    boolean reused =
        outcome.errors().stream().map(AgentError::code).anyMatch("REFERENCE_REUSED"::equals);
    if (reused && write instanceof Write.Create) {
      AgentOutcome fate = path.fates(List.of(operation.reference())).get(operation.reference());
      if (fate != null && fate.kind() == Kind.DONE && fate.effect().isPresent()) {
        Snapshot snapshot = kind.snapshot(fate.effect().get());
        return new WriteResult.Written(write.key(), snapshot, false);
      }
      return unknown(write, refusals.unknown("REFERENCE_REUSED", record));
    }
    return refusals.refused(write.key(), record, outcome.errors());
  }

  @Override
  public List<WriteResult> fate(List<Ticket> sent) {
    Map<Ticket, String> creates = new LinkedHashMap<>();
    for (Ticket ticket : sent) {
      if (ticket.operation() == Operation.CREATE) {
        creates.put(ticket, kind.reference(ticket.ourReference().orElse("")));
      }
    }
    Map<String, AgentOutcome> fates = creates.isEmpty() ? Map.of() : path.fates(creates.values());
    List<WriteResult> results = new ArrayList<>();
    for (Ticket ticket : sent) {
      String reference = creates.get(ticket);
      results.add(reference == null ? kind.look(ticket) : created(ticket, fates.get(reference)));
    }
    return results;
  }

  private WriteResult created(Ticket ticket, @Nullable AgentOutcome fate) {
    String key = ticket.key();
    String record = ticket.ourReference().orElse("");
    if (fate == null) {
      return new WriteResult.Unknown(key, refusals.unknown("no fate in the answer", record));
    }
    return switch (fate.kind()) {
      case DONE ->
          fate.effect()
              .map(kind::snapshot)
              .<WriteResult>map(snapshot -> new WriteResult.Written(key, snapshot, true))
              .orElseGet(() -> new WriteResult.Unknown(key, refusals.unknown("no record", record)));
      case REFUSED -> refusals.refused(key, record, fate.errors());
      case EXECUTING -> new WriteResult.Accepted(key, "", path.deadline());
      default -> absent(ticket);
    };
  }

  /** The agent knows nothing: Sage itself is asked; with another journal nothing is believed. */
  private WriteResult absent(Ticket ticket) {
    WriteResult seen = kind.look(ticket);
    if (!(seen instanceof WriteResult.Absent) || path.journalKept()) {
      return seen;
    }
    return new WriteResult.Unknown(
        ticket.key(),
        ErrorDetail.of(ErrorCode.OUTCOME_UNKNOWN)
            .cause("the agent's journal was replaced")
            .record(ticket.ourReference().orElse(""))
            .nextStep(
                "Look for the record in Sage; then confirm the agent's new instance in the"
                    + " settings.")
            .build());
  }
}
