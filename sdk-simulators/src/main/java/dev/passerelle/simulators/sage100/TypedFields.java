package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of an operation as values of their columns, with every fault that was found. */
final class TypedFields {
  private final SageTable table;
  private final List<FieldError> errors = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();

  TypedFields(SageTable table, Map<String, @Nullable Object> given, Set<String> writable) {
    this.table = table;
    FieldRules rules = new FieldRules(table, errors);
    given.forEach(
        (name, value) -> {
          if (table.column(name).isPresent() && !writable.contains(name)) {
            errors.add(FieldError.of("NOT_WRITABLE", name));
          } else {
            rules.value(name, value).ifPresent(typed -> values.put(name, typed));
          }
        });
  }

  Map<String, Object> values() {
    return values;
  }

  List<FieldError> errors() {
    return errors;
  }

  void require(String name) {
    boolean faulty = errors.stream().anyMatch(error -> error.field().equals(name));
    if (!faulty && String.valueOf(values.getOrDefault(name, "")).isBlank()) {
      errors.add(FieldError.of("REQUIRED", name));
    }
  }

  /** Refuses if any fault was found. */
  void check() {
    if (!errors.isEmpty()) {
      throw new Refused(errors);
    }
  }

  /** Whether the row holds all these values already. */
  boolean areIn(SageRow row) {
    return values.entrySet().stream()
        .allMatch(
            entry ->
                table
                    .column(entry.getKey())
                    .filter(column -> same(row, column, entry.getValue()))
                    .isPresent());
  }

  private static boolean same(SageRow row, SageColumn column, Object value) {
    return switch (column.kind()) {
      case TEXT -> row.text(column.name()).equals(value);
      case SMALL, INT -> value.equals(row.number(column.name()));
      case NUMBER -> row.amount(column.name()).compareTo((BigDecimal) value) == 0;
      case DATE -> row.rawDate(column.name()).equals((LocalDate) value);
    };
  }

  /** Compares the row with what the caller believes of it. */
  static void checkBefore(SageTable table, SageRow row, Map<String, @Nullable Object> before) {
    TypedFields believed = new TypedFields(table, before, Set.copyOf(columns(table)));
    believed.check();
    if (!believed.areIn(row)) {
      Map<String, @Nullable Object> current = new LinkedHashMap<>();
      before
          .keySet()
          .forEach(
              name -> table.column(name).ifPresent(c -> current.put(name, Images.value(row, c))));
      throw new Stale(current);
    }
  }

  private static List<String> columns(SageTable table) {
    return table.columns().stream().map(SageColumn::name).toList();
  }
}
