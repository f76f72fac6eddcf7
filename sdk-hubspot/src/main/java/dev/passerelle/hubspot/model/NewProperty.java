package dev.passerelle.hubspot.model;

import java.util.List;

/**
 * A property to be made.
 *
 * @param name internal name, lower case
 * @param label what users see
 * @param groupName an existing group
 * @param type as in {@link Property}
 * @param fieldType as in {@link Property}
 * @param hasUniqueValue can only be said now, at most 10 per object type
 * @param options values of an enumeration
 */
public record NewProperty(
    String name,
    String label,
    String groupName,
    String type,
    String fieldType,
    boolean hasUniqueValue,
    List<Property.Option> options) {
  /** Copies. */
  public NewProperty {
    options = List.copyOf(options);
  }
}
