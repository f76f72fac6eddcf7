package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Read, create, update, upsert and archive up to a hundred records (fact sheet §4). */
final class BatchEndpoints {
  private static final String ROOT = "/crm/objects/{version}/{type}/batch/";
  private static final int LARGEST_WITH_HISTORY = 50;

  private final Portal portal;
  private final RecordJson json;

  BatchEndpoints(Portal portal) {
    this.portal = portal;
    this.json = new RecordJson(portal);
  }

  void addTo(Api api) {
    Scopes scopes = new Scopes(portal.types);
    api.route("POST", ROOT + "read", scopes.objects("read"), this::read);
    api.route("POST", ROOT + "create", scopes.objects("write"), this::create);
    api.route("POST", ROOT + "update", scopes.objects("write"), this::update);
    api.route("POST", ROOT + "upsert", scopes.objects("write"), this::upsert);
    api.route("POST", ROOT + "archive", scopes.objects("write"), this::archive);
  }

  private HttpAnswer read(HttpCall call, Grant grant) {
    JsonBody body = JsonBody.of(call);
    return portal.read(
        () -> {
          ObjectType type = portal.types.get(call.param("type"));
          boolean archived = call.query("archived").map(Boolean::parseBoolean).orElse(false);
          RecordJson.View view =
              new RecordJson.View(
                  body.texts("properties"), body.texts("propertiesWithHistory"), List.of());
          List<String> missing = new ArrayList<>();
          List<Map<String, Object>> found = new ArrayList<>();
          for (String id : ids(body, view)) {
            Optional<RecordState> state =
                portal
                    .locator
                    .find(type, id, body.text("idProperty").orElse(null))
                    .filter(each -> each.archived() == archived);
            state.ifPresentOrElse(each -> found.add(json.of(each, view)), () -> missing.add(id));
          }
          return readAnswer(type, found, missing);
        });
  }

  private HttpAnswer readAnswer(
      ObjectType type, List<Map<String, Object>> found, List<String> missing) {
    if (missing.isEmpty()) {
      return HttpAnswer.json(200, BatchRun.body(portal, found, List.of()));
    }
    HubSpotError gone =
        HubSpotError.of(
            404,
            "OBJECT_NOT_FOUND",
            "Could not get some "
                + type.upperSingular()
                + " objects, they may be deleted or not"
                + " exist. Check that ids are valid.");
    List<Map<String, Object>> errors = List.of(gone.row(Map.of("ids", missing)));
    return HttpAnswer.json(207, BatchRun.body(portal, found, errors));
  }

  private static Set<String> ids(JsonBody body, RecordJson.View view) {
    List<JsonBody> inputs = BatchRun.inputs(body);
    if (!view.withHistory().isEmpty() && inputs.size() > LARGEST_WITH_HISTORY) {
      throw HubSpotError.validation(
          "inputs must have at most " + LARGEST_WITH_HISTORY + " entries with history");
    }
    Set<String> ids = new LinkedHashSet<>();
    inputs.forEach(input -> ids.add(input.requiredText("id")));
    return ids;
  }

  private HttpAnswer create(HttpCall call, Grant grant) {
    RecordCreation creation = new RecordCreation(portal);
    return new BatchRun(portal, grant.source())
        .run(
            JsonBody.of(call),
            201,
            (tx, input) -> {
              ObjectType type = portal.types.get(call.param("type"));
              RecordState made = creation.create(tx, type, input);
              return json.written(made, input.properties().keySet());
            });
  }

  private HttpAnswer update(HttpCall call, Grant grant) {
    JsonBody body = JsonBody.of(call);
    requireDistinct(body);
    return new BatchRun(portal, grant.source())
        .run(
            body,
            200,
            (tx, input) -> {
              ObjectType type = portal.types.get(call.param("type"));
              String idProperty =
                  input.text("idProperty").or(() -> body.text("idProperty")).orElse(null);
              RecordState before = portal.locator.live(type, input.requiredText("id"), idProperty);
              RecordState next = portal.writer.update(tx, before, input.properties());
              return json.written(next, input.properties().keySet());
            });
  }

  private HttpAnswer upsert(HttpCall call, Grant grant) {
    JsonBody body = JsonBody.of(call);
    requireDistinct(body);
    return new BatchRun(portal, grant.source())
        .run(body, 200, (tx, input) -> upsertOne(tx, portal.types.get(call.param("type")), input));
  }

  private Map<String, Object> upsertOne(Transaction tx, ObjectType type, JsonBody input) {
    String idProperty = input.text("idProperty").orElse("hs_object_id");
    String id = input.requiredText("id");
    Optional<RecordState> before =
        portal.locator.find(type, id, idProperty).filter(each -> !each.archived());
    boolean isNew = before.isEmpty();
    if (isNew && idProperty.equals("hs_object_id")) {
      throw HubSpotError.notFound(type, id);
    }
    Map<String, String> properties = new LinkedHashMap<>(input.properties());
    if (isNew) {
      properties.putIfAbsent(idProperty, id);
    }
    RecordState next =
        isNew
            ? portal.writer.create(tx, type, properties)
            : portal.writer.update(tx, before.get(), properties);
    Map<String, Object> shown = json.written(next, properties.keySet());
    shown.computeIfPresent("properties", (name, values) -> withoutUnset(values));
    shown.put("new", isNew);
    return shown;
  }

  /** Only here the vendor's description allows no nulls. */
  private static Map<String, Object> withoutUnset(Object values) {
    Map<String, Object> set = new LinkedHashMap<>();
    ((Map<?, ?>) values)
        .forEach(
            (name, value) -> {
              if (value != null) {
                set.put(String.valueOf(name), value);
              }
            });
    return set;
  }

  private HttpAnswer archive(HttpCall call, Grant grant) {
    JsonBody body = JsonBody.of(call);
    List<JsonBody> inputs = BatchRun.inputs(body);
    return portal.transact(
        grant.source(),
        tx -> {
          ObjectType type = portal.types.get(call.param("type"));
          int archived = 0;
          for (JsonBody input : inputs) {
            Optional<RecordState> live =
                portal
                    .locator
                    .find(type, input.requiredText("id"), null)
                    .filter(each -> !each.archived());
            live.ifPresent(each -> portal.writer.archive(tx, each));
            archived += live.isPresent() ? 1 : 0;
          }
          return HttpAnswer.empty(204).wrote(archived);
        });
  }

  private static void requireDistinct(JsonBody body) {
    Set<String> seen = new HashSet<>();
    for (JsonBody input : BatchRun.inputs(body)) {
      String id = input.requiredText("id");
      if (!seen.add(id)) {
        throw HubSpotError.validation(
            "Duplicate IDs found in batch input: [" + id + "]. IDs must be unique");
      }
    }
  }
}
