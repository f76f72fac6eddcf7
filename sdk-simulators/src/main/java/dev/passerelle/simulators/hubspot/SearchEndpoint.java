package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Search over the lagging index (fact sheet §3). */
final class SearchEndpoint {
  private final Portal portal;
  private final RecordJson json;

  SearchEndpoint(Portal portal) {
    this.portal = portal;
    this.json = new RecordJson(portal);
  }

  void addTo(Api api) {
    api.route(
        "POST",
        "/crm/objects/{version}/{type}/search",
        new Scopes(portal.types).objects("read"),
        (call, grant) -> portal.read(() -> search(call)));
  }

  private HttpAnswer search(HttpCall call) {
    ObjectType type = portal.types.get(call.param("type"));
    SearchRequest request = SearchRequest.of(call.body(), type, portal.catalog);
    List<RecordState> hits =
        request
            .sort()
            .apply(portal.index.all(type, portal.now()).stream().filter(request::fits).toList());
    int end = Math.min(request.after() + request.limit(), SearchRequest.HARD_CAP);
    List<RecordState> page =
        hits.subList(Math.min(request.after(), hits.size()), Math.min(end, hits.size()));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("total", hits.size());
    body.put(
        "results",
        page.stream()
            .map(each -> json.of(each, RecordJson.View.of(request.properties())))
            .toList());
    if (end < hits.size()) {
      body.put(
          "paging", Paging.next(Integer.toString(end), "https://api.hubapi.com" + call.path()));
    }
    return HttpAnswer.json(200, body);
  }
}
