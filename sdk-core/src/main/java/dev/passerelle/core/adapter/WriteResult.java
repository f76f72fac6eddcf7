package dev.passerelle.core.adapter;

import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of one write (L23). Exactly one per write, matched by {@link #key()}. */
public sealed interface WriteResult {

  /** The key of the write. */
  String key();

  /**
   * Done. The snapshot is what the system returned for the record; fields it did not show are
   * absent. For an archive or delete it may have no fields.
   *
   * @param key the write's key
   * @param snapshot what the system returned
   * @param created whether the record was created by this write (false when a create found it)
   */
  record Written(String key, Snapshot snapshot, boolean created) implements WriteResult {}

  /**
   * Taken in, not yet done (an import file, a bulk job, a 202): never reported as written (W10).
   *
   * @param key the write's key
   * @param token the adapter's own bookmark for {@code fate}
   * @param deadline when somebody must look (L21)
   */
  record Accepted(String key, String token, Instant deadline) implements WriteResult {}

  /** A composite record is half written; the next write completes it (L22). */
  record Incomplete(String key, RecordId id, @Nullable Snapshot snapshot, ErrorDetail cause)
      implements WriteResult {}

  /**
   * The system, or a check before sending, says no; nothing was written.
   *
   * @param key the write's key
   * @param cause the error as a whole
   * @param fields the fields refused, if named
   * @param awaiting a reference that the system does not know yet, if that is the reason
   * @param existing the record that already exists, when that is the reason and the system says so
   */
  record Refused(
      String key,
      ErrorDetail cause,
      List<FieldError> fields,
      @Nullable String awaiting,
      @Nullable RecordId existing)
      implements WriteResult {

    /** Copies. */
    public Refused {
      fields = List.copyOf(fields);
    }

    /** A refusal as a whole. */
    public static Refused of(String key, ErrorDetail cause, FieldError... fields) {
      return new Refused(key, cause, List.of(fields), null, null);
    }

    /** The record that is already there. */
    public Optional<RecordId> existingRecord() {
      return Optional.ofNullable(existing);
    }
  }

  /** The precondition failed: the record changed meanwhile; nothing was written (W5). */
  record Stale(String key) implements WriteResult {}

  /** Surely nothing happened, and trying again may help (record in use, refused connection). */
  record Failed(String key, ErrorDetail cause) implements WriteResult {}

  /** It may have happened: a time-out, a 5xx, a lost answer (F3). Settled by {@code fate} only. */
  record Unknown(String key, ErrorDetail cause) implements WriteResult {}

  /** From {@code fate} only: the system holds no trace of it at this moment. */
  record Absent(String key) implements WriteResult {}
}
