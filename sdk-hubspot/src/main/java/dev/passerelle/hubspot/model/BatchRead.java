package dev.passerelle.hubspot.model;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for records by id or by a unique property, at most 100 (50 with history).
 *
 * @param properties internal names to show
 * @param propertiesWithHistory internal names to show with all their versions
 * @param idProperty the unique property that {@code inputs} hold; null for the record id
 * @param inputs whom to read
 */
public record BatchRead(
    List<String> properties,
    List<String> propertiesWithHistory,
    @Nullable String idProperty,
    List<ObjectId> inputs) {
  /** Copies. */
  public BatchRead {
    properties = List.copyOf(properties);
    propertiesWithHistory = List.copyOf(propertiesWithHistory);
    inputs = List.copyOf(inputs);
  }

  /** By record id. */
  public static BatchRead byId(Collection<String> ids, Collection<String> properties) {
    return new BatchRead(List.copyOf(properties), List.of(), null, ObjectId.of(ids));
  }

  /** By a unique property. */
  public static BatchRead by(
      String idProperty, Collection<String> values, Collection<String> properties) {
    return new BatchRead(List.copyOf(properties), List.of(), idProperty, ObjectId.of(values));
  }

  /** The same, with all versions of some properties. */
  public BatchRead withHistory(Collection<String> names) {
    return new BatchRead(properties, List.copyOf(names), idProperty, inputs);
  }
}
