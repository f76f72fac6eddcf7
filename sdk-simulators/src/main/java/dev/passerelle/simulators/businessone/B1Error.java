package dev.passerelle.simulators.businessone;

import dev.passerelle.simulators.HttpAnswer;
import java.util.LinkedHashMap;
import java.util.Map;

/** A refusal of the Service Layer (fact sheet §8). */
final class B1Error extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final int code;

  B1Error(int status, int code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static B1Error notFound() {
    return new B1Error(404, -2028, "No matching records found (ODBC -2028)");
  }

  static B1Error deadSession() {
    return new B1Error(401, 301, "Invalid session or session already timeout.");
  }

  static B1Error unknownProperty(String property, String type) {
    return new B1Error(400, -1000, "Property '" + property + "' of '" + type + "' is invalid");
  }

  static B1Error badFilter(String why) {
    return new B1Error(400, 201, "Invalid query: " + why);
  }

  static B1Error rule(String why) {
    return new B1Error(400, -5002, why);
  }

  static B1Error exists(String key) {
    return new B1Error(
        400, -10, "1320000140 - Business partner code '" + key + "' already assigned");
  }

  static B1Error unsupported(String what) {
    return new B1Error(400, -5006, what + " is not supported");
  }

  int status() {
    return status;
  }

  /** The body as the version writes it: v1 numbers and nested message, v2 texts. */
  Map<String, Object> body(boolean two) {
    Map<String, Object> error = new LinkedHashMap<>();
    String message = String.valueOf(getMessage());
    error.put("code", two ? Integer.toString(code) : code);
    error.put("message", two ? message : Map.of("lang", "en-us", "value", message));
    return Map.of("error", error);
  }

  HttpAnswer answer(boolean two) {
    return HttpAnswer.json(status, body(two));
  }
}
