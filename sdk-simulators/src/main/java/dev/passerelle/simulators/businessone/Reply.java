package dev.passerelle.simulators.businessone;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes rows as the two versions do: v1 bare dates, v2 with a midnight that means nothing. */
final class Reply {
  private final boolean two;

  Reply(boolean two) {
    this.two = two;
  }

  String annotation(String name) {
    return two ? "@odata." + name : "odata." + name;
  }

  /**
   * A record.
   *
   * @param select empty for all
   */
  Map<String, @Nullable Object> record(Shape shape, Row row, Set<String> select) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put(annotation("etag"), row.etag());
    out.putAll(plain(shape, row, select));
    return out;
  }

  private Map<String, @Nullable Object> plain(Shape shape, Row row, Set<String> select) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    shape
        .properties()
        .forEach(
            (name, property) -> {
              if (select.isEmpty() || select.contains(name)) {
                out.put(name, value(property, row));
              }
            });
    return out;
  }

  private @Nullable Object value(Shape.Property property, Row row) {
    Shape inside = property.rows();
    if (inside != null) {
      List<Object> rows = new ArrayList<>();
      row.rows(property.name()).forEach(each -> rows.add(plain(inside, each, Set.of())));
      return rows;
    }
    Object value = row.get(property.name());
    if (value == null) {
      return null;
    }
    return switch (property.kind()) {
      case DATE -> two ? value + "T00:00:00Z" : value;
      // Stored as binary numbers: what comes out has noise, or lost its zeros.
      case NUMBER -> BigDecimal.valueOf(((BigDecimal) value).doubleValue());
      default -> value;
    };
  }
}
