package dev.passerelle.core.adapter;

import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a page of changes or of a list: a record that was seen, or whose disappearance was
 * seen. Whether the shown values may be used is said by {@link Snapshot#authoritative()}.
 *
 * @param id the record
 * @param snapshot what was shown; null when only the id is known
 * @param gone whether the system said that the record no longer exists under this id
 */
public record Change(RecordId id, @Nullable Snapshot snapshot, boolean gone) {

  /** Refuses a snapshot of another record. */
  public Change {
    Objects.requireNonNull(id, "id");
    if (snapshot != null && !snapshot.id().equals(id)) {
      throw new IllegalArgumentException("snapshot of another record");
    }
  }

  /** A record with what was shown of it. */
  public static Change of(Snapshot snapshot) {
    return new Change(snapshot.id(), snapshot, false);
  }

  /** A record of which only the id is known: a hint. */
  public static Change of(RecordId id) {
    return new Change(id, null, false);
  }

  /**
   * A record that the system reported as gone; the engine asks again before it believes it (L6).
   */
  public static Change gone(RecordId id) {
    return new Change(id, null, true);
  }

  /** What was shown. */
  public Optional<Snapshot> shown() {
    return Optional.ofNullable(snapshot);
  }
}
