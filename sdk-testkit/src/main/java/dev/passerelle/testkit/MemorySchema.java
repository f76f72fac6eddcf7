package dev.passerelle.testkit;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Reference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an entity, and the way between {@link Fields} and the arrays in which records are
 * kept. Column 0 is our reference, shown or not. May be changed while records exist: a row that is
 * shorter than the schema has null in the columns that it lacks.
 */
final class MemorySchema {
  private final List<FieldRule<?>> columns = new ArrayList<>();
  private final Map<Field<?>, Integer> index = new HashMap<>();
  private final Set<Field<?>> removed = new LinkedHashSet<>();
  private final Map<Field<?>, Set<String>> options = new LinkedHashMap<>();
  private final boolean showsReference;

  MemorySchema(InMemoryEntity entity) {
    options.putAll(entity.options);
    showsReference = entity.rules.stream().anyMatch(rule -> rule.field().equals(Reference.FIELD));
    if (!showsReference) {
      add(FieldRule.of(Reference.FIELD));
    }
    entity.rules.stream()
        .filter(rule -> rule.field().equals(Reference.FIELD) && showsReference)
        .forEach(this::add);
    entity.rules.stream().filter(rule -> !rule.field().equals(Reference.FIELD)).forEach(this::add);
  }

  private void add(FieldRule<?> rule) {
    index.put(rule.field(), columns.size());
    columns.add(rule);
  }

  /** Adds a field, or changes the rule of one. */
  void put(FieldRule<?> rule) {
    removed.remove(rule.field());
    Integer column = index.get(rule.field());
    if (column == null) {
      add(rule);
    } else {
      columns.set(column, rule);
    }
  }

  void remove(Field<?> field) {
    removed.add(field);
  }

  void addOption(Field<?> field, String option) {
    options.computeIfAbsent(field, key -> new LinkedHashSet<>()).add(option);
  }

  /** Whether an adapter may name the field. */
  boolean offers(Field<?> field) {
    return index.containsKey(field)
        && !removed.contains(field)
        && (showsReference || !field.equals(Reference.FIELD));
  }

  /** The fields that an adapter may name, in the order in which they were declared. */
  List<Field<?>> offered() {
    List<Field<?>> fields = new ArrayList<>();
    columns.forEach(rule -> fields.add(rule.field()));
    fields.removeIf(field -> !offers(field));
    return fields;
  }

  FieldRule<?> rule(Field<?> field) {
    return columns.get(column(field));
  }

  int column(Field<?> field) {
    Integer column = index.get(field);
    if (column == null) {
      throw new IllegalArgumentException("no field '" + field + "'");
    }
    return column;
  }

  int size() {
    return columns.size();
  }

  /** The arrays' form of {@code fields} over those of {@code base}, in the system's normal form. */
  @Nullable Object[] store(Fields fields, @Nullable Object @Nullable [] base) {
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    if (base != null) {
      System.arraycopy(base, 0, values, 0, base.length);
    }
    for (Field<?> field : fields.keys()) {
      values[column(field)] = normal(field, fields);
    }
    return values;
  }

  private <T> @Nullable Object normal(Field<T> field, Fields fields) {
    return fields.get(field).map(value -> normal(field, value)).orElse(null);
  }

  @SuppressWarnings("unchecked")
  <T> T normal(Field<T> field, T value) {
    return ((FieldRule<T>) rule(field)).normalized(value);
  }

  /** The given fields of a row; a field without value is null, a removed one is absent. */
  Fields show(@Nullable Object[] values, Collection<Field<?>> fields) {
    Fields.Builder shown = Fields.builder();
    for (Field<?> field : fields) {
      if (removed.contains(field)) {
        continue;
      }
      put(shown, field, value(values, field));
    }
    return shown.build();
  }

  @Nullable Object value(@Nullable Object[] values, Field<?> field) {
    int column = column(field);
    return column < values.length ? values[column] : null;
  }

  @SuppressWarnings("unchecked")
  private static <T> void put(Fields.Builder into, Field<T> field, @Nullable Object value) {
    into.set(field, (T) value);
  }

  /** Whether a row holds a value, compared as the field compares. */
  @SuppressWarnings("unchecked")
  <T> boolean holds(@Nullable Object[] values, Field<T> field, Fields sent) {
    @Nullable T wanted = sent.get(field).map(value -> normal(field, value)).orElse(null);
    return field.type().same((T) value(values, field), wanted);
  }

  /** Why fields cannot be written; each field is judged by itself. */
  List<FieldError> judge(Fields fields, boolean create) {
    List<FieldError> errors = new ArrayList<>();
    for (Field<?> field : fields.keys()) {
      judge(field, fields).ifPresent(errors::add);
    }
    if (create) {
      columns.stream()
          .filter(rule -> rule.isRequired() && offers(rule.field()))
          .filter(rule -> !fields.has(rule.field()))
          .map(rule -> error(rule.field(), ErrorCode.VALUE_INVALID, "required"))
          .forEach(errors::add);
    }
    return errors;
  }

  @SuppressWarnings("unchecked")
  private <T> Optional<FieldError> judge(Field<T> field, Fields fields) {
    if (!offers(field)) {
      return Optional.of(error(field, ErrorCode.CUSTOM_PROPERTY_MISSING, "unknown"));
    }
    FieldRule<T> rule = (FieldRule<T>) rule(field);
    if (rule.isReadOnly()) {
      return Optional.of(error(field, ErrorCode.VALUE_INVALID, "read only"));
    }
    Optional<T> value = fields.get(field);
    if (value.isEmpty() && rule.isRequired()) {
      return Optional.of(error(field, ErrorCode.VALUE_INVALID, "required"));
    }
    if (value.isPresent() && unknownOption(field, value.get())) {
      return Optional.of(error(field, ErrorCode.UNKNOWN_CODE, "not an option"));
    }
    return value.flatMap(rule::refuse);
  }

  private boolean unknownOption(Field<?> field, Object value) {
    Set<String> allowed = options.get(field);
    return allowed != null && value instanceof String text && !allowed.contains(text);
  }

  private static FieldError error(Field<?> field, ErrorCode code, String why) {
    return FieldError.of(field.name(), code.name(), why);
  }

  /** The fingerprint: changes with a field, a type, a required flag or an option (E1). */
  String shape() {
    StringBuilder text = new StringBuilder();
    for (FieldRule<?> rule : columns) {
      Field<?> field = rule.field();
      if (offers(field)) {
        text.append(field.name()).append(':').append(field.type().name());
        text.append(rule.isRequired() ? "!" : "");
        text.append(options.getOrDefault(field, Set.of())).append(';');
      }
    }
    return text.length() + "-" + Integer.toHexString(text.toString().hashCode());
  }
}
