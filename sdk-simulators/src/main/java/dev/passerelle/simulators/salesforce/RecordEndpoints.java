package dev.passerelle.simulators.salesforce;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import dev.passerelle.simulators.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Queries, single records, descriptions, deleted records and limits. */
final class RecordEndpoints {
  private static final int PAGE = 2_000;

  private final Org org;
  private final RecordWriter writer;
  private final QueryEngine queries;
  private final Map<String, List<Map<String, @Nullable Object>>> cursors = new HashMap<>();
  private int lastCursor;

  RecordEndpoints(Org org, RecordWriter writer) {
    this.org = org;
    this.writer = writer;
    this.queries = new QueryEngine(org);
  }

  HttpAnswer query(HttpCall call) {
    return page(queries.run(SoqlText.parse(call.query("q").orElse("")), false));
  }

  HttpAnswer queryAll(HttpCall call) {
    return page(queries.run(SoqlText.parse(call.query("q").orElse("")), true));
  }

  private HttpAnswer page(List<Map<String, @Nullable Object>> rows) {
    return page(rows, rows.size(), 0);
  }

  private HttpAnswer page(List<Map<String, @Nullable Object>> rows, int total, int from) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    int to = Math.min(rows.size(), from + PAGE);
    json.put("totalSize", total);
    json.put("done", to >= rows.size());
    if (to < rows.size()) {
      String cursor = "01g5g%012d".formatted(++lastCursor);
      cursors.put(cursor + "-" + to, rows);
      json.put("nextRecordsUrl", "/services/data/v67.0/query/" + cursor + "-" + to);
    }
    json.put("records", rows.subList(from, to));
    return HttpAnswer.json(200, json);
  }

  HttpAnswer next(HttpCall call) {
    String cursor = call.param("cursor");
    List<Map<String, @Nullable Object>> rows = cursors.get(cursor);
    if (rows == null) {
      throw SfError.bad("INVALID_QUERY_LOCATOR", "invalid query locator");
    }
    int from = Integer.parseInt(cursor.substring(cursor.indexOf('-') + 1));
    return page(rows, rows.size(), from);
  }

  HttpAnswer objects(HttpCall call) {
    return HttpAnswer.json(
        200,
        Map.of(
            "encoding",
            "UTF-8",
            "maxBatchSize",
            200,
            "sobjects",
            org.objects.values().stream().map(ObjectDef::header).toList()));
  }

  HttpAnswer describe(HttpCall call) {
    ObjectDef object = object(call);
    Map<String, @Nullable Object> json = object.header();
    List<Object> fields = new ArrayList<>();
    for (FieldDef field : object.fields()) {
      if (org.visible(object, field)) {
        fields.add(field.describe());
      }
    }
    json.put("fields", fields);
    return HttpAnswer.json(200, json);
  }

  private ObjectDef object(HttpCall call) {
    return org.object(call.param("object"))
        .orElseThrow(() -> new SfError(404, "NOT_FOUND", "The requested resource does not exist"));
  }

  HttpAnswer deleted(HttpCall call) {
    ObjectDef object = object(call);
    Instant start = Instant.parse(call.query("start").orElse(""));
    Instant end = Instant.parse(call.query("end").orElse(""));
    if (Duration.between(start, end).compareTo(Duration.ofMinutes(1)) <= 0) {
      throw SfError.bad("INVALID_REPLICATION_DATE", "endDate must be at least one minute greater");
    }
    List<Object> deleted = new ArrayList<>();
    for (StoredRecord record : org.table(object).values()) {
      String stamp = record.text("SystemModstamp");
      if (record.deleted()
          && stamp.compareTo(Org.stamp(start)) >= 0
          && stamp.compareTo(Org.stamp(end)) < 0) {
        deleted.add(Map.of("id", record.id, "deletedDate", stamp));
      }
    }
    return HttpAnswer.json(
        200,
        Map.of(
            "deletedRecords",
            deleted,
            "earliestDateAvailable",
            Org.stamp(org.clock.instant().minus(Duration.ofDays(15))),
            "latestDateCovered",
            Org.stamp(end)));
  }

  HttpAnswer create(HttpCall call) {
    String id = writer.create(object(call), Json.object(call.body()));
    return HttpAnswer.json(201, Map.of("id", id, "success", true, "errors", List.of())).wrote(1);
  }

  HttpAnswer update(HttpCall call) {
    writer.update(object(call), call.param("id"), Json.object(call.body()));
    return HttpAnswer.empty(204).wrote(1);
  }

  HttpAnswer delete(HttpCall call) {
    writer.delete(object(call), call.param("id"));
    return HttpAnswer.empty(204).wrote(1);
  }
}
