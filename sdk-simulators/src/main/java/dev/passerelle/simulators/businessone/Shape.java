package dev.passerelle.simulators.businessone;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The properties of a set or of the rows of a collection. */
final class Shape {
  /** What a property holds. */
  enum Kind {
    TEXT,
    INT,
    NUMBER,
    DATE,
    TIME,
    ENUM,
    ROWS
  }

  /**
   * A property.
   *
   * @param length longest text, 0 for any
   * @param readOnly whether a client's value is left aside
   * @param type the enum's name
   * @param rows the shape of the rows inside
   */
  record Property(
      String name, Kind kind, int length, boolean readOnly, String type, @Nullable Shape rows) {}

  private final String name;
  private final Map<String, Property> properties = new LinkedHashMap<>();

  /**
   * Reads {@code CardCode:s15 Valid:e=BoYesNoEnum DocEntry:i! DocTotal:n}: text with its length,
   * enum, whole number, number, date, time; an exclamation mark for what only the system writes.
   */
  Shape(String name, String text) {
    this.name = name;
    for (String each : text.strip().split("\\s+")) {
      add(each);
    }
  }

  private void add(String text) {
    String property = text.substring(0, text.indexOf(':'));
    boolean readOnly = text.endsWith("!");
    String type = text.substring(text.indexOf(':') + 1, text.length() - (readOnly ? 1 : 0));
    Kind kind =
        switch (type.charAt(0)) {
          case 's' -> Kind.TEXT;
          case 'i' -> Kind.INT;
          case 'n' -> Kind.NUMBER;
          case 'd' -> Kind.DATE;
          case 't' -> Kind.TIME;
          default -> Kind.ENUM;
        };
    int length = kind == Kind.TEXT && type.length() > 1 ? Integer.parseInt(type.substring(1)) : 0;
    String named = kind == Kind.ENUM ? type.substring(2) : "";
    properties.put(property, new Property(property, kind, length, readOnly, named, null));
  }

  /** With a collection. */
  Shape rows(String property, Shape shape) {
    properties.put(property, new Property(property, Kind.ROWS, 0, false, shape.name, shape));
    return this;
  }

  String name() {
    return name;
  }

  Map<String, Property> properties() {
    return properties;
  }

  @Nullable Property find(String property) {
    return properties.get(property);
  }

  void addUserField(String property, Kind kind, int length) {
    properties.put(property, new Property(property, kind, length, false, "", null));
  }

  void removeUserField(String property) {
    properties.remove(property);
  }
}
