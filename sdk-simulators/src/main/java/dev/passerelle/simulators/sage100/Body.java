package dev.passerelle.simulators.sage100;

import dev.passerelle.simulators.HttpCall;
import dev.passerelle.simulators.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of a control call; what is missing or of another kind is an IllegalArgumentException.
 */
final class Body {
  private final Map<String, @Nullable Object> members;

  private Body(Map<String, @Nullable Object> members) {
    this.members = members;
  }

  static Body of(HttpCall call) {
    return new Body(call.body().isBlank() ? Map.of() : Json.object(call.body()));
  }

  boolean has(String name) {
    return members.get(name) != null;
  }

  String text(String name) {
    return optionalText(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
  }

  Optional<String> optionalText(String name) {
    return Optional.ofNullable(members.get(name)).map(Object::toString);
  }

  BigDecimal number(String name) {
    return new BigDecimal(text(name));
  }

  int integer(String name) {
    return number(name).intValueExact();
  }

  int integer(String name, int otherwise) {
    return has(name) ? integer(name) : otherwise;
  }

  boolean flag(String name) {
    return Boolean.parseBoolean(optionalText(name).orElse("false"));
  }

  Map<String, Object> fields(String name) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (has(name)) {
      Json.asObject(members.get(name))
          .forEach((field, value) -> fields.put(field, value == null ? "" : value));
    }
    return fields;
  }

  Map<String, BigDecimal> quantities(String name) {
    Map<String, BigDecimal> quantities = new LinkedHashMap<>();
    fields(name).forEach((key, value) -> quantities.put(key, new BigDecimal(value.toString())));
    return quantities;
  }

  List<Integer> integers(String name) {
    if (members.get(name) instanceof List<?> list) {
      return list.stream()
          .map(each -> new BigDecimal(String.valueOf(each)).intValueExact())
          .toList();
    }
    throw new IllegalArgumentException(name + " is missing");
  }
}
