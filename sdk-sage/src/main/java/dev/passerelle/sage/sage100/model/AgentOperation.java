package dev.passerelle.sage.sage100.model;

import dev.passerelle.core.http.JsonTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation for an agent (contract of the agent, §3, §4). A value is a text, an {@link Integer}
 * or null; decimals are texts.
 *
 * @param key the caller's, unique in a batch
 * @param reference the idempotency reference, 1 to 100 printable ASCII characters without blank
 * @param operation its name
 * @param record cbMarq of the record, for operations on an existing one
 * @param fields columns to write
 * @param before columns that must still have these values
 * @param document the document to create
 */
public record AgentOperation(
    String key,
    String reference,
    String operation,
    @Nullable Integer record,
    Map<String, @Nullable Object> fields,
    Map<String, @Nullable Object> before,
    @Nullable AgentDocument document) {

  /** Refuses a reference that no agent takes. */
  public AgentOperation {
    if (!reference.matches("[!-~]{1,100}")) {
      throw new IllegalArgumentException(
          "reference: 1 to 100 printable ASCII characters without blank");
    }
    fields = new LinkedHashMap<>(fields);
    before = new LinkedHashMap<>(before);
  }

  /** Creates a record of {@code kind}: customer or contact. */
  public static AgentOperation create(
      String kind, String key, String reference, Map<String, @Nullable Object> fields) {
    return new AgentOperation(key, reference, kind + ".create", null, fields, Map.of(), null);
  }

  /** Changes columns of a record. */
  public static AgentOperation update(
      String kind,
      String key,
      String reference,
      int record,
      Map<String, @Nullable Object> fields,
      Map<String, @Nullable Object> before) {
    return new AgentOperation(key, reference, kind + ".update", record, fields, before, null);
  }

  /** An operation on a record that needs nothing else: sleep, wake, delete. */
  public static AgentOperation on(String operation, String key, String reference, int record) {
    return new AgentOperation(key, reference, operation, record, Map.of(), Map.of(), null);
  }

  /** Creates a quote or an order. */
  public static AgentOperation create(String key, String reference, AgentDocument document) {
    return new AgentOperation(
        key, reference, "document.create", null, Map.of(), Map.of(), document);
  }

  /** The JSON form. */
  public JsonTree toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("key", key);
    json.put("reference", reference);
    json.put("operation", operation);
    if (record != null) {
      json.put("record", record);
    }
    if (!fields.isEmpty()) {
      json.put("fields", fields);
    }
    if (!before.isEmpty()) {
      json.put("before", before);
    }
    if (document != null) {
      json.put("document", document.toJson());
    }
    return JsonTree.of(json);
  }

  /** Names only: values may be personal. */
  @Override
  public String toString() {
    return operation + " " + reference + " " + List.copyOf(fields.keySet());
  }
}
