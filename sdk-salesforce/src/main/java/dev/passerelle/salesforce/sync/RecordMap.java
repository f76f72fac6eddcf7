package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Employee;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.Quote;
import dev.passerelle.salesforce.model.FieldDescription;
import dev.passerelle.salesforce.model.ObjectDescription;
import dev.passerelle.salesforce.model.SalesforceRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the selected fields of one entity type lie: in which columns, and in which parts.
 * Immutable.
 *
 * @param type the entity type
 * @param description Salesforce's object
 * @param referenceColumn the external id that holds our reference
 * @param bindings fields in columns
 * @param parts fields elsewhere
 * @param late fields that are written last, when all else is there (L22)
 * @param leftOut columns of wished fields that the org does not have
 * @param active the column that tells whether a record is in use; null where there is none
 */
record RecordMap(
    EntityType type,
    ObjectDescription description,
    String referenceColumn,
    List<Binding<?>> bindings,
    List<Part> parts,
    Set<Field<?>> late,
    List<Wanted> leftOut,
    @Nullable String active) {
  static final String STAMP = "SystemModstamp";
  static final String MASTER = "MasterRecordId";
  static final String DELETED = "IsDeleted";

  RecordMap {
    bindings = List.copyOf(bindings);
    parts = List.copyOf(parts);
    late = Set.copyOf(late);
    leftOut = List.copyOf(leftOut);
  }

  String object() {
    return description.name();
  }

  /** Whether records can be upserted by our reference. */
  boolean upserts() {
    return description
        .field(referenceColumn)
        .filter(column -> column.externalId() && column.unique())
        .isPresent();
  }

  /** The longest reference that the column holds. */
  int referenceLength() {
    return description.field(referenceColumn).map(FieldDescription::length).orElse(80);
  }

  /**
   * Whether an operation is offered. Quotes are made by salespeople; documents are never deleted
   * and payments never changed (L13); users are read only; a recycle bin is a delete (L28).
   */
  boolean can(Capability capability) {
    boolean users = type.equals(Employee.TYPE);
    return switch (capability) {
      case CHANGES, LIST, FIND -> true;
      case DELETIONS_IN_CHANGES -> description.has(DELETED);
      case CREATE -> upserts() && !type.equals(Quote.TYPE) && !users;
      case UPDATE -> !type.equals(Payment.TYPE) && !users;
      case DELETE -> type.kind() == EntityType.Kind.RECORD && !users;
      case ARCHIVE, RESTORE -> active != null && !users;
      default -> false;
    };
  }

  /** Why an operation is not offered, for the error. */
  String reason(String operation) {
    if (type.equals(Employee.TYPE)) {
      return "users are read only";
    }
    return switch (operation) {
      case "create" ->
          type.equals(Quote.TYPE)
              ? "quotes are made by salespeople"
              : "column " + referenceColumn + " must exist, be an external id and unique";
      case "update" -> "payments are never changed";
      case "delete" -> "documents are never deleted";
      default -> "Salesforce has a recycle bin only";
    };
  }

  /** All columns to ask for. */
  List<String> columns() {
    Set<String> names = new LinkedHashSet<>(List.of("Id", STAMP));
    if (active != null) {
      names.add(active);
    }
    bindings.stream().filter(Binding::there).forEach(binding -> names.addAll(binding.columns()));
    parts.forEach(part -> names.addAll(part.columns()));
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

  /** The fields whose columns the org does not have. */
  Set<Field<?>> missing() {
    Set<Field<?>> missing = new LinkedHashSet<>();
    bindings.stream()
        .filter(binding -> !binding.there())
        .forEach(binding -> missing.add(binding.field()));
    return missing;
  }

  List<Wanted> wanted() {
    List<Wanted> wanted = new ArrayList<>();
    bindings.forEach(binding -> wanted.addAll(binding.wanted()));
    parts.forEach(part -> wanted.addAll(part.wanted()));
    return wanted;
  }

  /** The columns of the changed fields that differ, without the fields that are left out. */
  Map<String, @Nullable Object> write(Fields changed, Fields before, Set<Field<?>> without) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Binding<?> binding : bindings) {
      if (!without.contains(binding.field())) {
        binding.writeFrom(changed, before, values);
      }
    }
    return values;
  }

  /** The fields in columns, as the record shows them. */
  Fields read(SalesforceRecord record) {
    Fields.Builder fields = Fields.builder();
    bindings.forEach(binding -> binding.readInto(record, fields));
    return fields.build();
  }

  /** The fields that records can be found by: texts and codes that lie in one column. */
  List<Field<?>> findKeys() {
    return bindings.stream()
        .filter(binding -> binding instanceof ColumnBinding<?> column && column.findable())
        .<Field<?>>map(Binding::field)
        .toList();
  }

  /** The column of a field that records can be found by. */
  Optional<String> column(Field<?> field) {
    return bindings.stream()
        .filter(binding -> binding.field().equals(field) && binding.columns().size() == 1)
        .map(binding -> binding.columns().get(0))
        .findFirst();
  }
}
