package dev.passerelle.simulators.salesforce;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import dev.passerelle.simulators.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collections of up to 200 rows, and the faults of single rows. */
final class CollectionEndpoints {
  private static final int MOST = 200;
  private static final int MOST_READ = 2_000;

  private final Org org;
  private final RecordWriter writer;
  private @Nullable Integer refused;
  private @Nullable Integer omitted;
  private @Nullable SfError refusal;

  CollectionEndpoints(Org org, RecordWriter writer) {
    this.org = org;
    this.writer = writer;
  }

  void refuse(int row, SfError error) {
    refused = row;
    refusal = error;
  }

  void omit(int row) {
    omitted = row;
  }

  HttpAnswer create(HttpCall call) {
    return rows(
        call,
        row -> {
          ObjectDef object = object(row);
          fields(object, row, true);
          return Map.of("id", writer.create(object, row), "success", true, "errors", List.of());
        });
  }

  HttpAnswer update(HttpCall call) {
    return rows(
        call,
        row -> {
          ObjectDef object = object(row);
          String id = id(row);
          writer.update(object, id, row);
          return Map.of("id", Org.full(id), "success", true, "errors", List.of());
        });
  }

  HttpAnswer upsert(HttpCall call) {
    ObjectDef object = org.need(call.param("object"));
    FieldDef key =
        org.seen(object, call.param("field"))
            .filter(field -> field.externalId() || field.name().equals("Id"))
            .orElseThrow(
                () ->
                    new SfError(
                        404,
                        "NOT_FOUND",
                        "Provided external ID field does not exist or is not accessible: "
                            + call.param("field")));
    return rows(call, row -> upsert(object, key, row));
  }

  private Map<String, Object> upsert(
      ObjectDef object, FieldDef key, Map<String, @Nullable Object> row) {
    Object value = row.get(key.name());
    if (value == null) {
      throw SfError.bad("MISSING_ARGUMENT", key.name() + " not specified", key.name());
    }
    Optional<StoredRecord> found = writer.upserted(object, key, value.toString());
    if (found.isPresent()) {
      writer.update(object, found.get().id, row);
      return done(found.get().id, false);
    }
    return done(writer.create(object, row), true);
  }

  private static Map<String, Object> done(String id, boolean created) {
    return Map.of("id", id, "success", true, "errors", List.of(), "created", created);
  }

  HttpAnswer delete(HttpCall call) {
    List<Object> answers = new ArrayList<>();
    int written = 0;
    for (String id : call.query("ids").orElse("").split(",")) {
      Map<String, Object> answer = one(() -> deleted(id));
      written += Boolean.TRUE.equals(answer.get("success")) ? 1 : 0;
      answers.add(answer);
    }
    return HttpAnswer.json(200, answers).wrote(written);
  }

  private Map<String, Object> deleted(String id) {
    ObjectDef object =
        org.objects.values().stream()
            .filter(each -> id.startsWith(each.prefix))
            .findFirst()
            .orElseThrow(() -> SfError.bad("MALFORMED_ID", "malformed id " + id));
    writer.delete(object, id);
    return Map.of("id", Org.full(id), "success", true, "errors", List.of());
  }

  HttpAnswer read(HttpCall call) {
    ObjectDef object = org.need(call.param("object"));
    Map<String, @Nullable Object> body = Json.object(call.body());
    List<?> ids = (List<?>) body.getOrDefault("ids", List.of());
    if (ids.size() > MOST_READ) {
      throw SfError.bad("EXCEEDED_ID_LIMIT", "too many ids");
    }
    List<String> fields = new ArrayList<>();
    ((List<?>) body.getOrDefault("fields", List.of())).forEach(f -> fields.add(f.toString()));
    fields.forEach(
        field -> {
          if (org.seen(object, field).isEmpty()) {
            throw QueryEngine.noColumn(object, field);
          }
        });
    List<@Nullable Object> answers = new ArrayList<>();
    ids.forEach(id -> answers.add(shown(object, id.toString(), fields)));
    return HttpAnswer.json(200, answers);
  }

  private @Nullable Object shown(ObjectDef object, String id, List<String> fields) {
    return org.record(object, id)
        .filter(record -> !record.deleted() && !org.hidden.contains(record.id))
        .map(
            record -> {
              Map<String, @Nullable Object> json = QueryEngine.attributes(record);
              fields.forEach(
                  field -> json.put(object.field(field).orElseThrow().name(), record.get(field)));
              json.put("Id", record.id);
              return json;
            })
        .orElse(null);
  }

  private interface Step {
    Map<String, Object> run(Map<String, @Nullable Object> row);
  }

  private HttpAnswer rows(HttpCall call, Step step) {
    Map<String, @Nullable Object> body = Json.object(call.body());
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    ((List<?>) body.getOrDefault("records", List.of())).forEach(r -> rows.add(Json.asObject(r)));
    if (rows.size() > MOST) {
      throw SfError.bad("EXCEEDED_ID_LIMIT", "record limit reached. cannot submit more than 200");
    }
    // A column that does not exist makes the whole request unreadable.
    rows.forEach(row -> fields(rowObject(call, row), row, false));
    boolean all = Boolean.TRUE.equals(body.get("allOrNone"));
    List<Map<String, Object>> answers = new ArrayList<>();
    org.begin();
    for (int i = 0; i < rows.size(); i++) {
      Map<String, @Nullable Object> row = rows.get(i);
      boolean spoilt = refused != null && refused == i;
      answers.add(one(() -> spoilt ? fail() : step.run(row)));
    }
    refused = null;
    boolean failed =
        answers.stream().anyMatch(answer -> !Boolean.TRUE.equals(answer.get("success")));
    return finish(all && failed, answers);
  }

  private HttpAnswer finish(boolean undone, List<Map<String, Object>> answers) {
    if (undone) {
      org.rollback();
    } else {
      org.commit();
    }
    long written =
        undone ? 0 : answers.stream().filter(a -> a.get("success") == (Object) true).count();
    Integer hole = omitted;
    if (hole != null && hole < answers.size()) {
      answers.remove((int) hole);
      omitted = null;
    }
    return HttpAnswer.json(200, answers).wrote((int) written);
  }

  private Map<String, Object> fail() {
    SfError error = refusal;
    throw error == null ? SfError.bad("UNKNOWN_EXCEPTION", "refused") : error;
  }

  private Map<String, Object> one(Supplier<Map<String, Object>> step) {
    org.begin();
    try {
      Map<String, Object> answer = step.get();
      org.commit();
      return answer;
    } catch (SfError e) {
      org.rollback();
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("success", false);
      answer.put("errors", List.of(e.row()));
      return answer;
    }
  }

  private void fields(ObjectDef object, Map<String, @Nullable Object> row, boolean seenOnly) {
    for (String name : row.keySet()) {
      if (!seenOnly && !name.equals("attributes") && org.seen(object, name).isEmpty()) {
        throw SfError.bad(
            "INVALID_FIELD", "No such column '" + name + "' on sobject of type " + object.name);
      }
    }
  }

  private ObjectDef rowObject(HttpCall call, Map<String, @Nullable Object> row) {
    String named = call.params().get("object");
    return named == null ? object(row) : org.need(named);
  }

  private ObjectDef object(Map<String, @Nullable Object> row) {
    Map<String, @Nullable Object> attributes = Json.asObject(row.get("attributes"));
    return org.need(String.valueOf(attributes.get("type")));
  }

  private static String id(Map<String, @Nullable Object> row) {
    Object id = row.containsKey("Id") ? row.get("Id") : row.get("id");
    if (id == null) {
      throw SfError.bad("MISSING_ARGUMENT", "Id not specified in an update call", "Id");
    }
    return id.toString();
  }
}
