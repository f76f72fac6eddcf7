package dev.passerelle.simulators.hubspot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The custom objects of the account. */
final class Schemas {
  private final Map<String, CustomSchema> byName = new LinkedHashMap<>();
  private int lastTypeNumber = 40_000_000;

  List<CustomSchema> all() {
    return new ArrayList<>(byName.values());
  }

  Optional<CustomSchema> find(ObjectType type) {
    return Optional.ofNullable(byName.get(type.name()));
  }

  CustomSchema create(Portal portal, JsonBody body) {
    String name = body.requiredText("name");
    if (portal.types.find(name).isPresent()) {
      throw HubSpotError.of(
          409, "OBJECT_ALREADY_EXISTS", "An object type named '" + name + "' already exists.");
    }
    ObjectType type =
        new ObjectType(
            name,
            "2-" + ++lastTypeNumber,
            name,
            "custom",
            "p" + portal.directory.account().portalId() + "_" + name);
    portal.types.add(type);
    StandardProperties.addCommonTo(portal.catalog, type);
    body.objects("properties")
        .forEach(each -> portal.catalog.put(type, PropertyJson.created(each, type, portal.now())));
    body.texts("associatedObjects")
        .forEach(each -> portal.associationTypes.plain(type, portal.types.get(each)));
    CustomSchema schema = schema(portal, type, body);
    byName.put(name, schema);
    return schema;
  }

  void remove(Portal portal, ObjectType type) {
    byName.remove(type.name());
    portal.types.remove(type);
    portal.catalog.remove(type);
  }

  private static CustomSchema schema(Portal portal, ObjectType type, JsonBody body) {
    JsonBody labels = body.object("labels").orElse(JsonBody.of(Map.of()));
    return new CustomSchema(
        type,
        labels.text("singular").orElse(type.name()),
        labels.text("plural").orElse(type.name()),
        body.text("description").orElse(""),
        body.texts("requiredProperties"),
        body.texts("searchableProperties"),
        body.text("primaryDisplayProperty").orElse(""),
        body.texts("secondaryDisplayProperties"),
        portal.now());
  }
}
