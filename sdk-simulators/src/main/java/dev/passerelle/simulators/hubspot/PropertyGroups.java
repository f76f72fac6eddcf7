package dev.passerelle.simulators.hubspot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The groups in which people see properties. */
final class PropertyGroups {
  /** One group of one record type. */
  record Group(String name, String label, int displayOrder) {
    Map<String, Object> json() {
      return Map.of("name", name, "label", label, "displayOrder", displayOrder, "archived", false);
    }
  }

  private final Map<String, Map<String, Group>> byType = new LinkedHashMap<>();

  List<Group> all(ObjectType type) {
    List<Group> all = new ArrayList<>();
    all.add(standard(type));
    all.addAll(byType.getOrDefault(type.name(), Map.of()).values());
    return all;
  }

  Optional<Group> find(ObjectType type, String name) {
    return all(type).stream().filter(each -> each.name().equals(name)).findFirst();
  }

  void put(ObjectType type, Group group) {
    byType.computeIfAbsent(type.name(), key -> new LinkedHashMap<>()).put(group.name(), group);
  }

  void remove(ObjectType type, String name) {
    byType.getOrDefault(type.name(), new LinkedHashMap<>()).remove(name);
  }

  static Group standard(ObjectType type) {
    String name = type.singular().replace("_", "") + "information";
    return new Group(name, type.singular().replace('_', ' ') + " information", 0);
  }
}
