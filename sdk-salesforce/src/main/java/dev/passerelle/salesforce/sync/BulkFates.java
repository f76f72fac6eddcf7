package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.salesforce.RowOutcome;
import dev.passerelle.salesforce.model.SalesforceIds;
import java.util.List;
import java.util.Optional;

/**
 * What jobs tell of writes that were accepted (L21): each row by our reference or its id, never by
 * its place. Where a job does not tell, or is not there any more, the record does. Thread-safe.
 */
final class BulkFates {
  /** The token of a write of which nobody knows into which job it went, if into any. */
  private static final String ANY = "?";

  private final Org org;
  private final RecordMap map;
  private final BulkJobs jobs;

  BulkFates(Org org, RecordMap map) {
    this.org = org;
    this.map = map;
    this.jobs = new BulkJobs(org, map);
  }

  /** What a job told of a write. */
  sealed interface Told {
    /** Its final word, or that it still runs. */
    record Result(WriteResult result) implements Told {}

    /** It was done to this record. */
    record Done(RecordId id, boolean created) implements Told {}

    /** Nothing: the record tells. */
    record Nothing() implements Told {}
  }

  Told of(Ticket ticket) {
    Optional<String> job = job(ticket);
    if (job.isEmpty()) {
      return new Told.Nothing();
    }
    String column = ticket.record().isPresent() ? "Id" : map.referenceColumn();
    if (jobs.runs(job.get(), column)) {
      return new Told.Result(accepted(ticket, job.get()));
    }
    Optional<RowOutcome> outcome = jobs.outcome(job.get(), column, key(ticket));
    return outcome.map(each -> told(ticket, each)).orElseGet(Told.Nothing::new);
  }

  private static Optional<String> job(Ticket ticket) {
    return ticket.acceptedToken().filter(token -> !token.isEmpty() && !token.equals(ANY));
  }

  private static String key(Ticket ticket) {
    return ticket
        .record()
        .map(id -> SalesforceIds.of18(id.value()))
        .or(ticket::ourReference)
        .orElse("");
  }

  private Told told(Ticket ticket, RowOutcome outcome) {
    if (outcome instanceof RowOutcome.Done done) {
      return new Told.Done(RecordId.of(done.id()), done.created());
    }
    if (outcome instanceof RowOutcome.Failed) {
      // A locked row, or one that was not reached: surely not done, and worth another attempt.
      return new Told.Result(new WriteResult.Absent(ticket.key()));
    }
    if (outcome instanceof RowOutcome.Refused refused) {
      return new Told.Result(refused(ticket, refused));
    }
    return new Told.Nothing();
  }

  private WriteResult refused(Ticket ticket, RowOutcome.Refused refused) {
    if (refused.error().code() == ErrorCode.CUSTOM_PROPERTY_MISSING) {
      org.forget(map.object());
    }
    Work work =
        ticket
            .record()
            .map(id -> Work.update(map.type(), ticket.key(), id, ticket.sent(), Fields.empty()))
            .orElseGet(
                () ->
                    Work.create(
                        map.type(), ticket.key(), ticket.ourReference().orElse(""), ticket.sent()));
    refused.existing().ifPresent(id -> work.endAsExisting(refused.error(), RecordId.of(id)));
    work.judge(refused);
    return work.result();
  }

  /**
   * Whether a job of ours runs that may hold one of these writes: their own is not known, since
   * nobody was told of it. To be asked before the records are read.
   */
  boolean mayRun(List<Ticket> tickets) {
    boolean lost =
        BulkWrites.may(org.settings(), map)
            && tickets.stream().anyMatch(ticket -> job(ticket).isEmpty());
    return lost && jobs.anyRuns();
  }

  /** A write that is not there and may still come. */
  WriteResult pending(Ticket ticket) {
    return accepted(ticket, ANY);
  }

  private WriteResult accepted(Ticket ticket, String token) {
    return new WriteResult.Accepted(
        ticket.key(), token, ticket.sentAt().plus(org.settings().bulkDeadline()));
  }
}
