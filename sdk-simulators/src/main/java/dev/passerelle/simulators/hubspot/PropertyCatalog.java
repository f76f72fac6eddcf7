package dev.passerelle.simulators.hubspot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The property definitions of every record type, archived ones included. */
final class PropertyCatalog {
  private final Map<String, Map<String, PropertyDefinition>> byType = new LinkedHashMap<>();

  void put(ObjectType type, PropertyDefinition definition) {
    byType
        .computeIfAbsent(type.name(), name -> new LinkedHashMap<>())
        .put(definition.name(), definition);
  }

  void remove(ObjectType type) {
    byType.remove(type.name());
  }

  /** A property that has not been archived. */
  Optional<PropertyDefinition> find(ObjectType type, String name) {
    return any(type, name).filter(each -> each.archivedAt() == null);
  }

  Optional<PropertyDefinition> any(ObjectType type, String name) {
    return Optional.ofNullable(definitions(type).get(name));
  }

  Collection<PropertyDefinition> all(ObjectType type) {
    return List.copyOf(definitions(type).values());
  }

  /** The names of the properties that no two live records of the type may share. */
  List<String> unique(ObjectType type) {
    List<String> names = new ArrayList<>();
    for (PropertyDefinition each : definitions(type).values()) {
      if (each.is(PropertyDefinition.Trait.UNIQUE) && each.archivedAt() == null) {
        names.add(each.name());
      }
    }
    return names;
  }

  private Map<String, PropertyDefinition> definitions(ObjectType type) {
    return byType.getOrDefault(type.name(), Map.of());
  }
}
