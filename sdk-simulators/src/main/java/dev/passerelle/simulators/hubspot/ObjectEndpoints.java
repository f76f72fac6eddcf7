package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** List, get, create, update, archive, merge and erase single records (fact sheet §2). */
final class ObjectEndpoints {
  private static final String ROOT = "/crm/objects/{version}/{type}";
  private static final int LARGEST_PAGE = 100;
  private static final int LARGEST_PAGE_WITH_HISTORY = 50;

  private final Portal portal;
  private final RecordJson json;

  ObjectEndpoints(Portal portal) {
    this.portal = portal;
    this.json = new RecordJson(portal);
  }

  void addTo(Api api) {
    Scopes scopes = new Scopes(portal.types);
    api.route("GET", ROOT, scopes.objects("read"), this::list);
    api.route("POST", ROOT, scopes.objects("write"), this::create);
    api.route("POST", ROOT + "/merge", scopes.objects("write"), this::merge);
    api.route("POST", ROOT + "/gdpr-delete", scopes.objects("write"), this::erase);
    api.route("GET", ROOT + "/{id}", scopes.objects("read"), this::get);
    api.route("PATCH", ROOT + "/{id}", scopes.objects("write"), this::update);
    api.route("DELETE", ROOT + "/{id}", scopes.objects("write"), this::archive);
  }

  private HttpAnswer list(HttpCall call, Grant grant) {
    return portal.read(
        () -> {
          ObjectType type = portal.types.get(call.param("type"));
          RecordJson.View view = view(call);
          boolean archived = flag(call, "archived");
          int limit = limit(call, view);
          List<RecordState> page = page(type, after(call), limit + 1, archived);
          List<RecordState> shown = page.subList(0, Math.min(limit, page.size()));
          Map<String, Object> body = new LinkedHashMap<>();
          body.put("results", shown.stream().map(each -> json.of(each, view)).toList());
          if (page.size() > limit) {
            String after = shown.get(shown.size() - 1).idText();
            body.put("paging", Paging.next(after, link(call, after)));
          }
          return HttpAnswer.json(200, body);
        });
  }

  private List<RecordState> page(ObjectType type, long after, int most, boolean archived) {
    List<RecordState> page = new ArrayList<>();
    for (RecordState each : portal.store.after(type, after)) {
      if (page.size() == most) {
        break;
      }
      if (each.archived() == archived) {
        page.add(each);
      }
    }
    return page;
  }

  private HttpAnswer get(HttpCall call, Grant grant) {
    return portal.read(
        () -> {
          ObjectType type = portal.types.get(call.param("type"));
          boolean archived = flag(call, "archived");
          RecordState state =
              portal
                  .locator
                  .find(type, call.param("id"), call.query("idProperty").orElse(null))
                  .filter(each -> each.archived() == archived)
                  .orElseThrow(() -> HubSpotError.notFound(type, call.param("id")));
          return HttpAnswer.json(200, json.of(state, view(call)));
        });
  }

  private HttpAnswer create(HttpCall call, Grant grant) {
    JsonBody body = JsonBody.of(call);
    return portal.transact(
        grant.source(),
        tx -> {
          ObjectType type = portal.types.get(call.param("type"));
          RecordState made = new RecordCreation(portal).create(tx, type, body);
          return HttpAnswer.json(201, json.written(made, body.properties().keySet())).wrote(1);
        });
  }

  private HttpAnswer update(HttpCall call, Grant grant) {
    JsonBody body = JsonBody.of(call);
    return portal.transact(
        grant.source(),
        tx -> {
          ObjectType type = portal.types.get(call.param("type"));
          String idProperty = call.query("idProperty").orElse(null);
          RecordState before = portal.locator.live(type, call.param("id"), idProperty);
          RecordState next = portal.writer.update(tx, before, body.properties());
          return HttpAnswer.json(200, json.written(next, body.properties().keySet())).wrote(1);
        });
  }

  private HttpAnswer archive(HttpCall call, Grant grant) {
    return portal.transact(
        grant.source(),
        tx -> {
          ObjectType type = portal.types.get(call.param("type"));
          Optional<RecordState> live =
              portal.locator.find(type, call.param("id"), null).filter(each -> !each.archived());
          live.ifPresent(each -> portal.writer.archive(tx, each));
          return HttpAnswer.empty(204).wrote(live.isPresent() ? 1 : 0);
        });
  }

  private HttpAnswer merge(HttpCall call, Grant grant) {
    JsonBody body = JsonBody.of(call);
    return portal.transact(
        grant.source(),
        tx -> {
          ObjectType type = portal.types.get(call.param("type"));
          RecordState primary =
              portal.locator.live(type, body.requiredText("primaryObjectId"), null);
          RecordState loser = portal.locator.live(type, body.requiredText("objectIdToMerge"), null);
          RecordState merged = portal.merger.merge(tx, primary, loser);
          return HttpAnswer.json(200, json.written(merged, List.of())).wrote(2);
        });
  }

  private HttpAnswer erase(HttpCall call, Grant grant) {
    JsonBody body = JsonBody.of(call);
    return portal.transact(
        grant.source(),
        tx -> {
          ObjectType type = portal.types.get(call.param("type"));
          if (!type.name().equals("contacts")) {
            throw HubSpotError.resourceNotFound();
          }
          Optional<RecordState> state =
              portal.locator.find(
                  type, body.requiredText("objectId"), body.text("idProperty").orElse(null));
          state.ifPresent(each -> portal.writer.erase(tx, each));
          return HttpAnswer.empty(204).wrote(state.isPresent() ? 1 : 0);
        });
  }

  private static int limit(HttpCall call, RecordJson.View view) {
    int most = view.withHistory().isEmpty() ? LARGEST_PAGE : LARGEST_PAGE_WITH_HISTORY;
    int limit = number(call.query("limit").orElse("10"));
    if (limit < 1 || limit > most) {
      throw HubSpotError.validation("limit must be between 1 and " + most);
    }
    return limit;
  }

  private static long after(HttpCall call) {
    String text = call.query("after").orElse("0");
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw HubSpotError.validation("after was not a cursor that this call returned");
    }
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw HubSpotError.validation(text + " was not a whole number");
    }
  }

  private static String link(HttpCall call, String after) {
    return "https://api.hubapi.com" + call.path() + "?after=" + after;
  }

  private static boolean flag(HttpCall call, String name) {
    return call.query(name).map(Boolean::parseBoolean).orElse(false);
  }

  private static RecordJson.View view(HttpCall call) {
    return new RecordJson.View(
        names(call, "properties"),
        names(call, "propertiesWithHistory"),
        names(call, "associations"));
  }

  /** Names come separated by commas, or as a parameter that is repeated. */
  private static List<String> names(HttpCall call, String parameter) {
    return call.queryAll(parameter).stream()
        .flatMap(each -> List.of(each.split(",")).stream())
        .map(String::trim)
        .filter(each -> !each.isEmpty())
        .toList();
  }
}
