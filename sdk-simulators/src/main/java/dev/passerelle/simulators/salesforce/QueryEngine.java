package dev.passerelle.simulators.salesforce;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers queries as the integration user sees the org. */
final class QueryEngine {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX");

  private final Org org;

  QueryEngine(Org org) {
    this.org = org;
  }

  /** A record as it is seen. */
  private record Seen(StoredRecord record, Map<String, @Nullable Object> values) {}

  List<Map<String, @Nullable Object>> run(SoqlText.Query query, boolean deleted) {
    ObjectDef object = org.need(query.object());
    query.fields().forEach(field -> check(object, field));
    query.order().forEach(field -> check(object, field));
    List<Seen> found = new ArrayList<>();
    Instant now = org.clock.instant();
    for (StoredRecord record : org.table(object).values()) {
      Map<String, @Nullable Object> values = record.view(now);
      if (values == null || org.hidden.contains(record.id)) {
        continue;
      }
      boolean gone = Boolean.TRUE.equals(values.get("IsDeleted"));
      Seen seen = new Seen(record, values);
      if ((deleted || !gone) && (query.condition() == null || meets(seen, query.condition()))) {
        found.add(seen);
      }
    }
    found.sort(order(query.order()));
    return found.stream().limit(query.limit()).map(seen -> shown(seen, query.fields())).toList();
  }

  private void check(ObjectDef object, String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      if (org.seen(object, path).isEmpty()) {
        throw noColumn(object, path);
      }
      return;
    }
    FieldDef relation =
        object
            .relation(path.substring(0, dot))
            .filter(each -> org.visible(object, each))
            .orElseThrow(() -> noColumn(object, path));
    check(org.need(String.valueOf(relation.target())), path.substring(dot + 1));
  }

  static SfError noColumn(ObjectDef object, String field) {
    return SfError.bad(
        "INVALID_FIELD",
        "\nERROR at Row:1:Column:8\nNo such column '"
            + field
            + "' on entity '"
            + object.name
            + "'. If you are attempting to use a custom field, be sure to append the '__c' after"
            + " the custom field name.");
  }

  private @Nullable Object value(Seen seen, String path) {
    int dot = path.indexOf('.');
    ObjectDef object = seen.record().object;
    if (dot < 0) {
      return seen.values().get(object.field(path).map(FieldDef::name).orElse(path));
    }
    FieldDef relation = object.relation(path.substring(0, dot)).orElseThrow();
    Object id = seen.values().get(relation.name());
    if (id == null) {
      return null;
    }
    return org.record(org.need(String.valueOf(relation.target())), id.toString())
        .map(parent -> value(new Seen(parent, parent.values), path.substring(dot + 1)))
        .orElse(null);
  }

  private FieldDef field(ObjectDef object, String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return org.seen(object, path).orElseThrow(() -> noColumn(object, path));
    }
    FieldDef relation =
        object.relation(path.substring(0, dot)).orElseThrow(() -> noColumn(object, path));
    return field(org.need(String.valueOf(relation.target())), path.substring(dot + 1));
  }

  private boolean meets(Seen seen, SoqlText.Condition condition) {
    if (condition instanceof SoqlText.Both both) {
      return meets(seen, both.left()) && meets(seen, both.right());
    }
    if (condition instanceof SoqlText.Either either) {
      return meets(seen, either.left()) || meets(seen, either.right());
    }
    if (condition instanceof SoqlText.In in) {
      return in.values().stream().anyMatch(each -> compare(seen, in.field(), "=", each));
    }
    SoqlText.Compare compare = (SoqlText.Compare) condition;
    return compare(seen, compare.field(), compare.operator(), compare.value());
  }

  private boolean compare(Seen seen, String path, String operator, @Nullable Object wanted) {
    FieldDef field = field(seen.record().object, path);
    Object actual = value(seen, path);
    if (wanted == null || actual == null) {
      boolean same = wanted == null && actual == null;
      return operator.equals("=") ? same : operator.equals("!=") && !same;
    }
    int order = order(field, actual, wanted);
    return switch (operator) {
      case "=" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static int order(FieldDef field, Object actual, Object wanted) {
    switch (field.type()) {
      case "datetime":
        return typed(wanted, Instant.class, field)
                .compareTo(OffsetDateTime.parse(actual.toString(), STAMP).toInstant())
            * -1;
      case "date":
        return LocalDate.parse(actual.toString()).compareTo(typed(wanted, LocalDate.class, field));
      case "boolean":
        return Boolean.compare((Boolean) actual, typed(wanted, Boolean.class, field));
      case "id", "reference":
        return actual.toString().compareTo(Org.full(typed(wanted, String.class, field)));
      default:
        if (field.isNumber()) {
          return new BigDecimal(actual.toString())
              .compareTo(typed(wanted, BigDecimal.class, field));
        }
        String text = typed(wanted, String.class, field);
        return field.caseSensitive()
            ? actual.toString().compareTo(text)
            : lower(actual.toString()).compareTo(lower(text));
    }
  }

  private static <T> T typed(Object value, Class<T> type, FieldDef field) {
    if (!type.isInstance(value)) {
      throw SfError.bad(
          "INVALID_FIELD",
          "value of filter criterion for field '"
              + field.name()
              + "' must be of"
              + " type "
              + field.type());
    }
    return type.cast(value);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private Comparator<Seen> order(List<String> fields) {
    Comparator<Seen> order = (a, b) -> 0;
    for (String field : fields) {
      order =
          order.thenComparing(
              seen -> {
                Object value = value(seen, field);
                return value == null ? "" : value.toString();
              });
    }
    return order;
  }

  private Map<String, @Nullable Object> shown(Seen seen, List<String> fields) {
    Map<String, @Nullable Object> json = attributes(seen.record());
    for (String field : fields) {
      put(json, seen, field);
    }
    return json;
  }

  static Map<String, @Nullable Object> attributes(StoredRecord record) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put(
        "attributes",
        Map.of(
            "type",
            record.object.name,
            "url",
            "/services/data/v67.0/sobjects/" + record.object.name + "/" + record.id));
    return json;
  }

  @SuppressWarnings("unchecked")
  private void put(Map<String, @Nullable Object> json, Seen seen, String path) {
    int dot = path.indexOf('.');
    ObjectDef object = seen.record().object;
    if (dot < 0) {
      json.put(object.field(path).orElseThrow().name(), value(seen, path));
      return;
    }
    FieldDef relation = object.relation(path.substring(0, dot)).orElseThrow();
    Object id = seen.values().get(relation.name());
    StoredRecord parent =
        id == null
            ? null
            : org.record(org.need(String.valueOf(relation.target())), id.toString()).orElse(null);
    String name = String.valueOf(relation.relationship());
    if (parent == null) {
      json.put(name, null);
      return;
    }
    Object nested = json.get(name);
    Map<String, @Nullable Object> inner =
        nested instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : attributes(parent);
    json.put(name, inner);
    put(inner, new Seen(parent, parent.values), path.substring(dot + 1));
  }
}
