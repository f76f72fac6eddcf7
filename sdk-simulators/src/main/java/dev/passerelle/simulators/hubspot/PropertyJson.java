package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.hubspot.PropertyDefinition.Trait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Property definitions as HubSpot shows and takes them. */
final class PropertyJson {
  private static final Set<String> TYPES =
      Set.of("bool", "date", "datetime", "enumeration", "number", "phone_number", "string");
  private static final Set<String> FIELD_TYPES =
      Set.of(
          "booleancheckbox",
          "calculation_equation",
          "checkbox",
          "date",
          "file",
          "html",
          "number",
          "phonenumber",
          "radio",
          "select",
          "text",
          "textarea");

  private PropertyJson() {}

  static Map<String, Object> of(PropertyDefinition property) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", property.name());
    json.put("label", property.label());
    json.put("type", property.type());
    json.put("fieldType", property.fieldType());
    json.put("description", property.description());
    json.put("groupName", property.groupName());
    json.put("options", property.options().stream().map(PropertyJson::option).toList());
    json.put("displayOrder", property.displayOrder());
    json.put("calculated", property.is(Trait.CALCULATED));
    json.put("externalOptions", property.is(Trait.EXTERNAL_OPTIONS));
    json.put("hasUniqueValue", property.is(Trait.UNIQUE));
    json.put("hidden", property.is(Trait.HIDDEN));
    json.put("hubspotDefined", property.is(Trait.HUBSPOT_DEFINED));
    json.put("formField", !property.is(Trait.READ_ONLY));
    json.put("modificationMetadata", modification(property));
    json.put("createdAt", Times.text(property.createdAt()));
    json.put("updatedAt", Times.text(property.updatedAt()));
    json.put("archived", property.archivedAt() != null);
    if (property.archivedAt() != null) {
      json.put("archivedAt", Times.text(property.archivedAt()));
    }
    return json;
  }

  /** A new definition; only here can it be made unique (fact sheet §2). */
  static PropertyDefinition created(JsonBody body, ObjectType type, Instant now) {
    String name = body.requiredText("name");
    if (!name.matches("[a-z][a-z0-9_]{0,99}")) {
      throw HubSpotError.validation(
          "property names are lower-case, digits and underscores: " + name);
    }
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    addIf(traits, body.flag("hasUniqueValue", false), Trait.UNIQUE);
    addIf(traits, body.flag("hidden", false), Trait.HIDDEN);
    addIf(traits, body.flag("readOnly", false), Trait.READ_ONLY);
    return checked(
        new PropertyDefinition(
            name,
            body.text("label").orElse(name),
            body.text("description").orElse(""),
            body.text("groupName").orElse(PropertyGroups.standard(type).name()),
            body.requiredText("type"),
            body.requiredText("fieldType"),
            options(body),
            traits,
            body.number("displayOrder", -1),
            now,
            now,
            null));
  }

  static PropertyDefinition updated(PropertyDefinition before, JsonBody body, Instant now) {
    return checked(
        new PropertyDefinition(
            before.name(),
            body.text("label").orElse(before.label()),
            body.text("description").orElse(before.description()),
            body.text("groupName").orElse(before.groupName()),
            body.text("type").orElse(before.type()),
            body.text("fieldType").orElse(before.fieldType()),
            body.has("options") ? options(body) : before.options(),
            before.traits(),
            body.number("displayOrder", before.displayOrder()),
            before.createdAt(),
            now,
            null));
  }

  private static PropertyDefinition checked(PropertyDefinition property) {
    if (!TYPES.contains(property.type()) || !FIELD_TYPES.contains(property.fieldType())) {
      throw HubSpotError.validation(
          "no such property type: " + property.type() + "/" + property.fieldType());
    }
    if (property.type().equals("enumeration") && property.options().isEmpty()) {
      throw HubSpotError.validation("an enumeration needs options: " + property.name());
    }
    return property;
  }

  /** Options as objects with value and label, or, in data files, as plain values. */
  private static List<PropertyOption> options(JsonBody body) {
    List<PropertyOption> options = new ArrayList<>();
    for (Object item : body.items("options")) {
      if (item instanceof String value) {
        options.add(new PropertyOption(value, value, options.size(), false));
      }
    }
    if (options.isEmpty()) {
      for (JsonBody item : body.objects("options")) {
        String value = item.requiredText("value");
        options.add(
            new PropertyOption(
                value,
                item.text("label").orElse(value),
                item.number("displayOrder", options.size()),
                item.flag("hidden", false)));
      }
    }
    return options;
  }

  private static Map<String, Object> option(PropertyOption option) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("label", option.label());
    json.put("value", option.value());
    json.put("displayOrder", option.displayOrder());
    json.put("hidden", option.hidden());
    return json;
  }

  private static Map<String, Object> modification(PropertyDefinition property) {
    boolean own = !property.is(Trait.HUBSPOT_DEFINED);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("archivable", own);
    json.put("readOnlyDefinition", !own);
    json.put("readOnlyOptions", !own || property.is(Trait.EXTERNAL_OPTIONS));
    json.put("readOnlyValue", property.is(Trait.READ_ONLY));
    return json;
  }

  private static void addIf(Set<Trait> traits, boolean add, Trait trait) {
    if (add) {
      traits.add(trait);
    }
  }
}
