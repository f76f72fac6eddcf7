package dev.passerelle.simulators.hubspot;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the account knows of a property of one record type. */
record PropertyDefinition(
    String name,
    String label,
    String description,
    String groupName,
    String type,
    String fieldType,
    List<PropertyOption> options,
    Set<Trait> traits,
    int displayOrder,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant archivedAt) {

  /** Yes-or-no facts about a property. */
  enum Trait {
    /** No two live records share a value. */
    UNIQUE,
    /** Its values cannot be written. */
    READ_ONLY,
    /** HubSpot defines it. */
    HUBSPOT_DEFINED,
    /** A record cannot be created without it. */
    REQUIRED,
    /** Its options are kept elsewhere: owners, pipelines, stages. */
    EXTERNAL_OPTIONS,
    /** Its value is computed. */
    CALCULATED,
    /** People do not see it. */
    HIDDEN
  }

  PropertyDefinition {
    options = List.copyOf(options);
    traits = Set.copyOf(traits);
  }

  boolean is(Trait trait) {
    return traits.contains(trait);
  }

  PropertyDefinition archived(@Nullable Instant at) {
    return new PropertyDefinition(
        name,
        label,
        description,
        groupName,
        type,
        fieldType,
        options,
        traits,
        displayOrder,
        createdAt,
        updatedAt,
        at);
  }
}
