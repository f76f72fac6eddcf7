package dev.passerelle.hubspot.sync;

import dev.passerelle.core.model.Field;

/**
 * A property that the connector needs.
 *
 * @param objectType {@code companies}, …
 * @param name internal name
 * @param field the field that it holds, for messages
 * @param type property type that a set-up makes
 * @param fieldType how users see it
 * @param unique whether no two records may share a value
 * @param optional whether it works without, though less well
 */
record Wanted(
    String objectType,
    String name,
    String field,
    String type,
    String fieldType,
    boolean unique,
    boolean optional) {

  /** A property without which its field cannot be kept. */
  static Wanted needed(
      String objectType, String name, Field<?> field, String type, String fieldType) {
    return new Wanted(objectType, name, field.name(), type, fieldType, false, false);
  }
}
