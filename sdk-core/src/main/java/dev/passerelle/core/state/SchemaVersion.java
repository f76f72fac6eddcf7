package dev.passerelle.core.state;

import java.util.Arrays;
import java.util.List;

/**
 * One step in the life of a schema. A version that was ever released is never edited: its content
 * is remembered by a checksum and an altered one is refused.
 *
 * @param number from 1, one more than the version before
 * @param description a few words for the administrator, at most 100 characters
 * @param changes in the order in which they are applied
 */
public record SchemaVersion(int number, String description, List<SchemaChange> changes) {

  /** Copies the list. */
  public SchemaVersion {
    if (description.isBlank() || description.length() > 100) {
      throw new IllegalArgumentException("description of version " + number + " is out of range");
    }
    changes = List.copyOf(changes);
  }

  /** A version that creates tables. */
  public static SchemaVersion creating(int number, String description, Table... tables) {
    return new SchemaVersion(
        number,
        description,
        Arrays.stream(tables).<SchemaChange>map(SchemaChange.CreateTable::new).toList());
  }
}
