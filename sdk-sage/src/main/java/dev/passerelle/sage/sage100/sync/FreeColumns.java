package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Delivery;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.sage.sage100.SageSchema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The free fields of one type that the flows use: real columns with names of the customer's own.
 */
final class FreeColumns {
  static final Map<EntityType, String> TABLES =
      Map.of(
          Customer.TYPE, "F_COMPTET",
          Product.TYPE, "F_ARTICLE",
          Quote.TYPE, "F_DOCENTETE",
          SalesOrder.TYPE, "F_DOCENTETE",
          Delivery.TYPE, "F_DOCENTETE",
          Invoice.TYPE, "F_DOCENTETE");

  private final Map<Field<?>, String> columns;

  private FreeColumns(Map<Field<?>, String> columns) {
    this.columns = columns;
  }

  /** Those of the configured free fields that are selected; refuses one that Sage lacks. */
  static FreeColumns of(
      EntityType type, Map<Field<?>, String> configured, Selection selection, SageSchema schema) {
    Map<Field<?>, String> used = new LinkedHashMap<>();
    configured.forEach(
        (field, column) -> {
          if (selection.uses(field)) {
            String table = TABLES.getOrDefault(type, "");
            if (!schema.has(table, column)) {
              throw InvalidConfiguration.inCode(
                  ErrorCode.CONFIGURATION_INVALID,
                  "freeField " + field.name(),
                  table + " has no column [" + column + "]");
            }
            used.put(field, column);
          }
        });
    return new FreeColumns(used);
  }

  Set<String> names() {
    return new LinkedHashSet<>(columns.values());
  }

  Map<Field<?>, String> byField() {
    return columns;
  }

  /** Adds the fields to a map of a row's type. */
  <R> void addTo(FieldMap<R> map, java.util.function.Function<R, Map<String, Object>> values) {
    columns.forEach((field, column) -> add(map, field, column, values));
  }

  private static <R, T> void add(
      FieldMap<R> map,
      Field<T> field,
      String column,
      java.util.function.Function<R, Map<String, Object>> values) {
    map.with(field, row -> convert(field, values.apply(row).get(column)));
  }

  /** Sound: each kind of field gets the Java type that the catalogue gives it. */
  @SuppressWarnings("unchecked")
  private static <T> @Nullable T convert(Field<T> field, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    Object converted =
        switch (field.type().name()) {
          case "decimal" -> new BigDecimal(value.toString());
          case "integer" -> new BigDecimal(value.toString()).longValue();
          case "flag" -> new BigDecimal(value.toString()).signum() != 0;
          case "date" -> value instanceof LocalDate ? value : null;
          default -> FieldMap.blankToNull(text(value));
        };
    return (T) converted;
  }

  private static String text(Object value) {
    return value instanceof BigDecimal number
        ? number.stripTrailingZeros().toPlainString()
        : value.toString();
  }
}
