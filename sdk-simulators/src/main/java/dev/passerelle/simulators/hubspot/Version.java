package dev.passerelle.simulators.hubspot;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** One value that a property had, from when, and by whom; an empty value means cleared. */
record Version(String value, Instant at, Source source) {

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("value", value);
    json.put("timestamp", Times.text(at));
    json.put("sourceType", source.type());
    json.put("sourceId", source.id());
    if (source.label() != null) {
      json.put("sourceLabel", source.label());
    }
    if (source.userId() != null) {
      json.put("updatedByUserId", source.userId());
    }
    return json;
  }
}
