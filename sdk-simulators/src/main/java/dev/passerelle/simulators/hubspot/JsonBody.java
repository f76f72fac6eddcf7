package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.HttpCall;
import dev.passerelle.simulators.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object of a request; anything of the wrong shape is refused as HubSpot does. */
final class JsonBody {
  private final Map<String, @Nullable Object> fields;

  private JsonBody(Map<String, @Nullable Object> fields) {
    this.fields = fields;
  }

  static JsonBody of(HttpCall call) {
    boolean json =
        call.header("Content-Type").map(type -> type.startsWith("application/json")).orElse(false);
    if (!json) {
      throw HubSpotError.of(415, "VALIDATION_ERROR", "Unsupported Media Type");
    }
    return parse(call.body());
  }

  static JsonBody parse(String text) {
    try {
      return new JsonBody(Json.object(text));
    } catch (IllegalArgumentException e) {
      throw HubSpotError.validation("Invalid input JSON: " + e.getMessage());
    }
  }

  static JsonBody of(Map<String, @Nullable Object> fields) {
    return new JsonBody(fields);
  }

  boolean has(String name) {
    return fields.get(name) != null;
  }

  Map<String, @Nullable Object> fields() {
    return fields;
  }

  Optional<String> text(String name) {
    Object value = fields.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String || value instanceof BigDecimal || value instanceof Boolean) {
      return Optional.of(plain(value));
    }
    throw wrong(name, "a string");
  }

  String requiredText(String name) {
    return text(name)
        .orElseThrow(() -> HubSpotError.validation("Invalid input JSON: required field " + name));
  }

  boolean flag(String name, boolean otherwise) {
    return text(name).map(Boolean::parseBoolean).orElse(otherwise);
  }

  int number(String name, int otherwise) {
    Optional<String> text = text(name);
    try {
      return text.map(each -> new BigDecimal(each).intValueExact()).orElse(otherwise);
    } catch (ArithmeticException | NumberFormatException e) {
      throw wrong(name, "a whole number");
    }
  }

  Optional<JsonBody> object(String name) {
    Object value = fields.get(name);
    return value == null ? Optional.empty() : Optional.of(asObject(name, value));
  }

  List<JsonBody> objects(String name) {
    List<JsonBody> objects = new ArrayList<>();
    for (Object each : items(name)) {
      objects.add(asObject(name, each));
    }
    return objects;
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object each : items(name)) {
      if (!(each instanceof String) && !(each instanceof BigDecimal)) {
        throw wrong(name, "an array of strings");
      }
      texts.add(plain(each));
    }
    return texts;
  }

  List<?> items(String name) {
    Object value = fields.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrong(name, "an array");
  }

  /** The property values of a write: strings only, null meaning the same as an empty one. */
  Map<String, String> properties() {
    JsonBody object =
        object("properties")
            .orElseThrow(
                () -> HubSpotError.validation("Invalid input JSON: required field properties"));
    Map<String, String> values = new LinkedHashMap<>();
    object.fields.forEach(
        (name, value) -> {
          if (value != null && !(value instanceof String)) {
            throw wrong("properties." + name, "a string");
          }
          values.put(name, value == null ? "" : (String) value);
        });
    return values;
  }

  private static JsonBody asObject(String name, @Nullable Object value) {
    try {
      return new JsonBody(Json.asObject(value));
    } catch (IllegalArgumentException e) {
      throw wrong(name, "an object");
    }
  }

  private static String plain(Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  private static HubSpotError wrong(String name, String expected) {
    return HubSpotError.validation("Invalid input JSON: " + name + " must be " + expected);
  }
}
