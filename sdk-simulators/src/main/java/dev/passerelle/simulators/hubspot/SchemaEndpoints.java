package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import java.util.Map;

/** Definitions of custom objects; those of native types can be read too. */
final class SchemaEndpoints {
  private static final String ROOT = "/crm-object-schemas/{version}/schemas";

  private final Portal portal;

  SchemaEndpoints(Portal portal) {
    this.portal = portal;
  }

  void addTo(Api api) {
    api.route("GET", ROOT, Scopes.customSchemas("read"), this::list);
    api.route("POST", ROOT, Scopes.customSchemas("write"), this::create);
    api.route("GET", ROOT + "/{type}", Scopes.customSchemas("read"), this::get);
    api.route("DELETE", ROOT + "/{type}", Scopes.customSchemas("write"), this::remove);
  }

  private HttpAnswer list(HttpCall call, Grant grant) {
    return portal.read(
        () ->
            HttpAnswer.json(
                200,
                Map.of(
                    "results",
                    portal.schemas.all().stream().map(each -> each.json(portal)).toList())));
  }

  private HttpAnswer get(HttpCall call, Grant grant) {
    return portal.read(
        () -> {
          ObjectType type =
              portal.types.find(call.param("type")).orElseThrow(HubSpotError::resourceNotFound);
          CustomSchema schema =
              portal.schemas.find(type).orElseGet(() -> CustomSchema.ofNative(type, portal.now()));
          return HttpAnswer.json(200, schema.json(portal));
        });
  }

  private HttpAnswer create(HttpCall call, Grant grant) {
    JsonBody body = JsonBody.of(call);
    return portal.read(
        () -> HttpAnswer.json(201, portal.schemas.create(portal, body).json(portal)).wrote(1));
  }

  private HttpAnswer remove(HttpCall call, Grant grant) {
    return portal.read(
        () -> {
          ObjectType type = portal.types.get(call.param("type"));
          if (portal.schemas.find(type).isEmpty()) {
            throw HubSpotError.validation(type.name() + " is not a custom object");
          }
          if (portal.store.all(type).stream().anyMatch(each -> !each.archived())) {
            throw HubSpotError.validation(type.name() + " still has records");
          }
          portal.schemas.remove(portal, type);
          return HttpAnswer.empty(204).wrote(1);
        });
  }
}
