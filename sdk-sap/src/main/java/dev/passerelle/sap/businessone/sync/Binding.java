package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.sap.businessone.model.B1Record;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a field lies in a record.
 *
 * @param rule limits and normal form
 * @param properties what must be read for it
 * @param read the value; null where there is none
 * @param write puts a value into a body; null for a field that is only read
 * @param needsCurrent whether a change has to know the record as it is
 */
record Binding<T>(
    FieldRule<T> rule,
    Set<String> properties,
    Function<B1Record, @Nullable T> read,
    @Nullable Writing<T> write,
    boolean needsCurrent) {

  /** Puts a value into a body. */
  @FunctionalInterface
  interface Writing<T> {
    void put(Body body, @Nullable T value, @Nullable T before);
  }

  static <T> Binding<T> readOnly(
      Field<T> field, Set<String> properties, Function<B1Record, @Nullable T> read) {
    return new Binding<>(FieldRule.of(field).readOnly(), properties, read, null, false);
  }

  static Binding<String> text(Field<String> field, String property, int length) {
    FieldRule<String> rule = FieldRule.of(field);
    return new Binding<>(
        length > 0 ? rule.maxLength(length) : rule,
        Set.of(property),
        row -> row.text(property).orElse(null),
        (body, value, before) -> body.put(property, value == null ? null : value),
        false);
  }

  /** A code that is a number there: -1 is how the system says none. */
  static Binding<String> number(Field<String> field, String property, boolean minusOneIsNone) {
    FieldRule<String> rule =
        FieldRule.of(field).normalForm(text -> text.matches("-?\\d{1,9}") ? text : text.strip());
    return new Binding<>(
        rule,
        Set.of(property),
        row ->
            row.text(property).filter(text -> !minusOneIsNone || !text.equals("-1")).orElse(null),
        (body, value, before) -> body.put(property, whole(value, minusOneIsNone)),
        false);
  }

  private static @Nullable Object whole(@Nullable String value, boolean minusOneIsNone) {
    if (value == null || value.isBlank()) {
      return minusOneIsNone ? Integer.valueOf(-1) : null;
    }
    // What is no number is refused by the server by the property's name.
    return value.matches("-?\\d{1,9}") ? Integer.valueOf(value) : value;
  }

  /** The property of an embedder's own choice; the field's type decides the form. */
  @SuppressWarnings("unchecked")
  static Binding<?> plain(Field<?> field, String property) {
    return switch (field.type().name()) {
      case "text", "code" -> text((Field<String>) field, property, 0);
      case "decimal" ->
          of(
              (Field<BigDecimal>) field,
              property,
              row -> row.number(property).orElse(null),
              value -> value);
      case "date" ->
          of(
              (Field<LocalDate>) field,
              property,
              row -> row.date(property).orElse(null),
              LocalDate::toString);
      case "integer" ->
          of(
              (Field<Long>) field,
              property,
              row -> row.number(property).map(BigDecimal::longValue).orElse(null),
              value -> value);
      case "flag" ->
          of(
              (Field<Boolean>) field,
              property,
              row -> row.has(property) ? row.yes(property) : null,
              value -> value ? "tYES" : "tNO");
      default ->
          throw new IllegalArgumentException(
              field.name() + " of type " + field.type() + " cannot be a property");
    };
  }

  static <T> Binding<T> of(
      Field<T> field,
      String property,
      Function<B1Record, @Nullable T> read,
      Function<T, Object> write) {
    return new Binding<>(
        FieldRule.of(field),
        Set.of(property),
        read,
        (body, value, before) -> body.put(property, value == null ? null : write.apply(value)),
        false);
  }

  Field<T> field() {
    return rule.field();
  }

  void readInto(B1Record row, Fields.Builder into) {
    into.set(field(), read.apply(row));
  }

  /** Puts the field's value into a body; nothing where the fields do not have it. */
  void writeInto(Body body, Fields values, Fields before) {
    Writing<T> writing = write;
    if (writing != null && values.has(field())) {
      writing.put(body, values.get(field()).orElse(null), before.get(field()).orElse(null));
    }
  }

  Binding<T> required() {
    return new Binding<>(rule.required(), properties, read, write, needsCurrent);
  }
}
