package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.Json;
import dev.passerelle.simulators.hubspot.HubSpotError.Detail;
import dev.passerelle.simulators.hubspot.PropertyDefinition.Trait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks the properties of a write as a whole and brings them into the form that is kept. */
final class PropertyChecks {
  private final PropertyCatalog catalog;
  private final ValueRules rules;
  private final Store store;
  private final Normalisers normalisers;

  PropertyChecks(PropertyCatalog catalog, ValueRules rules, Store store, Normalisers normalisers) {
    this.catalog = catalog;
    this.rules = rules;
    this.store = store;
    this.normalisers = normalisers;
  }

  /**
   * The values as they will be kept.
   *
   * @param current the record before the write, null for a new one
   * @param trusted whether values that no client can write are taken too
   * @throws HubSpotError naming every property at fault
   */
  Map<String, String> check(
      ObjectType type, Map<String, String> given, @Nullable RecordState current, boolean trusted) {
    Map<String, String> kept = new LinkedHashMap<>();
    List<Detail> faults = new ArrayList<>();
    given.forEach(
        (name, value) -> {
          try {
            kept.put(name, checkOne(type, name, value, current, trusted));
          } catch (ValueRules.Invalid e) {
            faults.add(Detail.of(String.valueOf(e.getMessage()), e.code, name));
          }
        });
    if (!faults.isEmpty()) {
      throw invalid(faults);
    }
    return kept;
  }

  /** Refuses a value that another live record has in a unique property. */
  void checkUnique(ObjectType type, Map<String, String> kept, @Nullable RecordState current) {
    for (String name : catalog.unique(type)) {
      String value = kept.getOrDefault(name, "");
      Optional<Long> holder = value.isEmpty() ? Optional.empty() : store.holder(type, name, value);
      if (holder.isPresent() && (current == null || holder.get() != current.id())) {
        throw taken(type, name, value, holder.get());
      }
    }
  }

  void checkRequired(ObjectType type, Map<String, String> kept) {
    List<Detail> missing = new ArrayList<>();
    for (PropertyDefinition each : catalog.all(type)) {
      if (each.is(Trait.REQUIRED) && kept.getOrDefault(each.name(), "").isEmpty()) {
        missing.add(
            Detail.of(each.name() + " is required", "MISSING_REQUIRED_PROPERTY", each.name()));
      }
    }
    if (!missing.isEmpty()) {
      throw HubSpotError.validation(
          "Error creating " + type.upperSingular() + ". Some required properties were not set.",
          missing);
    }
  }

  private String checkOne(
      ObjectType type, String name, String value, @Nullable RecordState current, boolean trusted) {
    PropertyDefinition property =
        catalog
            .find(type, name)
            .orElseThrow(
                () ->
                    new ValueRules.Invalid(
                        "PROPERTY_DOESNT_EXIST", "Property \"" + name + "\" does not exist"));
    if (!trusted && property.is(Trait.READ_ONLY)) {
      throw new ValueRules.Invalid(
          "READ_ONLY_VALUE", "\"" + name + "\" is a read only property; its value cannot be set.");
    }
    String before = current == null ? null : current.value(name);
    return normalisers.apply(type, name, rules.normalise(type, property, value, before));
  }

  private static HubSpotError taken(ObjectType type, String name, String value, long holder) {
    if (type.name().equals("contacts") && name.equals("email")) {
      return HubSpotError.of(409, "CONFLICT", "Contact already exists. Existing ID: " + holder);
    }
    return invalid(
        List.of(
            Detail.of(
                "Cannot set " + name + ": " + holder + " already has that value.",
                "CONFLICTING_UNIQUE_VALUE",
                name)));
  }

  private static HubSpotError invalid(List<Detail> faults) {
    List<Map<String, Object>> told = new ArrayList<>();
    for (Detail each : faults) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("isValid", false);
      one.put("message", each.message());
      one.put("error", each.code());
      one.put("name", String.join(",", each.context().getOrDefault("propertyName", List.of())));
      told.add(one);
    }
    return HubSpotError.validation("Property values were not valid: " + Json.write(told), faults);
  }
}
