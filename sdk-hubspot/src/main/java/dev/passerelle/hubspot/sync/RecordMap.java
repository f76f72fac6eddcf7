package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.Reference;
import dev.passerelle.hubspot.model.HubSpotObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the selected fields of one entity type lie: in which properties, and in which parts.
 * Immutable.
 *
 * @param type the entity type
 * @param objectType HubSpot's object type
 * @param referenceProperty the property that holds our reference
 * @param referenceUnique whether it is unique in the account, so that records can be upserted by it
 * @param bindings fields in properties
 * @param parts fields elsewhere
 * @param late fields that are written last, when all else is there (L22)
 * @param leftOut properties of wished fields that the account does not have
 */
record RecordMap(
    EntityType type,
    String objectType,
    String referenceProperty,
    boolean referenceUnique,
    List<Binding<?>> bindings,
    List<Part> parts,
    Set<Field<?>> late,
    List<Wanted> leftOut) {

  RecordMap {
    bindings = List.copyOf(bindings);
    parts = List.copyOf(parts);
    late = Set.copyOf(late);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Whether an operation is offered. Quotes are made by salespeople; documents are never deleted
   * and payments never changed (L13); what HubSpot calls archiving is a recycle bin (L28).
   */
  boolean can(Capability capability) {
    return switch (capability) {
      case CHANGES, LIST, FIND, DELETIONS_IN_CHANGES -> true;
      case CREATE -> referenceUnique && !type.equals(Quote.TYPE);
      case UPDATE -> !type.equals(Payment.TYPE);
      case DELETE -> type.kind() == EntityType.Kind.RECORD;
      default -> false;
    };
  }

  /** Why an operation is not offered, for the error. */
  String reason(String operation) {
    return switch (operation) {
      case "create" ->
          type.equals(Quote.TYPE)
              ? "quotes are made by salespeople"
              : "property " + referenceProperty + " must exist and be unique";
      case "update" -> "payments are never changed";
      case "delete" -> "documents are never deleted";
      default -> "HubSpot has a recycle bin only";
    };
  }

  /** What helps where HubSpot refuses a field without saying why. */
  Optional<String> advice(Field<?> field) {
    return type.equals(Invoice.TYPE) && field.equals(Invoice.STATUS)
        ? Optional.of("HubSpot opens an invoice that has a contact and a line item: give it both.")
        : Optional.empty();
  }

  String modifiedProperty() {
    return Catalogue.modifiedProperty(objectType);
  }

  /** All properties to ask for. */
  List<String> properties() {
    Set<String> names = new LinkedHashSet<>();
    names.add(modifiedProperty());
    bindings.forEach(binding -> names.addAll(binding.properties()));
    parts.forEach(part -> names.addAll(part.properties()));
    return new ArrayList<>(names);
  }

  List<FieldRule<?>> rules() {
    List<FieldRule<?>> rules = new ArrayList<>();
    bindings.forEach(binding -> rules.add(binding.rule()));
    parts.forEach(part -> rules.addAll(part.rules()));
    return rules;
  }

  Map<Field<?>, FieldRule<?>> rulesByField() {
    Map<Field<?>, FieldRule<?>> byField = new LinkedHashMap<>();
    rules().forEach(rule -> byField.put(rule.field(), rule));
    return byField;
  }

  List<Wanted> wanted() {
    List<Wanted> wanted = new ArrayList<>();
    bindings.forEach(binding -> wanted.addAll(binding.wanted()));
    parts.forEach(part -> wanted.addAll(part.wanted()));
    return wanted;
  }

  /** The properties of the changed fields that differ, without the fields that are left out. */
  Map<String, String> write(Fields changed, Fields before, Set<Field<?>> without) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Binding<?> binding : bindings) {
      if (!without.contains(binding.field())) {
        binding.writeFrom(changed, before, values);
      }
    }
    return values;
  }

  /** The fields in properties, as the object shows them. */
  Fields read(HubSpotObject object) {
    Fields.Builder fields = Fields.builder();
    bindings.forEach(binding -> binding.readInto(object, fields));
    return fields.build();
  }

  /** Whether the object says something of every property that was asked for. */
  boolean shownBy(HubSpotObject object) {
    return bindings.stream().allMatch(binding -> binding.shownBy(object));
  }

  /** What a write's answer shows of the fields that were sent. */
  Fields readWritten(HubSpotObject answer, Fields sent, Set<Field<?>> without) {
    Fields.Builder fields = Fields.builder();
    for (Binding<?> binding : bindings) {
      if (sent.has(binding.field()) && !without.contains(binding.field())) {
        binding.readWritten(answer, sent, fields);
      }
    }
    return fields.build();
  }

  /** The fields that records can be found by: texts and codes that lie in one property. */
  List<Field<?>> findKeys() {
    return bindings.stream()
        .<Field<?>>map(Binding::field)
        .filter(field -> property(field).isPresent())
        .filter(field -> field.type().name().equals("text") || field.type().name().equals("code"))
        .toList();
  }

  /** The property of a field that lies in one property only. */
  Optional<String> property(Field<?> field) {
    if (field.equals(Reference.FIELD)) {
      return Optional.of(referenceProperty);
    }
    return bindings.stream()
        .filter(binding -> binding.field().equals(field) && binding.properties().size() == 1)
        .map(binding -> binding.properties().get(0))
        .findFirst();
  }
}
