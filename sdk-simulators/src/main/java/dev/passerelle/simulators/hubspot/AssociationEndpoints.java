package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Links of single records (fact sheet §2). */
final class AssociationEndpoints {
  private static final String ROOT = "/crm/objects/{version}/{from}/{id}/associations";
  private static final int LARGEST_PAGE = 500;

  private final Portal portal;

  AssociationEndpoints(Portal portal) {
    this.portal = portal;
  }

  void addTo(Api api) {
    Scopes scopes = new Scopes(portal.types);
    api.route("PUT", ROOT + "/default/{to}/{toId}", scopes.links("write"), this::linkPlain);
    api.route("GET", ROOT + "/{to}", scopes.links("read"), this::list);
    api.route("PUT", ROOT + "/{to}/{toId}", scopes.links("write"), this::linkLabelled);
    api.route("DELETE", ROOT + "/{to}/{toId}", scopes.links("write"), this::unlink);
  }

  private HttpAnswer list(HttpCall call, Grant grant) {
    return portal.read(
        () -> {
          long limit = number(call.query("limit").orElse("" + LARGEST_PAGE));
          if (limit < 1 || limit > LARGEST_PAGE) {
            throw HubSpotError.validation("limit must be between 1 and " + LARGEST_PAGE);
          }
          long after = number(call.query("after").orElse("0"));
          ObjectType to = portal.types.get(call.param("to"));
          return HttpAnswer.json(
              200, new LinkView(portal).page(from(call), to, after, (int) limit));
        });
  }

  private HttpAnswer linkPlain(HttpCall call, Grant grant) {
    return portal.transact(
        grant.source(),
        tx -> {
          RecordState from = from(call);
          RecordState to = to(call);
          portal.associations.link(tx, from, to);
          AssociationType there = portal.associationTypes.plain(from.type(), to.type());
          List<Map<String, Object>> results =
              List.of(
                  made(from, to, there), made(to, from, portal.associationTypes.inverse(there)));
          return HttpAnswer.json(200, BatchRun.body(portal, results, List.of())).wrote(1);
        });
  }

  private HttpAnswer linkLabelled(HttpCall call, Grant grant) {
    List<JsonBody> specs = specs(call);
    return portal.transact(
        grant.source(),
        tx -> {
          RecordState from = from(call);
          RecordState to = to(call);
          List<String> labels = new ArrayList<>();
          for (JsonBody spec : specs) {
            AssociationType type = LinkSpecs.type(portal, from.type(), to.type(), spec);
            portal.associations.link(tx, from, to, type);
            if (type.label() != null) {
              labels.add(type.label());
            }
          }
          return HttpAnswer.json(201, labelled(from, to, labels)).wrote(1);
        });
  }

  private HttpAnswer unlink(HttpCall call, Grant grant) {
    return portal.transact(
        grant.source(),
        tx -> {
          portal.associations.unlinkAll(tx, from(call), to(call));
          return HttpAnswer.empty(204).wrote(1);
        });
  }

  private RecordState from(HttpCall call) {
    return portal.locator.live(portal.types.get(call.param("from")), call.param("id"), null);
  }

  private RecordState to(HttpCall call) {
    return portal.locator.live(portal.types.get(call.param("to")), call.param("toId"), null);
  }

  private static List<JsonBody> specs(HttpCall call) {
    return JsonBody.parse("{\"types\":" + call.body() + "}").objects("types");
  }

  private static Map<String, Object> made(RecordState from, RecordState to, AssociationType type) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", Map.of("id", from.idText()));
    json.put("to", Map.of("id", to.idText()));
    json.put("associationSpec", type.spec());
    return json;
  }

  static Map<String, Object> labelled(RecordState from, RecordState to, List<String> labels) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("fromObjectTypeId", from.type().typeId());
    json.put("fromObjectId", from.idText());
    json.put("toObjectTypeId", to.type().typeId());
    json.put("toObjectId", to.idText());
    json.put("labels", labels);
    return json;
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw HubSpotError.validation(text + " was not a whole number");
    }
  }
}
