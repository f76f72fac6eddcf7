package dev.passerelle.simulators.businessone;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings a JSON body into rows, as strictly as the Service Layer does. */
final class Incoming {
  /** The property by which a row of a collection is told from the others. */
  private static final Map<String, String> ROW_KEYS =
      Map.of(
          "BPAddresses", "RowNum",
          "ContactEmployees", "InternalCode",
          "ItemPrices", "PriceList",
          "ItemWarehouseInfoCollection", "WarehouseCode",
          "DocumentLines", "LineNum");

  private static final Set<String> YES_NO = Set.of("tYES", "tNO");

  private Incoming() {}

  /** The property that tells rows apart; empty where all rows are new. */
  static String rowKey(String collection) {
    return ROW_KEYS.getOrDefault(collection, "");
  }

  /** Merges a body into a row: what is not mentioned stays; rows go by their key. */
  static void merge(Shape shape, Row into, Map<String, @Nullable Object> body, boolean replace) {
    body.forEach(
        (name, value) -> {
          if (!name.contains("odata.")) {
            set(shape, into, name, value, replace);
          }
        });
  }

  private static void set(
      Shape shape, Row into, String name, @Nullable Object value, boolean replace) {
    Shape.Property property = shape.find(name);
    if (property == null) {
      throw B1Error.unknownProperty(name, shape.name());
    }
    if (property.kind() == Shape.Kind.ROWS) {
      rows(property, into, value, replace);
    } else if (!property.readOnly()) {
      into.set(name, value(property, shape, value));
    }
  }

  private static void rows(
      Shape.Property property, Row into, @Nullable Object value, boolean replace) {
    Shape inside = property.rows();
    if (!(value instanceof List<?> given) || inside == null) {
      throw B1Error.rule("Property '" + property.name() + "' must be a collection");
    }
    String key = rowKey(property.name());
    List<Row> rows = into.rows(property.name());
    List<Row> named = new java.util.ArrayList<>();
    for (Object each : given) {
      Map<String, @Nullable Object> row = dev.passerelle.simulators.Json.asObject(each);
      Row own = own(rows, key, row);
      merge(inside, own, row, replace);
      named.add(own);
    }
    if (replace) {
      rows.retainAll(named);
    }
  }

  private static Row own(List<Row> rows, String key, Map<String, @Nullable Object> row) {
    Object given = row.get(key);
    if (!key.isEmpty() && given != null) {
      for (Row each : rows) {
        if (each.text(key).equals(plain(given))) {
          return each;
        }
      }
    }
    Row made = new Row();
    rows.add(made);
    return made;
  }

  private static String plain(Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  private static @Nullable Object value(
      Shape.Property property, Shape shape, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (property.kind()) {
      case TEXT -> text(property, shape, value);
      case INT, NUMBER -> number(property, value);
      case DATE -> day(property, value.toString());
      case ENUM -> enumeration(property, value.toString());
      default -> value.toString();
    };
  }

  private static String text(Shape.Property property, Shape shape, Object value) {
    String text = plain(value);
    if (property.length() > 0 && text.length() > property.length()) {
      throw B1Error.rule(
          "Value '"
              + text
              + "' too long in property '"
              + property.name()
              + "' of '"
              + shape.name()
              + "'");
    }
    return text;
  }

  private static BigDecimal number(Shape.Property property, Object value) {
    try {
      return new BigDecimal(plain(value));
    } catch (NumberFormatException e) {
      throw B1Error.rule("Invalid value for property '" + property.name() + "'");
    }
  }

  private static String day(Shape.Property property, String text) {
    if (!text.matches("\\d{4}-\\d{2}-\\d{2}(T.*)?")) {
      throw B1Error.rule("Invalid date for property '" + property.name() + "'");
    }
    return text.substring(0, 10);
  }

  private static String enumeration(Shape.Property property, String text) {
    if (property.type().equals("BoYesNoEnum") && !YES_NO.contains(text)) {
      String letter = text.toUpperCase(Locale.ROOT);
      if (letter.equals("Y") || letter.equals("N")) {
        return letter.equals("Y") ? "tYES" : "tNO";
      }
      throw B1Error.rule("Invalid value for property '" + property.name() + "'");
    }
    return text;
  }
}
