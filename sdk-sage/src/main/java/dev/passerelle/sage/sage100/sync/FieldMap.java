package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which field comes from where in a row. A value that Sage keeps empty is null, not absent.
 *
 * @param <R> the row's type
 */
final class FieldMap<R> {
  private final Map<Field<?>, Function<R, ? extends @Nullable Object>> values =
      new LinkedHashMap<>();

  /** A field and its value. */
  <T> FieldMap<R> with(Field<T> field, Function<R, @Nullable T> value) {
    values.put(field, value);
    return this;
  }

  /** A text field, null when it is blank. */
  FieldMap<R> text(Field<String> field, Function<R, String> value) {
    return with(field, row -> blankToNull(value.apply(row)));
  }

  /** An index into one of Sage's own tables as a code; 0 is none. */
  FieldMap<R> index(Field<String> field, Function<R, Integer> value) {
    return with(
        field,
        row -> {
          int index = value.apply(row);
          return index == 0 ? null : Integer.toString(index);
        });
  }

  Set<Field<?>> fields() {
    return values.keySet();
  }

  /** The selected fields of a row. */
  Fields read(R row, Collection<Field<?>> selected) {
    Fields.Builder fields = Fields.builder();
    values.forEach(
        (field, value) -> {
          if (selected.contains(field)) {
            set(fields, field, value.apply(row));
          }
        });
    return fields.build();
  }

  /** Sound: {@link #with} pairs each field with a value of its own type. */
  @SuppressWarnings("unchecked")
  private static <T> void set(Fields.Builder fields, Field<T> field, @Nullable Object value) {
    fields.set(field, (T) value);
  }

  static @Nullable String blankToNull(String text) {
    return text.isBlank() ? null : text;
  }
}
