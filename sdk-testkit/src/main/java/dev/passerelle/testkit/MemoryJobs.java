package dev.passerelle.testkit;

import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.RecordId;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes that an asynchronous system has accepted, and what became of them. Not thread-safe. */
final class MemoryJobs {
  private record Job(
      WriteResult.Accepted accepted, @Nullable String reference, Optional<RecordId> id) {}

  private final Map<String, Job> pending = new LinkedHashMap<>();
  private final Map<String, WriteResult> done = new HashMap<>();
  private final Map<String, WriteResult> refusedByReference = new HashMap<>();
  private long last;

  WriteResult.Accepted accept(Write write, Instant deadline) {
    String token = "job-" + ++last;
    WriteResult.Accepted accepted = new WriteResult.Accepted(write.key(), token, deadline);
    pending.put(token, new Job(accepted, referenceOf(write), write.target()));
    return accepted;
  }

  void finish(String token, Write write, WriteResult outcome) {
    pending.remove(token);
    done.put(token, outcome);
    String reference = referenceOf(write);
    if (reference != null && outcome instanceof WriteResult.Refused) {
      refusedByReference.put(reference, outcome);
    }
  }

  /** The job that still waits for a ticket, by token, reference or record. */
  Optional<WriteResult.Accepted> waiting(Ticket ticket) {
    String token = ticket.token();
    if (token != null) {
      return Optional.ofNullable(pending.get(token)).map(Job::accepted);
    }
    return pending.values().stream()
        .filter(
            job ->
                ticket.reference() == null
                    ? job.id().equals(ticket.record())
                    : ticket.reference().equals(job.reference()))
        .map(Job::accepted)
        .findFirst();
  }

  /** What a finished job said, by token; by reference only a refusal is remembered. */
  Optional<WriteResult> outcome(Ticket ticket) {
    String token = ticket.token();
    if (token != null) {
      return Optional.ofNullable(done.get(token));
    }
    return ticket.ourReference().map(refusedByReference::get);
  }

  private static @Nullable String referenceOf(Write write) {
    if (write instanceof Write.Create create) {
      return create.reference();
    }
    return write instanceof Write.Complete complete ? complete.reference() : null;
  }
}
