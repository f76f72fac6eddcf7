package dev.passerelle.salesforce.model;

import dev.passerelle.core.http.JsonTree;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a create, update or upsert of many records. Salesforce answers rows in their order and
 * does not repeat any key, so {@code key} stays on this side.
 *
 * @param key names the row in its outcome; unique within the call
 * @param values by API name: texts, numbers, booleans, trees, null to clear; for an update the
 *     record's {@code Id} too, for an upsert the value of the external id
 */
public record Row(String key, Map<String, @Nullable Object> values) {
  /** Copies. */
  public Row {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** An update of the record with this id. */
  public static Row update(String key, String id, Map<String, ? extends @Nullable Object> values) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("Id", id);
    all.putAll(values);
    return new Row(key, all);
  }

  /** The body that is sent. */
  public JsonTree body(String object) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("attributes", Map.of("type", object));
    body.putAll(values);
    return JsonTree.of(body);
  }

  /** The names of the fields only: values may be personal. */
  @Override
  public String toString() {
    return key + " " + values.keySet();
  }
}
