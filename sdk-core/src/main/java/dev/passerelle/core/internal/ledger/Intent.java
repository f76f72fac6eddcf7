package dev.passerelle.core.internal.ledger;

import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A durable note before a remote write (L20).
 *
 * @param id the intent's id, also the write's key
 * @param feed the record type written
 * @param owner what the write is for: {@code link:…} or {@code document:flow:source}
 * @param operation what is sent
 * @param state what is known of it
 * @param reference our reference, for a create or completion
 * @param record the record written, if it exists
 * @param epoch the lease's epoch
 * @param sentAt when it was sent
 * @param deadline of an accepted write
 * @param sent the values sent
 * @param token of an accepted write
 * @param note what settling it needs to know
 */
public record Intent(
    String id,
    Feed feed,
    String owner,
    Ticket.Operation operation,
    State state,
    @Nullable String reference,
    @Nullable RecordId record,
    long epoch,
    Instant sentAt,
    @Nullable Instant deadline,
    Fields sent,
    @Nullable String token,
    Map<String, @Nullable Object> note) {

  /** What is known of a write. */
  public enum State {
    /** About to be sent, or sent and not answered yet. */
    SENT,
    /** Taken in by an asynchronous system. */
    ACCEPTED,
    /** Sent; the answer was lost. */
    UNKNOWN,
    /** Answered; the answer did not show what became of some fields. */
    OPEN
  }

  /** The same intent, sent at an instant and not answered. */
  public Intent unknown(Instant at) {
    return new Intent(
        id,
        feed,
        owner,
        operation,
        State.UNKNOWN,
        reference,
        record,
        epoch,
        at,
        deadline,
        sent,
        token,
        note);
  }

  /** The same intent in another state. */
  public Intent in(State other) {
    return new Intent(
        id, feed, owner, operation, other, reference, record, epoch, sentAt, deadline, sent, token,
        note);
  }

  /** The same intent, accepted by an asynchronous system. */
  public Intent accepted(String newToken, Instant newDeadline) {
    return new Intent(
        id,
        feed,
        owner,
        operation,
        State.ACCEPTED,
        reference,
        record,
        epoch,
        sentAt,
        newDeadline,
        sent,
        newToken,
        note);
  }

  /** The ticket with which the adapter is asked. */
  public Ticket ticket() {
    return new Ticket(id, operation, reference, record, sent, token, sentAt);
  }

  /** The record written. */
  public Optional<RecordId> target() {
    return Optional.ofNullable(record);
  }
}
