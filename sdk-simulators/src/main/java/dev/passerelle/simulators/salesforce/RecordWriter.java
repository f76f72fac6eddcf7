package dev.passerelle.simulators.salesforce;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Creates, changes and deletes records under Salesforce's rules. */
final class RecordWriter {
  private static final DateTimeFormatter READ =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX][XX][X]");
  private static final DateTimeFormatter WRITE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);

  private final Org org;
  private final Rules rules;

  RecordWriter(Org org) {
    this.org = org;
    this.rules = new Rules(org);
  }

  String create(ObjectDef object, Map<String, @Nullable Object> body) {
    Map<String, @Nullable Object> values = taken(object, body, true, null);
    defaults(object, values);
    required(object, values);
    unique(object, values, "");
    rules.before(object, values, null);
    StoredRecord made = org.insert(object.name, values);
    rules.after(made);
    return made.id;
  }

  void update(ObjectDef object, String id, Map<String, @Nullable Object> body) {
    StoredRecord record = live(object, id);
    Map<String, @Nullable Object> values = taken(object, body, false, record);
    unique(object, values, record.id);
    Map<String, @Nullable Object> all = new LinkedHashMap<>(record.values);
    all.putAll(values);
    required(object, all);
    rules.before(object, values, record);
    org.change(record, values);
    rules.after(record);
  }

  void delete(ObjectDef object, String id) {
    StoredRecord record = live(object, id);
    rules.beforeDelete(record);
    org.change(record, Map.of("IsDeleted", true));
    rules.afterDelete(record);
  }

  StoredRecord live(ObjectDef object, String id) {
    StoredRecord record =
        org.record(object, id)
            .filter(each -> !org.hidden.contains(each.id))
            .orElseThrow(
                () -> new SfError(404, "NOT_FOUND", "The requested resource does not exist"));
    if (record.deleted()) {
      throw new SfError(404, "ENTITY_IS_DELETED", "entity is deleted");
    }
    return record;
  }

  /** The body's fields, checked and in the form in which they are kept. */
  private Map<String, @Nullable Object> taken(
      ObjectDef object,
      Map<String, @Nullable Object> body,
      boolean fresh,
      @Nullable StoredRecord record) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    body.forEach(
        (name, value) -> {
          if (name.equals("attributes") || name.equalsIgnoreCase("Id")) {
            return;
          }
          FieldDef field =
              org.seen(object, name).orElseThrow(() -> QueryEngine.noColumn(object, name));
          if (fresh ? !field.createable() : !field.updateable()) {
            throw SfError.bad(
                "INVALID_FIELD_FOR_INSERT_UPDATE",
                "Unable to create/update fields: " + field.name(),
                field.name());
          }
          values.put(field.name(), automated(object, field, kept(field, value), record));
        });
    return values;
  }

  private @Nullable Object automated(
      ObjectDef object, FieldDef field, @Nullable Object value, @Nullable StoredRecord record) {
    UnaryOperator<@Nullable Object> flow = org.automation.get(object.name + "." + field.name());
    return flow == null ? value : flow.apply(record == null ? value : record.get(field.name()));
  }

  private @Nullable Object kept(FieldDef field, @Nullable Object value) {
    if (value == null || value.toString().isBlank()) {
      return field.type().equals("boolean") ? Boolean.FALSE : null;
    }
    return switch (field.type()) {
      case "boolean" -> bool(field, value);
      case "date" -> date(field, value);
      case "datetime" -> stamp(field, value);
      case "reference" -> reference(field, value.toString());
      case "picklist" -> option(field, value.toString().strip());
      default -> field.isNumber() ? number(field, value) : text(field, value.toString().strip());
    };
  }

  private static Object bool(FieldDef field, Object value) {
    if (value instanceof Boolean || value.equals("true") || value.equals("false")) {
      return Boolean.valueOf(value.toString());
    }
    throw unreadable(field);
  }

  private static Object date(FieldDef field, Object value) {
    try {
      return LocalDate.parse(value.toString()).toString();
    } catch (DateTimeException e) {
      throw unreadable(field);
    }
  }

  private static Object stamp(FieldDef field, Object value) {
    try {
      return WRITE.format(OffsetDateTime.parse(value.toString(), READ).toInstant());
    } catch (DateTimeException e) {
      throw unreadable(field);
    }
  }

  private static SfError unreadable(FieldDef field) {
    return SfError.bad(
        "JSON_PARSER_ERROR", "Cannot deserialize instance of " + field.type(), field.name());
  }

  private static Object number(FieldDef field, Object value) {
    BigDecimal number;
    try {
      number = new BigDecimal(value.toString());
    } catch (NumberFormatException e) {
      throw unreadable(field);
    }
    BigDecimal kept = number.setScale(field.scale(), RoundingMode.HALF_UP);
    if (kept.precision() > Math.max(1, field.precision())) {
      throw SfError.bad("NUMBER_OUTSIDE_VALID_RANGE", "value outside of range", field.name());
    }
    BigDecimal plain = kept.stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  private static Object text(FieldDef field, String value) {
    if (field.length() > 0 && value.length() > field.length()) {
      throw SfError.bad(
          "STRING_TOO_LONG",
          field.name()
              + ": data value too large: "
              + value
              + " (max length="
              + field.length()
              + ")",
          field.name());
    }
    if (field.type().equals("email") && !value.contains("@")) {
      throw SfError.bad(
          "INVALID_EMAIL_ADDRESS",
          field.name() + ": invalid email address: " + value,
          field.name());
    }
    return field.type().equals("email") ? value.toLowerCase(java.util.Locale.ROOT) : value;
  }

  private static Object option(FieldDef field, String value) {
    if (field.restricted() && !field.options().contains(value)) {
      throw SfError.bad(
          "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
          "bad value for restricted picklist field: " + value,
          field.name());
    }
    return text(field, value);
  }

  private Object reference(FieldDef field, String value) {
    ObjectDef target = org.object(String.valueOf(field.target())).orElse(null);
    if (!value.matches("[A-Za-z0-9]{15}|[A-Za-z0-9]{18}")) {
      throw SfError.bad(
          "MALFORMED_ID", field.name() + ": id value of incorrect type: " + value, field.name());
    }
    if (target != null && org.record(target, value).filter(each -> !each.deleted()).isEmpty()) {
      throw SfError.bad("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", field.name());
    }
    return Org.full(value);
  }

  private void defaults(ObjectDef object, Map<String, @Nullable Object> values) {
    for (FieldDef field : object.fields()) {
      if (field.type().equals("boolean") && field.createable()) {
        values.putIfAbsent(field.name(), false);
      }
    }
    object.field("OwnerId").ifPresent(field -> values.putIfAbsent(field.name(), org.userId));
    object.field("CurrencyIsoCode").ifPresent(field -> values.putIfAbsent(field.name(), "EUR"));
  }

  private void required(ObjectDef object, Map<String, @Nullable Object> values) {
    List<String> missing = new ArrayList<>();
    for (FieldDef field : object.fields()) {
      boolean needed =
          (!field.nillable() && !field.defaulted() && field.createable())
              || org.requiredByRule.contains(object.name + "." + field.name());
      boolean person = object.name.equals("Account") && values.get("LastName") != null;
      if (needed && !person && values.get(field.name()) == null) {
        missing.add(field.name());
      }
    }
    if (!missing.isEmpty()) {
      throw SfError.bad(
          "REQUIRED_FIELD_MISSING",
          "Required fields are missing: " + missing,
          missing.toArray(String[]::new));
    }
  }

  private void unique(ObjectDef object, Map<String, @Nullable Object> values, String except) {
    for (FieldDef field : object.fields()) {
      Object value = values.get(field.name());
      if (field.unique() && value != null) {
        byKey(object, field, value.toString()).stream()
            .filter(other -> !other.id.equals(except))
            .findFirst()
            .ifPresent(
                other -> {
                  throw SfError.bad(
                      "DUPLICATE_VALUE",
                      "duplicate value found: "
                          + field.name()
                          + " duplicates value on record with id: "
                          + other.id);
                });
      }
    }
  }

  List<StoredRecord> byKey(ObjectDef object, FieldDef field, String value) {
    return org.keys.candidates(object, field, value).stream()
        .filter(each -> !each.deleted() && org.table(object).get(each.id) == each)
        .filter(
            each ->
                field.caseSensitive()
                    ? each.text(field.name()).equals(value)
                    : each.text(field.name()).equalsIgnoreCase(value))
        .toList();
  }

  /** The record that an upsert means; empty where it makes one. */
  Optional<StoredRecord> upserted(ObjectDef object, FieldDef field, String value) {
    List<StoredRecord> found = byKey(object, field, value);
    if (found.size() > 1) {
      throw SfError.bad("DUPLICATE_EXTERNAL_ID", "more than one record found");
    }
    return found.stream().findFirst();
  }
}
