package dev.passerelle.core.adapter;

import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A write whose outcome is asked for: the durable note that was made before it was sent, and what
 * an asynchronous system returned.
 *
 * @param key names the answer
 * @param operation what was sent
 * @param reference our reference, for a create or completion
 * @param id the record, for the other operations
 * @param sent the values that were sent
 * @param token what {@link WriteResult.Accepted} carried
 * @param sentAt when it was sent
 */
public record Ticket(
    String key,
    Operation operation,
    @Nullable String reference,
    @Nullable RecordId id,
    Fields sent,
    @Nullable String token,
    Instant sentAt) {

  /** The kinds of write. */
  public enum Operation {
    CREATE,
    COMPLETE,
    UPDATE,
    ARCHIVE,
    RESTORE,
    DELETE
  }

  /** Our reference. */
  public Optional<String> ourReference() {
    return Optional.ofNullable(reference);
  }

  /** The record. */
  public Optional<RecordId> record() {
    return Optional.ofNullable(id);
  }

  /** The asynchronous system's token. */
  public Optional<String> acceptedToken() {
    return Optional.ofNullable(token);
  }
}
