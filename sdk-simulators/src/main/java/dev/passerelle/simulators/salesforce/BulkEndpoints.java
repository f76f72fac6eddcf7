package dev.passerelle.simulators.salesforce;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import dev.passerelle.simulators.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ingest jobs of the Bulk API 2.0: data is uploaded once, a closed job waits, runs and ends by the
 * org's clock; its rows come back in another order than they were sent.
 */
final class BulkEndpoints {
  private static final int MOST_BYTES = 150_000_000;

  private final Org org;
  private final RecordWriter writer;
  private final Map<String, BulkJob> jobs = new LinkedHashMap<>();
  private final Map<Integer, SfError> refusals = new LinkedHashMap<>();
  private Duration delay = Duration.ofSeconds(10);
  private int batchesLeft = 15_000;
  private boolean truncates;
  private int last;

  BulkEndpoints(Org org, RecordWriter writer) {
    this.org = org;
    this.writer = writer;
  }

  void delay(Duration time) {
    delay = time;
  }

  void refuse(int row, SfError error) {
    refusals.put(row, error);
  }

  void truncate() {
    truncates = true;
  }

  void batchesLeft(int left) {
    batchesLeft = left;
  }

  int batchesLeft() {
    return batchesLeft;
  }

  /** Jobs that were not finished are aborted; half of the rows of one that runs are done. */
  void abortAll() {
    for (BulkJob job : jobs.values()) {
      if (job.runs()) {
        run(job, 2);
        job.state = "Aborted";
      } else if (job.state.equals("Open")) {
        job.state = "Aborted";
      }
    }
  }

  /** Finished jobs are deleted by somebody, or too old. */
  void forgetFinished() {
    tick();
    jobs.values().removeIf(job -> !job.runs() && !job.state.equals("Open"));
  }

  List<String> states() {
    return jobs.values().stream().map(job -> job.state).toList();
  }

  /** Lets jobs begin and end whose time has come. */
  void tick() {
    Instant now = org.clock.instant();
    for (BulkJob job : jobs.values()) {
      if (job.state.equals("UploadComplete") && !now.isBefore(job.begins)) {
        job.state = "InProgress";
      }
      if (job.state.equals("InProgress") && !now.isBefore(job.ends)) {
        run(job, 1);
      }
    }
  }

  HttpAnswer create(HttpCall call) {
    Map<String, @Nullable Object> body = Json.object(call.body());
    ObjectDef object = org.need(String.valueOf(body.get("object")));
    String operation = String.valueOf(body.get("operation"));
    if (!Set.of("insert", "update", "upsert", "delete").contains(operation)) {
      throw SfError.bad("INVALIDJOB", "unsupported operation " + operation);
    }
    if (!"CSV".equals(body.getOrDefault("contentType", "CSV"))) {
      throw SfError.bad("INVALIDJOB", "contentType must be CSV");
    }
    if (batchesLeft <= 0) {
      throw SfError.bad("EXCEEDED_QUOTA", "Batches limit exceeded for the day");
    }
    Object key = body.get("externalIdFieldName");
    if (operation.equals("upsert")
        && (key == null
            || org.seen(object, key.toString()).filter(FieldDef::externalId).isEmpty())) {
      throw SfError.bad("INVALIDJOB", "externalIdFieldName is no external id of " + object.name);
    }
    BulkJob job =
        new BulkJob(
            Org.full("7505g%010d".formatted(++last)),
            object.name,
            operation,
            key == null ? null : key.toString(),
            org.userId,
            org.clock.instant());
    jobs.put(job.id, job);
    return HttpAnswer.json(200, job.json());
  }

  HttpAnswer upload(HttpCall call) {
    BulkJob job = job(call);
    if (!job.state.equals("Open") || job.csv != null) {
      throw SfError.bad("INVALIDJOBSTATE", "data can be uploaded once, to an open job");
    }
    if (call.body().length() > MOST_BYTES) {
      throw new SfError(413, "INVALIDBATCH", "the upload is too large");
    }
    job.csv = call.body();
    return HttpAnswer.empty(201);
  }

  HttpAnswer change(HttpCall call) {
    BulkJob job = job(call);
    String state = String.valueOf(Json.object(call.body()).get("state"));
    if (state.equals("UploadComplete") && job.state.equals("Open")) {
      job.state = state;
      Instant now = org.clock.instant();
      job.begins = now.plus(delay.dividedBy(2));
      job.ends = now.plus(delay);
      batchesLeft--;
    } else if (state.equals("Aborted") && (job.runs() || job.state.equals("Open"))) {
      job.state = state;
    } else {
      throw SfError.bad("INVALIDJOBSTATE", "a job that is " + job.state + " cannot be " + state);
    }
    return HttpAnswer.json(200, job.json());
  }

  HttpAnswer read(HttpCall call) {
    return HttpAnswer.json(200, job(call).json());
  }

  HttpAnswer list(HttpCall call) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("done", true);
    json.put("records", jobs.values().stream().map(BulkJob::json).toList());
    json.put("nextRecordsUrl", null);
    return HttpAnswer.json(200, json);
  }

  HttpAnswer delete(HttpCall call) {
    BulkJob job = job(call);
    if (job.runs() || job.state.equals("Open")) {
      throw SfError.bad("INVALIDJOBSTATE", "a job must be finished or aborted to be deleted");
    }
    jobs.remove(job.id);
    return HttpAnswer.empty(204);
  }

  HttpAnswer successful(HttpCall call) {
    List<Map<String, String>> rows = new ArrayList<>(finished(call).successful);
    if (truncates && !rows.isEmpty()) {
      truncates = false;
      rows.remove(rows.size() - 1);
    }
    return csv(rows);
  }

  HttpAnswer failed(HttpCall call) {
    return csv(finished(call).failed);
  }

  HttpAnswer unprocessed(HttpCall call) {
    return csv(finished(call).unprocessed);
  }

  private BulkJob job(HttpCall call) {
    return Optional.ofNullable(jobs.get(call.param("id")))
        .orElseThrow(() -> new SfError(404, "NOT_FOUND", "The requested resource does not exist"));
  }

  private BulkJob finished(HttpCall call) {
    BulkJob job = job(call);
    if (job.runs() || job.state.equals("Open")) {
      throw SfError.bad("INVALIDJOBSTATE", "results are there when the job has ended");
    }
    return job;
  }

  private static HttpAnswer csv(List<Map<String, String>> rows) {
    StringBuilder text = new StringBuilder();
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.addAll(row.keySet()));
    if (!names.isEmpty()) {
      CsvText.line(text, names);
      rows.forEach(
          row ->
              CsvText.line(text, names.stream().map(name -> row.getOrDefault(name, "")).toList()));
    }
    return new HttpAnswer(
        200, Map.of("Content-Type", "text/csv; charset=utf-8"), text.toString(), "", 0);
  }

  /** Works off one part of the rows in so many. */
  private void run(BulkJob job, int parts) {
    List<Map<String, String>> rows;
    try {
      rows = CsvText.rows(job.csv == null ? "" : job.csv);
      columns(job, rows);
    } catch (SfError e) {
      job.state = "Failed";
      job.error = "InvalidBatch : " + e.code;
      return;
    }
    int until = rows.size() / parts;
    for (int at = 0; at < rows.size(); at++) {
      if (at < until) {
        row(job, at, rows.get(at));
      } else {
        job.unprocessed.add(rows.get(at));
      }
    }
    refusals.clear();
    // Chunks are worked off side by side.
    Comparator<Map<String, String>> mixed = Comparator.comparing(row -> row.toString().hashCode());
    job.successful.sort(mixed);
    job.failed.sort(mixed);
    job.state = "JobComplete";
  }

  private void columns(BulkJob job, List<Map<String, String>> rows) {
    ObjectDef object = org.need(job.object);
    for (String name : rows.isEmpty() ? Set.<String>of() : rows.get(0).keySet()) {
      if (org.seen(object, name).isEmpty()) {
        throw SfError.bad("INVALID_FIELD", "Field name not found : " + name);
      }
    }
  }

  private void row(BulkJob job, int at, Map<String, String> row) {
    Map<String, String> told = new LinkedHashMap<>();
    org.begin();
    try {
      SfError refusal = refusals.get(at);
      if (refusal != null) {
        throw refusal;
      }
      Outcome outcome = apply(job, row);
      org.commit();
      told.put("sf__Id", outcome.id());
      told.put("sf__Created", Boolean.toString(outcome.created()));
      told.putAll(row);
      job.successful.add(told);
    } catch (SfError e) {
      org.rollback();
      told.put("sf__Id", row.getOrDefault("Id", ""));
      told.put("sf__Error", e.bulk());
      told.putAll(row);
      job.failed.add(told);
    }
  }

  private record Outcome(String id, boolean created) {}

  private Outcome apply(BulkJob job, Map<String, String> row) {
    ObjectDef object = org.need(job.object);
    Map<String, @Nullable Object> values = values(row);
    if (job.operation.equals("insert")) {
      return new Outcome(writer.create(object, values), true);
    }
    if (job.operation.equals("upsert")) {
      String name = String.valueOf(job.externalId);
      FieldDef key = org.seen(object, name).orElseThrow();
      Object value = values.get(key.name());
      if (value == null) {
        throw SfError.bad("MISSING_ARGUMENT", key.name() + " not specified", key.name());
      }
      Optional<StoredRecord> found = writer.upserted(object, key, value.toString());
      if (found.isEmpty()) {
        return new Outcome(writer.create(object, values), true);
      }
      writer.update(object, found.get().id, values);
      return new Outcome(found.get().id, false);
    }
    String id = Org.full(row.getOrDefault("Id", ""));
    if (job.operation.equals("delete")) {
      writer.delete(object, id);
    } else {
      writer.update(object, id, values);
    }
    return new Outcome(id, false);
  }

  /** An empty cell leaves the field alone, {@code #N/A} empties it. */
  private static Map<String, @Nullable Object> values(Map<String, String> row) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    row.forEach(
        (name, cell) -> {
          if (!cell.isEmpty()) {
            values.put(name, cell.equals("#N/A") ? null : cell);
          }
        });
    return values;
  }
}
