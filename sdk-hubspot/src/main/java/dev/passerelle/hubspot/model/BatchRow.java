package dev.passerelle.hubspot.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a batch create, update or upsert. HubSpot answers rows in any order and tells refused
 * ones apart only by their trace id (fact sheet §4).
 *
 * @param id the record, or the unique value with {@code idProperty}; null for a create
 * @param idProperty the unique property that {@code id} is a value of; null for the record id
 * @param properties values by internal name; an empty text clears
 * @param associations to be made with the record; creates only
 * @param objectWriteTraceId unique within the batch
 */
public record BatchRow(
    @Nullable String id,
    @Nullable String idProperty,
    Map<String, String> properties,
    @Nullable List<NewAssociation> associations,
    String objectWriteTraceId) {
  /** Copies. */
  public BatchRow {
    properties = Copies.map(properties);
    associations = associations == null ? null : List.copyOf(associations);
  }

  /** A create. */
  public static BatchRow create(String trace, Map<String, String> properties) {
    return new BatchRow(null, null, properties, List.of(), trace);
  }

  /** A create with associations. */
  public static BatchRow create(
      String trace, Map<String, String> properties, List<NewAssociation> associations) {
    return new BatchRow(null, null, properties, associations, trace);
  }

  /** An update by record id. */
  public static BatchRow update(String trace, String id, Map<String, String> properties) {
    return new BatchRow(id, null, properties, null, trace);
  }

  /** An upsert by a unique property. */
  public static BatchRow upsert(
      String trace, String idProperty, String value, Map<String, String> properties) {
    return new BatchRow(value, idProperty, properties, null, trace);
  }
}
