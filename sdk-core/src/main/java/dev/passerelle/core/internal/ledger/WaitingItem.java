package dev.passerelle.core.internal.ledger;

import dev.passerelle.core.error.Responsible;
import dev.passerelle.core.model.RecordId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that waits for something named.
 *
 * @param feed where the record is
 * @param id the record
 * @param topic {@link #RECORD} for the record as a whole, else what it is about (a field)
 * @param kind what it waits for
 * @param code stable code
 * @param owner who must act
 * @param since when it began to wait
 * @param dueAt when it is tried again
 * @param attempts how often it was tried
 * @param detail figures and texts; no personal data
 */
public record WaitingItem(
    Feed feed,
    RecordId id,
    String topic,
    Kind kind,
    String code,
    Responsible owner,
    Instant since,
    @Nullable Instant dueAt,
    int attempts,
    Map<String, @Nullable Object> detail) {

  /** The topic of items that hold back the record as a whole. */
  public static final String RECORD = "record";

  /** What an item waits for. */
  public enum Kind {
    /** A link that does not exist yet. */
    REFERENCE,
    /** A time. */
    RETRY,
    /** A person who decides. */
    REVIEW,
    /**
     * Refused by a remote or a rule; replayed or discarded by a person, or judged again when its
     * source changes.
     */
    REJECTED,
    /** Held by a business gate. */
    HELD,
    /** Belongs to no link (yet); nothing to do. */
    UNLINKED
  }

  /** When it is tried again. */
  public Optional<Instant> due() {
    return Optional.ofNullable(dueAt);
  }
}
