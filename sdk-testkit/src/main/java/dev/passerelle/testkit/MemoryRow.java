package dev.passerelle.testkit;

import dev.passerelle.core.model.RecordId;
import org.jspecify.annotations.Nullable;

/** One record of a table, with what the feed and the search index know of it. */
final class MemoryRow {
  final long id;

  /** The truth; null before the transaction that creates the record commits. */
  @Nullable MemoryVersion current;

  /** What the feed shows; the same object as {@link #current} unless the feed lags. */
  @Nullable MemoryVersion fed;

  /** What the search shows. */
  @Nullable MemoryVersion found;

  /** Whether the credentials of the connector may not see the record. */
  boolean hidden;

  /** Whether the record cannot be understood by the connector. */
  boolean unreadable;

  MemoryRow(long id) {
    this.id = id;
  }

  RecordId recordId() {
    return RecordId.of(id);
  }

  /** The truth of a record that was created. */
  MemoryVersion truth() {
    MemoryVersion version = current;
    if (version == null) {
      throw new IllegalStateException("record " + id + " is not committed yet");
    }
    return version;
  }

  boolean exists() {
    MemoryVersion version = current;
    return version != null && version.exists();
  }

  long fedStamp() {
    MemoryVersion version = fed;
    return version == null ? Long.MIN_VALUE : version.stamp;
  }
}
