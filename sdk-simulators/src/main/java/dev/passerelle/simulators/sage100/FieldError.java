package dev.passerelle.simulators.sage100;

import java.util.LinkedHashMap;
import java.util.Map;

/** One reason for which Sage or the agent refuses, as the contract of the agent names it (§3). */
record FieldError(String code, String field, Map<String, Object> details) {
  static FieldError of(String code, String field) {
    return new FieldError(code, field, Map.of());
  }

  FieldError with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(details);
    more.put(name, value);
    return new FieldError(code, field, more);
  }

  FieldError in(String prefix) {
    return new FieldError(code, prefix + field, details);
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", code);
    if (!field.isEmpty()) {
      json.put("field", field);
    }
    json.putAll(details);
    json.putIfAbsent("message", code + (field.isEmpty() ? "" : " " + field));
    return json;
  }
}
