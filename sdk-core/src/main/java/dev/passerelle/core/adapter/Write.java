package dev.passerelle.core.adapter;

import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One write to one record. The {@link #key()} is unique within a batch and names the write in its
 * result. Two writes to one record are never in one batch (L23).
 */
public sealed interface Write {

  /** Names this write in its result. */
  String key();

  /** The record written; empty for a create. */
  default Optional<RecordId> target() {
    return Optional.empty();
  }

  /**
   * Creates a record.
   *
   * @param key the write's name
   * @param reference our reference, one-to-one with the source record, within the target's length
   *     and charset; it is what makes the create happen once (L20)
   * @param fields the values; composite records become visible last (L22)
   */
  record Create(String key, String reference, Fields fields) implements Write {}

  /**
   * Completes a half-written composite record (W11): the adapter reads what is there first.
   *
   * @param key the write's name
   * @param reference our reference
   * @param id the record that exists
   * @param fields the values of the whole record
   */
  record Complete(String key, String reference, RecordId id, Fields fields) implements Write {
    @Override
    public Optional<RecordId> target() {
      return Optional.of(id);
    }
  }

  /**
   * Changes fields of a record and leaves all others alone (W4).
   *
   * @param key the write's name
   * @param id the record
   * @param changed only the fields that change; of a composite value (an address, lines) the
   *     adapter writes only the parts that differ from {@code before}
   * @param before what those fields were when the change was decided
   * @param etag precondition, where the system has one (L24)
   */
  record Update(String key, RecordId id, Fields changed, Fields before, @Nullable String etag)
      implements Write {
    @Override
    public Optional<RecordId> target() {
      return Optional.of(id);
    }
  }

  /** Puts a record away reversibly. */
  record Archive(String key, RecordId id) implements Write {
    @Override
    public Optional<RecordId> target() {
      return Optional.of(id);
    }
  }

  /** Brings an archived record back. */
  record Restore(String key, RecordId id) implements Write {
    @Override
    public Optional<RecordId> target() {
      return Optional.of(id);
    }
  }

  /** Deletes a record; opt-in per flow (L28). */
  record Delete(String key, RecordId id) implements Write {
    @Override
    public Optional<RecordId> target() {
      return Optional.of(id);
    }
  }
}
