package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import java.util.Map;

/** Groups of properties. */
final class PropertyGroupEndpoints {
  private final Portal portal;

  PropertyGroupEndpoints(Portal portal) {
    this.portal = portal;
  }

  void addTo(Api api, String root, Scopes scopes) {
    api.route("GET", root + "/groups", scopes.schemas("read"), this::list);
    api.route("POST", root + "/groups", scopes.schemas("write"), this::create);
    api.route("GET", root + "/groups/{name}", scopes.schemas("read"), this::get);
    api.route("DELETE", root + "/groups/{name}", scopes.schemas("write"), this::remove);
  }

  private HttpAnswer list(HttpCall call, Grant grant) {
    return portal.read(
        () ->
            HttpAnswer.json(
                200,
                Map.of(
                    "results",
                    portal.groups.all(type(call)).stream()
                        .map(PropertyGroups.Group::json)
                        .toList())));
  }

  private HttpAnswer get(HttpCall call, Grant grant) {
    return portal.read(
        () ->
            portal
                .groups
                .find(type(call), call.param("name"))
                .map(each -> HttpAnswer.json(200, each.json()))
                .orElseThrow(HubSpotError::resourceNotFound));
  }

  private HttpAnswer create(HttpCall call, Grant grant) {
    JsonBody body = JsonBody.of(call);
    return portal.read(
        () -> {
          String name = body.requiredText("name");
          if (portal.groups.find(type(call), name).isPresent()) {
            throw HubSpotError.of(
                409, "OBJECT_ALREADY_EXISTS", "A group named '" + name + "' already exists.");
          }
          PropertyGroups.Group group =
              new PropertyGroups.Group(
                  name, body.text("label").orElse(name), body.number("displayOrder", -1));
          portal.groups.put(type(call), group);
          return HttpAnswer.json(201, group.json()).wrote(1);
        });
  }

  private HttpAnswer remove(HttpCall call, Grant grant) {
    return portal.read(
        () -> {
          portal.groups.remove(type(call), call.param("name"));
          return HttpAnswer.empty(204).wrote(1);
        });
  }

  private ObjectType type(HttpCall call) {
    return portal.types.get(call.param("type"));
  }
}
