package dev.passerelle.simulators.hubspot;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** What the account does to values that it is given, apart from HubSpot's own rules. */
final class Normalisers {
  private final Map<String, UnaryOperator<String>> byProperty = new ConcurrentHashMap<>();

  void put(ObjectType type, String property, UnaryOperator<String> normaliser) {
    byProperty.put(type.name() + "." + property, normaliser);
  }

  void clear() {
    byProperty.clear();
  }

  String apply(ObjectType type, String property, String value) {
    UnaryOperator<String> normaliser = byProperty.get(type.name() + "." + property);
    return normaliser == null ? value : normaliser.apply(value);
  }
}
