package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Columns to be written and what is wrong with them: lengths and characters are checked before
 * anything is sent (L12). Not thread-safe.
 */
final class Columns {
  private final TextRules texts;
  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
  private final Map<String, Field<?>> fields = new LinkedHashMap<>();
  private final List<FieldError> errors = new ArrayList<>();

  Columns(TextRules texts) {
    this.texts = texts;
  }

  Map<String, @Nullable Object> values() {
    return values;
  }

  /** The field that a column belongs to. */
  Map<String, Field<?>> fields() {
    return fields;
  }

  List<FieldError> errors() {
    return errors;
  }

  void error(Field<?> field, String code, String message) {
    errors.add(FieldError.of(field.name(), code, message));
  }

  void text(Field<?> field, String column, @Nullable String value) {
    String text = value == null ? "" : value.stripTrailing();
    texts.text(Field.text(field.name()), column).refuse(text).ifPresent(errors::add);
    put(field, column, text);
  }

  /** By a field's own rule and normal form. */
  void text(FieldRule<String> rule, String column, @Nullable String value) {
    String text = value == null ? "" : rule.normalized(value);
    rule.refuse(text).ifPresent(errors::add);
    put(rule.field(), column, text);
  }

  /** An index into one of Sage's tables: a whole number, 0 for none. */
  void index(Field<String> field, String column, @Nullable String value) {
    String code = value == null || value.isBlank() ? "0" : value.strip();
    if (code.matches("[0-9]{1,9}")) {
      put(field, column, Integer.valueOf(code));
    } else {
      error(field, ErrorCode.UNKNOWN_CODE.name(), "a number of Sage's own is wanted");
    }
  }

  void put(Field<?> field, String column, @Nullable Object value) {
    values.put(column, value);
    fields.put(column, field);
  }

  /** A free field: text, number or date, as the agent's contract writes them. */
  <T> void free(Field<T> field, String column, Fields from) {
    Optional<T> value = from.get(field);
    if (value.isEmpty()) {
      put(field, column, field.type().name().equals("date") ? null : empty(field));
    } else if (value.get() instanceof String text) {
      text(field, column, text);
    } else if (value.get() instanceof BigDecimal number) {
      put(field, column, number.toPlainString());
    } else if (value.get() instanceof Boolean flag) {
      put(field, column, flag ? "1" : "0");
    } else if (value.get() instanceof LocalDate || value.get() instanceof Long) {
      put(field, column, value.get().toString());
    } else {
      error(field, ErrorCode.VALUE_INVALID.name(), "not a kind of value for a free field");
    }
  }

  private static String empty(Field<?> field) {
    String type = field.type().name();
    return type.equals("text") || type.equals("code") ? "" : "0";
  }

  /** The error of a write that is not sent: the first fault gives the code. */
  ErrorDetail detail(String system, String entity, String record) {
    FieldError first = errors.get(0);
    ErrorDetail.Builder detail =
        ErrorDetail.of(code(first.code()))
            .system(system)
            .entity(entity)
            .record(record)
            .field(first.field());
    if (first.actual() != null && first.limit() != null) {
      detail.figure("length", first.actual()).figure("limit", first.limit());
    }
    detail.figure("charset", "windows-1252").figure("table", "Sage").figure("value", "?");
    return first.message() == null ? detail.build() : detail.cause(first.message()).build();
  }

  private static ErrorCode code(String name) {
    for (ErrorCode code : ErrorCode.values()) {
      if (code.name().equals(name)) {
        return code;
      }
    }
    return ErrorCode.VALUE_INVALID;
  }
}
