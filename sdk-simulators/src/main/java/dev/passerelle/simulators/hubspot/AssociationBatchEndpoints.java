package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Links of many records at once, and the kinds of links there are (fact sheet §2). */
final class AssociationBatchEndpoints {
  private static final String ROOT = "/crm/associations/{version}/{from}/{to}/";
  private static final int LARGEST_READ = 1_000;
  private static final int LARGEST_PAGE = 500;

  private final Portal portal;

  AssociationBatchEndpoints(Portal portal) {
    this.portal = portal;
  }

  void addTo(Api api) {
    Scopes scopes = new Scopes(portal.types);
    api.route("POST", ROOT + "batch/read", scopes.links("read"), this::read);
    api.route("POST", ROOT + "batch/create", scopes.links("write"), this::create);
    api.route("POST", ROOT + "batch/associate/default", scopes.links("write"), this::createPlain);
    api.route("POST", ROOT + "batch/archive", scopes.links("write"), this::archive);
    api.route("POST", ROOT + "batch/labels/archive", scopes.links("write"), this::archiveLabels);
    api.route("GET", ROOT + "labels", scopes.links("read"), this::labels);
    api.route("POST", ROOT + "labels", scopes.links("write"), this::define);
    api.route("DELETE", ROOT + "labels/{typeId}", scopes.links("write"), this::undefine);
  }

  private HttpAnswer read(HttpCall call, Grant grant) {
    JsonBody body = JsonBody.of(call);
    return portal.read(
        () -> {
          ObjectType from = portal.types.get(call.param("from"));
          ObjectType to = portal.types.get(call.param("to"));
          List<JsonBody> inputs = body.objects("inputs");
          if (inputs.isEmpty() || inputs.size() > LARGEST_READ) {
            throw HubSpotError.validation("inputs must have 1 to " + LARGEST_READ + " entries");
          }
          List<Map<String, Object>> results = new ArrayList<>();
          List<Map<String, Object>> errors = new ArrayList<>();
          for (JsonBody input : inputs) {
            readOne(from, to, input)
                .ifPresentOrElse(results::add, () -> errors.add(none(from, to, input)));
          }
          return HttpAnswer.json(
              errors.isEmpty() ? 200 : 207, BatchRun.body(portal, results, errors));
        });
  }

  private Optional<Map<String, Object>> readOne(ObjectType from, ObjectType to, JsonBody input) {
    long after = input.text("after").map(Long::valueOf).orElse(0L);
    return portal
        .locator
        .find(from, input.requiredText("id"), null)
        .map(state -> new LinkView(portal).page(state, to, after, LARGEST_PAGE))
        .filter(page -> page.get("results") instanceof List<?> rows && !rows.isEmpty())
        .map(
            page -> {
              Map<String, Object> json = new LinkedHashMap<>();
              json.put("from", Map.of("id", input.requiredText("id")));
              json.put("to", page.get("results"));
              if (page.get("paging") != null) {
                json.put("paging", page.get("paging"));
              }
              return json;
            });
  }

  /** A record without links is told as an error of a multi-status answer. */
  private static Map<String, Object> none(ObjectType from, ObjectType to, JsonBody input) {
    String id = input.requiredText("id");
    String message =
        "No " + to.singular() + " is associated with " + from.singular() + " " + id + ".";
    return new HubSpotError(
            404,
            "OBJECT_NOT_FOUND",
            "crm.associations.NO_ASSOCIATIONS_FOUND",
            message,
            List.of(),
            Map.of(
                "fromObjectId", List.of(id),
                "fromObjectType", List.of(from.singular()),
                "toObjectType", List.of(to.singular())))
        .row(Map.of());
  }

  private HttpAnswer create(HttpCall call, Grant grant) {
    return perInput(
        call,
        grant,
        (tx, input) -> {
          RecordState from = end(call, "from", input);
          RecordState to = end(call, "to", input);
          List<String> labels = new ArrayList<>();
          for (JsonBody spec : input.objects("types")) {
            AssociationType type = LinkSpecs.type(portal, from.type(), to.type(), spec);
            portal.associations.link(tx, from, to, type);
            Optional.ofNullable(type.label()).ifPresent(labels::add);
          }
          return AssociationEndpoints.labelled(from, to, labels);
        });
  }

  private HttpAnswer createPlain(HttpCall call, Grant grant) {
    return perInput(
        call,
        grant,
        (tx, input) -> {
          RecordState from = end(call, "from", input);
          RecordState to = end(call, "to", input);
          portal.associations.link(tx, from, to);
          Map<String, Object> json = new LinkedHashMap<>();
          json.put("from", Map.of("id", from.idText()));
          json.put("to", Map.of("id", to.idText()));
          json.put("associationSpec", portal.associationTypes.plain(from.type(), to.type()).spec());
          return json;
        });
  }

  private HttpAnswer archive(HttpCall call, Grant grant) {
    JsonBody body = JsonBody.of(call);
    return portal.transact(
        grant.source(),
        tx -> {
          int undone = 0;
          for (JsonBody input : BatchRun.inputs(body)) {
            RecordState from = end(call, "from", input);
            for (JsonBody to : input.objects("to")) {
              portal.associations.unlinkAll(tx, from, live(call, "to", to.requiredText("id")));
              undone++;
            }
          }
          return HttpAnswer.json(200, BatchRun.body(portal, List.of(), List.of())).wrote(undone);
        });
  }

  private HttpAnswer archiveLabels(HttpCall call, Grant grant) {
    JsonBody body = JsonBody.of(call);
    return portal.transact(
        grant.source(),
        tx -> {
          List<JsonBody> inputs = BatchRun.inputs(body);
          for (JsonBody input : inputs) {
            RecordState from = end(call, "from", input);
            RecordState to = end(call, "to", input);
            for (JsonBody spec : input.objects("types")) {
              portal.associations.unlink(
                  tx, from, to, LinkSpecs.type(portal, from.type(), to.type(), spec));
            }
          }
          return HttpAnswer.json(200, BatchRun.body(portal, List.of(), List.of()))
              .wrote(inputs.size());
        });
  }

  private HttpAnswer perInput(HttpCall call, Grant grant, BatchRun.Row row) {
    JsonBody body = JsonBody.of(call);
    return portal.transact(
        grant.source(),
        tx -> {
          List<Map<String, Object>> results = new ArrayList<>();
          BatchRun.inputs(body).forEach(input -> results.add(row.run(tx, input)));
          return HttpAnswer.json(200, BatchRun.body(portal, results, List.of()))
              .wrote(results.size());
        });
  }

  private HttpAnswer labels(HttpCall call, Grant grant) {
    return portal.read(
        () -> {
          List<AssociationType> types =
              portal.associationTypes.between(
                  portal.types.get(call.param("from")), portal.types.get(call.param("to")));
          return results(types);
        });
  }

  private HttpAnswer define(HttpCall call, Grant grant) {
    JsonBody body = JsonBody.of(call);
    return portal.read(
        () ->
            results(
                portal.associationTypes.define(
                    portal.types.get(call.param("from")),
                    portal.types.get(call.param("to")),
                    body.requiredText("name"),
                    body.requiredText("label"),
                    body.text("inverseLabel").orElse(null))));
  }

  private HttpAnswer undefine(HttpCall call, Grant grant) {
    return portal.read(
        () -> {
          ObjectType from = portal.types.get(call.param("from"));
          ObjectType to = portal.types.get(call.param("to"));
          portal.associationTypes.between(from, to).stream()
              .filter(each -> call.param("typeId").equals(Integer.toString(each.id())))
              .filter(each -> each.category().equals("USER_DEFINED"))
              .findFirst()
              .ifPresent(portal.associationTypes::remove);
          return HttpAnswer.empty(204);
        });
  }

  private static HttpAnswer results(List<AssociationType> types) {
    return HttpAnswer.json(
        200, Map.of("results", types.stream().map(AssociationType::json).toList()));
  }

  private RecordState end(HttpCall call, String which, JsonBody input) {
    String id =
        input
            .object(which)
            .map(each -> each.requiredText("id"))
            .orElseThrow(() -> HubSpotError.validation("Invalid input JSON: " + which));
    return live(call, which, id);
  }

  private RecordState live(HttpCall call, String which, String id) {
    return portal.locator.live(portal.types.get(call.param(which)), id, null);
  }
}
