package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Property definitions (fact sheet §2). */
final class PropertyEndpoints {
  private static final String ROOT = "/crm/properties/{version}/{type}";
  private static final int MOST_UNIQUE = 10;

  private final Portal portal;

  PropertyEndpoints(Portal portal) {
    this.portal = portal;
  }

  void addTo(Api api) {
    Scopes scopes = new Scopes(portal.types);
    api.route("GET", ROOT, scopes.schemas("read"), this::list);
    api.route("POST", ROOT, scopes.schemas("write"), this::create);
    api.route("POST", ROOT + "/batch/read", scopes.schemas("read"), this::batchRead);
    api.route("POST", ROOT + "/batch/create", scopes.schemas("write"), this::batchCreate);
    api.route("POST", ROOT + "/batch/archive", scopes.schemas("write"), this::batchArchive);
    new PropertyGroupEndpoints(portal).addTo(api, ROOT, scopes);
    api.route("GET", ROOT + "/{name}", scopes.schemas("read"), this::get);
    api.route("PATCH", ROOT + "/{name}", scopes.schemas("write"), this::update);
    api.route("DELETE", ROOT + "/{name}", scopes.schemas("write"), this::archive);
  }

  private HttpAnswer list(HttpCall call, Grant grant) {
    return portal.read(
        () -> {
          boolean archived = call.query("archived").map(Boolean::parseBoolean).orElse(false);
          List<Map<String, Object>> results =
              portal.catalog.all(type(call)).stream()
                  .filter(each -> (each.archivedAt() != null) == archived)
                  .sorted(Comparator.comparing(PropertyDefinition::name))
                  .map(PropertyJson::of)
                  .toList();
          return HttpAnswer.json(200, Map.of("results", results));
        });
  }

  private HttpAnswer get(HttpCall call, Grant grant) {
    return portal.read(
        () -> HttpAnswer.json(200, PropertyJson.of(existing(type(call), call.param("name")))));
  }

  private HttpAnswer create(HttpCall call, Grant grant) {
    JsonBody body = JsonBody.of(call);
    return portal.read(
        () -> HttpAnswer.json(201, PropertyJson.of(create(portal, type(call), body))).wrote(1));
  }

  private HttpAnswer update(HttpCall call, Grant grant) {
    JsonBody body = JsonBody.of(call);
    return portal.read(
        () -> {
          PropertyDefinition before = own(existing(type(call), call.param("name")));
          PropertyDefinition next = PropertyJson.updated(before, body, portal.now());
          portal.catalog.put(type(call), next);
          return HttpAnswer.json(200, PropertyJson.of(next)).wrote(1);
        });
  }

  private HttpAnswer archive(HttpCall call, Grant grant) {
    return portal.read(
        () -> {
          archive(type(call), call.param("name"));
          return HttpAnswer.empty(204).wrote(1);
        });
  }

  private HttpAnswer batchRead(HttpCall call, Grant grant) {
    JsonBody body = JsonBody.of(call);
    return portal.read(
        () -> {
          List<Map<String, Object>> found = new ArrayList<>();
          List<Map<String, Object>> errors = new ArrayList<>();
          for (JsonBody input : BatchRun.inputs(body)) {
            try {
              found.add(PropertyJson.of(existing(type(call), input.requiredText("name"))));
            } catch (HubSpotError e) {
              errors.add(e.row(Map.of("name", List.of(input.requiredText("name")))));
            }
          }
          return HttpAnswer.json(
              errors.isEmpty() ? 200 : 207, BatchRun.body(portal, found, errors));
        });
  }

  private HttpAnswer batchCreate(HttpCall call, Grant grant) {
    JsonBody body = JsonBody.of(call);
    return portal.read(
        () -> {
          List<Map<String, Object>> made = new ArrayList<>();
          List<Map<String, Object>> errors = new ArrayList<>();
          for (JsonBody input : BatchRun.inputs(body)) {
            try {
              made.add(PropertyJson.of(create(portal, type(call), input)));
            } catch (HubSpotError e) {
              errors.add(e.row(Map.of("name", List.of(input.text("name").orElse("")))));
            }
          }
          return HttpAnswer.json(errors.isEmpty() ? 200 : 207, BatchRun.body(portal, made, errors))
              .wrote(made.size());
        });
  }

  private HttpAnswer batchArchive(HttpCall call, Grant grant) {
    JsonBody body = JsonBody.of(call);
    return portal.read(
        () -> {
          List<JsonBody> inputs = BatchRun.inputs(body);
          inputs.forEach(input -> archive(type(call), input.requiredText("name")));
          return HttpAnswer.empty(204).wrote(inputs.size());
        });
  }

  /** Makes a property, unless there is one of that name already. */
  static PropertyDefinition create(Portal portal, ObjectType type, JsonBody body) {
    PropertyDefinition property = PropertyJson.created(body, type, portal.now());
    if (portal.catalog.find(type, property.name()).isPresent()) {
      throw HubSpotError.of(
          409,
          "OBJECT_ALREADY_EXISTS",
          "A property named '" + property.name() + "' already exists.");
    }
    if (portal.groups.find(type, property.groupName()).isEmpty()) {
      throw HubSpotError.validation("no such property group: " + property.groupName());
    }
    long unique =
        portal.catalog.all(type).stream()
            .filter(each -> each.is(PropertyDefinition.Trait.UNIQUE))
            .filter(each -> !each.is(PropertyDefinition.Trait.HUBSPOT_DEFINED))
            .count();
    if (property.is(PropertyDefinition.Trait.UNIQUE) && unique >= MOST_UNIQUE) {
      throw HubSpotError.validation(type.name() + " has " + unique + " unique properties already");
    }
    portal.catalog.put(type, property);
    return property;
  }

  private void archive(ObjectType type, String name) {
    portal
        .catalog
        .find(type, name)
        .ifPresent(each -> portal.catalog.put(type, own(each).archived(portal.now())));
  }

  private ObjectType type(HttpCall call) {
    return portal.types.get(call.param("type"));
  }

  private PropertyDefinition existing(ObjectType type, String name) {
    return portal
        .catalog
        .find(type, name)
        .orElseThrow(
            () -> HubSpotError.of(404, "OBJECT_NOT_FOUND", "Property " + name + " does not exist"));
  }

  private static PropertyDefinition own(PropertyDefinition property) {
    if (property.is(PropertyDefinition.Trait.HUBSPOT_DEFINED)) {
      throw HubSpotError.validation(
          "The definition of " + property.name() + " belongs to HubSpot and cannot be changed");
    }
    return property;
  }
}
