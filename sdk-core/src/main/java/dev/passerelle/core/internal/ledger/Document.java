package dev.passerelle.core.internal.ledger;

import dev.passerelle.core.model.RecordId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A document of a document flow.
 *
 * @param flow the flow
 * @param source the source record
 * @param state how far it is
 * @param generation counts the documents made for one source
 * @param target the document made
 * @param payer whose documents go one after another
 * @param since when it took its state
 * @param payload notices, message, digest of the source, report
 */
public record Document(
    String flow,
    RecordId source,
    State state,
    long generation,
    @Nullable RecordId target,
    @Nullable String payer,
    Instant since,
    Map<String, @Nullable Object> payload) {

  /** How far a document is. */
  public enum State {
    /** Needs a reference or a read. */
    WAITING,
    /** Held by a gate. */
    HELD,
    /** Rejected by a gate or by the target. */
    REJECTED,
    /** Under way. */
    SENDING,
    /** Made. */
    DONE,
    /** The source changed after it was made. */
    CHANGED_AFTER,
    /** Will not be made any more. */
    CANCELLED
  }

  /** The document made. */
  public Optional<RecordId> made() {
    return Optional.ofNullable(target);
  }
}
