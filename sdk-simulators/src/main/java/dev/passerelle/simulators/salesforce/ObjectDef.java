package dev.passerelle.simulators.salesforce;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object with its fields. Guarded by the org's lock. */
final class ObjectDef {
  final String name;
  final String prefix;
  private final Map<String, FieldDef> fields = new LinkedHashMap<>();

  ObjectDef(String name, String prefix) {
    this.name = name;
    this.prefix = prefix;
    with(FieldDef.of("Id", "id").sized(18, 0, 0).readOnly());
    with(FieldDef.of("IsDeleted", "boolean").readOnly());
    with(FieldDef.of("CreatedDate", "datetime").readOnly());
    with(FieldDef.of("LastModifiedDate", "datetime").readOnly());
    with(FieldDef.reference("LastModifiedById", "User", "LastModifiedBy").readOnly());
    with(FieldDef.of("SystemModstamp", "datetime").readOnly());
  }

  ObjectDef with(FieldDef field) {
    fields.put(field.name().toLowerCase(Locale.ROOT), field);
    return this;
  }

  void remove(String field) {
    fields.remove(field.toLowerCase(Locale.ROOT));
  }

  Optional<FieldDef> field(String field) {
    return Optional.ofNullable(fields.get(field.toLowerCase(Locale.ROOT)));
  }

  Optional<FieldDef> relation(String relationship) {
    return fields.values().stream()
        .filter(field -> relationship.equalsIgnoreCase(field.relationship()))
        .findFirst();
  }

  Iterable<FieldDef> fields() {
    return fields.values();
  }

  boolean mergeable() {
    return field("MasterRecordId").isPresent();
  }

  Map<String, @Nullable Object> header() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("keyPrefix", prefix);
    json.put("custom", name.endsWith("__c"));
    json.put("createable", true);
    json.put("updateable", true);
    json.put("deletable", true);
    json.put("queryable", true);
    return json;
  }
}
