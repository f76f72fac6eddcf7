package dev.passerelle.simulators.salesforce;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job of the Bulk API 2.0. Guarded by the org's lock. */
final class BulkJob {
  final String id;
  final String object;
  final String operation;
  final @Nullable String externalId;
  final String user;
  final Instant created;
  String state = "Open";
  @Nullable String csv;
  Instant begins = Instant.MAX;
  Instant ends = Instant.MAX;
  @Nullable String error;
  final List<Map<String, String>> successful = new ArrayList<>();
  final List<Map<String, String>> failed = new ArrayList<>();
  final List<Map<String, String>> unprocessed = new ArrayList<>();

  BulkJob(
      String id,
      String object,
      String operation,
      @Nullable String externalId,
      String user,
      Instant created) {
    this.id = id;
    this.object = object;
    this.operation = operation;
    this.externalId = externalId;
    this.user = user;
    this.created = created;
  }

  boolean runs() {
    return state.equals("UploadComplete") || state.equals("InProgress");
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("operation", operation);
    json.put("object", object);
    json.put("createdById", user);
    json.put("createdDate", Org.stamp(created));
    json.put("systemModstamp", Org.stamp(created));
    json.put("state", state);
    if (externalId != null) {
      json.put("externalIdFieldName", externalId);
    }
    json.put("concurrencyMode", "Parallel");
    json.put("contentType", "CSV");
    json.put("apiVersion", 67.0);
    json.put("jobType", "V2Ingest");
    json.put("lineEnding", "LF");
    json.put("columnDelimiter", "COMMA");
    if (state.equals("Open")) {
      json.put("contentUrl", "services/data/v67.0/jobs/ingest/" + id + "/batches");
    } else {
      json.put("numberRecordsProcessed", successful.size() + failed.size());
      json.put("numberRecordsFailed", failed.size());
      json.put("retries", 0);
    }
    if (error != null) {
      json.put("errorMessage", error);
    }
    return json;
  }
}
