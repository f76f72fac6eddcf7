package dev.passerelle.hubspot.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A property's definition.
 *
 * @param name internal name
 * @param label what users see
 * @param groupName its group
 * @param type {@code string}, {@code number}, {@code date}, {@code datetime}, {@code bool}, {@code
 *     enumeration} or {@code phone_number}
 * @param fieldType how users enter it
 * @param description for users
 * @param hasUniqueValue whether no two records may share a value
 * @param options values of an enumeration
 * @param modificationMetadata what may be changed
 */
public record Property(
    String name,
    String label,
    @Nullable String groupName,
    String type,
    String fieldType,
    @Nullable String description,
    @Nullable Boolean hasUniqueValue,
    List<Option> options,
    @Nullable Modification modificationMetadata) {
  /** Copies. */
  public Property {
    options = Copies.list(options);
  }

  /**
   * A value of an enumeration.
   *
   * @param label what users see
   * @param value the internal value, which is what is written
   * @param displayOrder position
   * @param hidden whether users do not see it
   */
  public record Option(
      String label, String value, @Nullable Integer displayOrder, @Nullable Boolean hidden) {}

  /**
   * What may be changed.
   *
   * @param readOnlyValue whether values cannot be written
   */
  public record Modification(boolean readOnlyValue) {}

  /** Whether no two records may share a value. */
  public boolean unique() {
    return Boolean.TRUE.equals(hasUniqueValue);
  }

  /** Whether values cannot be written. */
  public boolean readOnly() {
    return modificationMetadata != null && modificationMetadata.readOnlyValue();
  }
}
