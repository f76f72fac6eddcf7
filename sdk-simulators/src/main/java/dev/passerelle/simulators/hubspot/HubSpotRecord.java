package dev.passerelle.simulators.hubspot;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A record as it is now, for tests to look at.
 *
 * @param type plural name of its type
 * @param id its id, digits only
 * @param properties every property that is set, without those that mirror id and stamps
 * @param createdAt when it was made
 * @param updatedAt when it last changed
 * @param archived whether it lies in the recycle bin
 * @param associations ids of the linked records, by plural name of their type
 */
public record HubSpotRecord(
    String type,
    String id,
    Map<String, String> properties,
    Instant createdAt,
    Instant updatedAt,
    boolean archived,
    Map<String, List<String>> associations) {

  /** Keeps unmodifiable copies, in order. */
  public HubSpotRecord {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    associations = Collections.unmodifiableMap(new LinkedHashMap<>(associations));
  }

  /** The value of a property, if it is set. */
  public Optional<String> value(String property) {
    return Optional.ofNullable(properties.get(property));
  }

  /** The ids of the linked records of a type, in ascending order. */
  public List<String> linked(String toType) {
    return associations.getOrDefault(toType, List.of());
  }
}
