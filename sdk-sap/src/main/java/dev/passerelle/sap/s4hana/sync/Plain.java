package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Field;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field that is one property, of the header or of a part.
 *
 * @param write the value as it is sent; an empty text clears, since null is not the system's
 */
record Plain<T>(
    FieldRule<T> rule,
    String property,
    Function<S4Record, @Nullable T> read,
    Function<@Nullable T, @Nullable Object> write) {

  static Plain<String> text(Field<String> field, String property, int length) {
    FieldRule<String> rule = FieldRule.of(field).normalForm(String::stripTrailing);
    return new Plain<>(
        length > 0 ? rule.maxLength(length) : rule,
        property,
        row -> row.text(property).orElse(null),
        value -> value == null ? "" : value);
  }

  static <T> Plain<T> of(Field<T> field, String property, Function<S4Record, @Nullable T> read) {
    return new Plain<>(FieldRule.of(field), property, read, value -> value);
  }

  /** The property of an embedder's own choice; the field's type decides the form. */
  @SuppressWarnings("unchecked")
  static Plain<?> chosen(Field<?> field, String property) {
    return switch (field.type().name()) {
      case "text", "code" -> text((Field<String>) field, property, 0);
      case "decimal" ->
          of((Field<BigDecimal>) field, property, row -> row.decimal(property).orElse(null));
      case "date" -> of((Field<LocalDate>) field, property, row -> row.date(property).orElse(null));
      case "flag" ->
          of((Field<Boolean>) field, property, row -> row.has(property) ? row.yes(property) : null);
      default ->
          throw new IllegalArgumentException(
              field.name() + " of type " + field.type() + " cannot be a property");
    };
  }

  /** As a property of the header. */
  Binding<T> header() {
    return new Binding<>(
        rule,
        Set.of(property),
        read,
        (body, value, before) -> body.put(property, write.apply(value)),
        true);
  }

  /** As a property of a part. */
  Binding<T> at(Places place) {
    Set<String> paths = new LinkedHashSet<>(place.keys());
    paths.add(place.way() + property);
    return new Binding<>(
        rule,
        paths,
        record -> place.row().apply(record).map(read).orElse(null),
        (body, value, before) -> place.values().apply(body).put(property, write.apply(value)));
  }
}
