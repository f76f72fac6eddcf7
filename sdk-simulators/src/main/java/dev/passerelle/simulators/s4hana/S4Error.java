package dev.passerelle.simulators.s4hana;

import dev.passerelle.simulators.HttpAnswer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A refusal of the gateway (fact sheet §8). The outer text is often generic. */
final class S4Error extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String GENERIC = "An exception was raised";

  private final int status;
  private final String code;
  private final String property;

  S4Error(int status, String code, String message, String property) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.property = property;
  }

  S4Error(int status, String code, String message) {
    this(status, code, message, "");
  }

  static S4Error notFound() {
    return new S4Error(404, "/IWBEP/CM_MGW_RT/020", "Resource not found for segment");
  }

  static S4Error noService(String name) {
    return new S4Error(
        404, "/IWFND/MED/170", "No service found for namespace '', name '" + name + "'");
  }

  static S4Error unknownProperty(String property, String type) {
    return new S4Error(
        400, "/IWFND/CM_MGW/020", "Property '" + property + "' not found in type '" + type + "'");
  }

  static S4Error badRequest(String why) {
    return new S4Error(400, "/IWFND/CM_MGW_RT/021", "Invalid query: " + why);
  }

  static S4Error rule(String code, String why, String property) {
    return new S4Error(400, code, why, property);
  }

  static S4Error notAllowed(String what) {
    return new S4Error(405, "/IWBEP/CM_MGW_RT/106", what + " is not allowed");
  }

  int status() {
    return status;
  }

  HttpAnswer answer(boolean four) {
    return HttpAnswer.json(status, body(four));
  }

  Map<String, Object> body(boolean four) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", code);
    String message = String.valueOf(getMessage());
    if (four) {
      error.put("message", message);
      error.put("details", List.of(Map.of("code", code, "message", message, "target", property)));
      return Map.of("error", error);
    }
    boolean business = code.matches("[A-Z]\\w*/\\d+");
    error.put("message", Map.of("lang", "en", "value", business ? GENERIC : message));
    error.put(
        "innererror",
        Map.of(
            "transactionid",
            "6A0E3F0C11280000E0063DD3A2D4C4B1",
            "errordetails",
            List.of(
                Map.of(
                    "code", code,
                    "message", message,
                    "propertyref", property,
                    "severity", "error",
                    "target", ""),
                Map.of(
                    "code", "/IWBEP/CX_MGW_BUSI_EXCEPTION",
                    "message", GENERIC,
                    "propertyref", "",
                    "severity", "error",
                    "target", ""))));
    return Map.of("error", error);
  }
}
