package dev.passerelle.core.model;

import java.util.Objects;

/**
 * A system's immutable key of a record (cbMarq, DocEntry, hs_object_id), as text. Not a number that
 * people change, where the system has better.
 *
 * @param value not empty, at most 190 characters
 */
public record RecordId(String value) implements Comparable<RecordId> {

  /** Refuses an empty or overlong id. */
  public RecordId {
    Objects.requireNonNull(value, "value");
    if (value.isEmpty() || value.length() > 190) {
      throw new IllegalArgumentException("record id must have 1 to 190 characters");
    }
  }

  /** Shorthand for the constructor. */
  public static RecordId of(String value) {
    return new RecordId(value);
  }

  /** Shorthand for numeric keys. */
  public static RecordId of(long value) {
    return new RecordId(Long.toString(value));
  }

  @Override
  public int compareTo(RecordId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
