package dev.passerelle.simulators.hubspot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refusal, as HubSpot words it (fact sheet §8). */
@SuppressWarnings("serial") // Never serialized: it lives within one call.
final class HubSpotError extends RuntimeException {
  /** One entry of {@code errors}. */
  record Detail(String message, String code, Map<String, List<String>> context) {
    static Detail of(String message, String code, String property) {
      return new Detail(message, code, Map.of("propertyName", List.of(property)));
    }

    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("message", message);
      json.put("code", code);
      json.put("context", context);
      return json;
    }
  }

  private final int status;
  private final String category;
  private final @Nullable String subCategory;
  private final List<Detail> details;
  private final Map<String, List<String>> context;

  HubSpotError(
      int status,
      String category,
      @Nullable String subCategory,
      String message,
      List<Detail> details,
      Map<String, List<String>> context) {
    super(message);
    this.status = status;
    this.category = category;
    this.subCategory = subCategory;
    this.details = List.copyOf(details);
    this.context = Map.copyOf(context);
  }

  static HubSpotError of(int status, String category, String message) {
    return new HubSpotError(status, category, null, message, List.of(), Map.of());
  }

  static HubSpotError validation(String message) {
    return of(400, "VALIDATION_ERROR", message);
  }

  static HubSpotError validation(String message, List<Detail> details) {
    return new HubSpotError(400, "VALIDATION_ERROR", null, message, details, Map.of());
  }

  static HubSpotError notFound(ObjectType type, String id) {
    return new HubSpotError(
        404,
        "OBJECT_NOT_FOUND",
        null,
        "Object not found. No " + type.singular() + " has the id " + id + ".",
        List.of(),
        Map.of("ids", List.of(id)));
  }

  static HubSpotError resourceNotFound() {
    return of(404, "OBJECT_NOT_FOUND", "resource not found");
  }

  int status() {
    return status;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  Map<String, Object> body(String correlationId) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", "error");
    json.put("message", message());
    json.put("correlationId", correlationId);
    json.put("category", category);
    if (subCategory != null) {
      json.put("subCategory", subCategory);
    }
    if (!details.isEmpty()) {
      json.put("errors", details.stream().map(Detail::json).toList());
    }
    if (!context.isEmpty()) {
      json.put("context", context);
    }
    return json;
  }

  /** The same error as one row of a multi-status answer, with more context. */
  Map<String, Object> row(Map<String, List<String>> more) {
    Map<String, List<String>> whole = new LinkedHashMap<>(context);
    whole.putAll(more);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", "error");
    json.put("category", category);
    if (subCategory != null) {
      json.put("subCategory", subCategory);
    }
    json.put("message", message());
    json.put("context", whole);
    json.put("errors", details.stream().map(Detail::json).toList());
    json.put("links", Map.of());
    return json;
  }
}
