package dev.passerelle.salesforce;

import dev.passerelle.core.http.JsonTree;
import java.util.List;
import java.util.Map;

/** Several requests in one call, which counts once (fact sheet §4). */
final class Composite {
  private Composite() {}

  static JsonTree of(boolean allOrNone, List<Map<String, Object>> parts) {
    return JsonTree.of(
        Map.of("allOrNone", allOrNone, "collateSubrequests", false, "compositeRequest", parts));
  }

  static int status(JsonTree part) {
    return part.at("httpStatusCode").number().map(Number::intValue).orElse(0);
  }
}
