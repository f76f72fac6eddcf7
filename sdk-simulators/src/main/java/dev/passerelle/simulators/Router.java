package dev.passerelle.simulators;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends each call to the handler of the first route that fits its method and path. A route is a
 * path whose segments are literal or a placeholder in braces. To be filled before the first call.
 */
public final class Router implements Handler {
  private final List<Route> routes = new ArrayList<>();
  private final Handler otherwise;

  /**
   * A router without routes.
   *
   * @param otherwise answers the calls that no route fits
   */
  public Router(Handler otherwise) {
    this.otherwise = otherwise;
  }

  /** Adds a route, after the ones added before. */
  public Router route(String method, String template, Handler handler) {
    routes.add(new Route(method, template, split(template), handler));
    return this;
  }

  @Override
  public HttpAnswer handle(HttpCall call) {
    for (Route route : routes) {
      Optional<Map<String, String>> params = route.match(call);
      if (params.isPresent()) {
        return route.handler.handle(call.withParams(params.get())).routed(route.template);
      }
    }
    return otherwise.handle(call);
  }

  private static List<String> split(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  private record Route(String method, String template, List<String> pattern, Handler handler) {

    Optional<Map<String, String>> match(HttpCall call) {
      if (!method.equals(call.method()) || pattern.size() != call.segments().size()) {
        return Optional.empty();
      }
      Map<String, String> params = new LinkedHashMap<>();
      for (int i = 0; i < pattern.size(); i++) {
        String expected = pattern.get(i);
        String actual = call.segments().get(i);
        if (expected.startsWith("{")) {
          params.put(expected.substring(1, expected.length() - 1), actual);
        } else if (!expected.equals(actual)) {
          return Optional.empty();
        }
      }
      return Optional.of(params);
    }
  }
}
