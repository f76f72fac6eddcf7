package dev.passerelle.simulators.hubspot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The definition of a custom object, apart from its properties. */
record CustomSchema(
    ObjectType type,
    String singular,
    String plural,
    String description,
    List<String> requiredProperties,
    List<String> searchableProperties,
    String primaryDisplayProperty,
    List<String> secondaryDisplayProperties,
    Instant createdAt) {

  /** The schema of a native type, as far as it has one. */
  static CustomSchema ofNative(ObjectType type, Instant since) {
    return new CustomSchema(
        type, type.singular(), type.name(), "", List.of(), List.of(), "", List.of(), since);
  }

  Map<String, Object> json(Portal portal) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", type.typeId().substring(type.typeId().indexOf('-') + 1));
    json.put("objectTypeId", type.typeId());
    json.put("fullyQualifiedName", type.qualifiedName());
    json.put("name", type.name());
    json.put("labels", Map.of("singular", singular, "plural", plural));
    json.put("description", description);
    json.put("requiredProperties", requiredProperties);
    json.put("searchableProperties", searchableProperties);
    json.put("primaryDisplayProperty", primaryDisplayProperty);
    json.put("secondaryDisplayProperties", secondaryDisplayProperties);
    json.put("properties", portal.catalog.all(type).stream().map(PropertyJson::of).toList());
    json.put("associations", associations(portal));
    json.put("allowsSensitiveProperties", false);
    json.put("archived", false);
    json.put("createdAt", Times.text(createdAt));
    json.put("updatedAt", Times.text(createdAt));
    return json;
  }

  private List<Map<String, Object>> associations(Portal portal) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (AssociationType each : portal.associationTypes.from(type)) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("id", Integer.toString(each.id()));
      json.put("fromObjectTypeId", type.typeId());
      json.put("toObjectTypeId", portal.types.get(each.to()).typeId());
      json.put("name", each.name());
      all.add(json);
    }
    return all;
  }
}
