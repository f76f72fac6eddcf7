package dev.passerelle.salesforce.model;

import dev.passerelle.core.http.JsonTree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An object and the fields of it that the user may see (§2). Names are API names; Salesforce does
 * not care about their case, {@link #field} neither.
 *
 * @param name {@code Account}, {@code ERP_Invoice__c}
 * @param createable whether the user may create records
 * @param updateable whether the user may change records
 * @param deletable whether the user may delete records
 * @param fields by API name, in Salesforce's order
 */
public record ObjectDescription(
    String name,
    boolean createable,
    boolean updateable,
    boolean deletable,
    Map<String, FieldDescription> fields) {
  /** Copies. */
  public ObjectDescription {
    fields = Map.copyOf(fields);
  }

  /** Reads the answer. */
  public static ObjectDescription of(JsonTree tree) {
    Map<String, FieldDescription> fields = new LinkedHashMap<>();
    for (JsonTree each : tree.at("fields").items()) {
      FieldDescription field = FieldDescription.of(each);
      fields.put(field.name(), field);
    }
    return new ObjectDescription(
        tree.at("name").text().orElse(""),
        tree.at("createable").bool().orElse(false),
        tree.at("updateable").bool().orElse(false),
        tree.at("deletable").bool().orElse(false),
        fields);
  }

  /** A field by its name; empty where there is none, or the user may not see it. */
  public Optional<FieldDescription> field(String fieldName) {
    FieldDescription exact = fields.get(fieldName);
    return exact != null
        ? Optional.of(exact)
        : fields.values().stream()
            .filter(field -> field.name().equalsIgnoreCase(fieldName))
            .findFirst();
  }

  /** Whether the user sees such a field. */
  public boolean has(String fieldName) {
    return field(fieldName).isPresent();
  }
}
