package dev.passerelle.simulators.s4hana;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The type of one set of a service. Filled while the shapes are read, then unchanged. */
final class Shape {
  private final String set;
  private final String stored;
  private final Map<String, Property> properties = new LinkedHashMap<>();
  private final Map<String, Link> links = new LinkedHashMap<>();

  /**
   * A way to other rows.
   *
   * @param target the set at the end
   * @param one whether it leads to one row at most
   * @param by stored names of the properties that are equal on both sides; empty for the keys
   */
  record Link(String name, String target, boolean one, List<String> by) {}

  Shape(String set, String stored) {
    this.set = set;
    this.stored = stored;
  }

  String set() {
    return set;
  }

  /** The set that the rows are kept in. */
  String stored() {
    return stored;
  }

  void add(String token) {
    if (!token.startsWith(">")) {
      Property property = Property.of(token);
      properties.put(property.name(), property);
      return;
    }
    int colon = token.indexOf(':');
    String[] parts = token.substring(colon + 1).split("@", 2);
    boolean one = parts[0].endsWith("1");
    String target = one ? parts[0].substring(0, parts[0].length() - 1) : parts[0];
    List<String> by = parts.length < 2 ? List.of() : List.of(parts[1].split("\\+"));
    String name = token.substring(1, colon);
    links.put(name, new Link(name, target, one, by));
  }

  void remove(String property) {
    properties.remove(property);
  }

  void put(Property property) {
    properties.put(property.name(), property);
  }

  @Nullable Property find(String name) {
    return properties.get(name);
  }

  Property need(String name) {
    Property property = properties.get(name);
    if (property == null) {
      throw S4Error.unknownProperty(name, set);
    }
    return property;
  }

  @Nullable Link link(String name) {
    return links.get(name);
  }

  Map<String, Property> properties() {
    return properties;
  }

  Map<String, Link> links() {
    return links;
  }

  List<Property> keys() {
    List<Property> keys = new ArrayList<>();
    properties.values().stream().filter(Property::key).forEach(keys::add);
    return keys;
  }
}
