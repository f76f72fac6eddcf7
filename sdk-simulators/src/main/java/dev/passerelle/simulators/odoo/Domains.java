package dev.passerelle.simulators.odoo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether a record fits a search domain: prefix operators, dotted paths, date rules. */
final class Domains {
  private final Orm orm;
  private final DateFilters dates;

  Domains(Orm orm, DateFilters dates) {
    this.orm = orm;
    this.dates = dates;
  }

  boolean fits(ModelDef model, Row row, List<?> domain) {
    Reader reader = new Reader(domain);
    boolean all = true;
    while (reader.more()) {
      all &= term(model, row, reader);
    }
    return all;
  }

  /** Refuses an unknown field before any record is looked at. */
  void check(ModelDef model, List<?> domain) {
    for (Object each : domain) {
      if (each instanceof List<?> leaf) {
        checkLeaf(model, leaf);
      }
    }
  }

  private void checkLeaf(ModelDef model, List<?> leaf) {
    if (leaf.size() != 3) {
      throw OdooError.value("Invalid leaf in domain");
    }
    ModelDef at = model;
    for (String part : String.valueOf(leaf.get(0)).split("\\.")) {
      FieldDef field = at.need(part);
      if (!field.relation().isEmpty()) {
        at = orm.model(field.relation());
      }
      if (field.kind() == FieldKind.DATETIME) {
        dates.check(leaf.get(2));
      }
    }
  }

  private boolean term(ModelDef model, Row row, Reader reader) {
    Object next = reader.take();
    if ("|".equals(next)) {
      boolean left = term(model, row, reader);
      return term(model, row, reader) | left;
    }
    if ("&".equals(next)) {
      boolean left = term(model, row, reader);
      return term(model, row, reader) & left;
    }
    if ("!".equals(next)) {
      return !term(model, row, reader);
    }
    if (next instanceof List<?> leaf) {
      return leaf(model, row, leaf);
    }
    throw OdooError.value("Invalid domain term");
  }

  private boolean leaf(ModelDef model, Row row, List<?> leaf) {
    String path = String.valueOf(leaf.get(0));
    String operator = String.valueOf(leaf.get(1));
    int dot = path.indexOf('.');
    String name = dot < 0 ? path : path.substring(0, dot);
    FieldDef field = model.need(name);
    if (dot >= 0) {
      return dotted(row, field, List.of(path.substring(dot + 1), operator, value(leaf)), model);
    }
    if (operator.equals("child_of")) {
      return childOf(row, field, leaf.get(2), model);
    }
    if (field.kind() == FieldKind.DATETIME) {
      return dates.fits(orm.instant(row, field), operator, leaf.get(2));
    }
    return compare(orm.raw(model, row, field), operator, leaf.get(2), field);
  }

  /** Lists know no null: an empty value is false on the wire. */
  private static Object value(List<?> leaf) {
    Object value = leaf.get(2);
    return value == null ? Boolean.FALSE : value;
  }

  private boolean dotted(Row row, FieldDef field, List<?> rest, ModelDef model) {
    ModelDef other = orm.model(field.relation());
    return ids(orm.raw(model, row, field)).stream()
        .flatMap(id -> orm.database().row(other.name(), id).stream())
        .anyMatch(target -> leaf(other, target, rest));
  }

  private boolean childOf(Row row, FieldDef field, @Nullable Object value, ModelDef model) {
    Collection<Long> tops = ids(value);
    ModelDef other = field.name().equals("id") ? model : orm.model(field.relation());
    Optional<Long> at = field.name().equals("id") ? Optional.of(row.id()) : row.link(field.name());
    while (at.isPresent()) {
      if (tops.contains(at.get())) {
        return true;
      }
      at = orm.database().row(other.name(), at.get()).flatMap(each -> each.link("parent_id"));
    }
    return false;
  }

  static List<Long> ids(@Nullable Object value) {
    List<Long> ids = new ArrayList<>();
    if (value instanceof Long id) {
      ids.add(id);
    } else if (value instanceof BigDecimal id) {
      ids.add(id.longValue());
    } else if (value instanceof Collection<?> many) {
      many.forEach(each -> ids.addAll(ids(each)));
    }
    return ids;
  }

  private static boolean compare(
      @Nullable Object actual, String operator, @Nullable Object wanted, FieldDef field) {
    return switch (operator) {
      case "=" -> equal(actual, wanted, field);
      case "!=" -> !equal(actual, wanted, field);
      case "in" -> among(actual, wanted, field);
      case "not in" -> !among(actual, wanted, field);
      case "ilike" -> contains(actual, wanted, true);
      case "like" -> contains(actual, wanted, false);
      case "=ilike" ->
          String.valueOf(actual).equalsIgnoreCase(String.valueOf(wanted)) && actual != null;
      case ">", ">=", "<", "<=" -> ordered(actual, operator, wanted);
      default -> throw OdooError.value("Invalid operator " + operator);
    };
  }

  private static boolean contains(@Nullable Object actual, @Nullable Object wanted, boolean fold) {
    String text = actual == null ? "" : String.valueOf(actual);
    String part = String.valueOf(wanted);
    return fold
        ? text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT))
        : text.contains(part);
  }

  private static boolean among(@Nullable Object actual, @Nullable Object wanted, FieldDef field) {
    Collection<?> many = wanted instanceof Collection<?> list ? list : List.of();
    return many.stream().anyMatch(each -> equal(actual, each, field));
  }

  private static boolean equal(@Nullable Object actual, @Nullable Object wanted, FieldDef field) {
    if (actual instanceof List<?> links) {
      return wanted == null || Boolean.FALSE.equals(wanted)
          ? links.isEmpty()
          : ids(links).containsAll(ids(wanted)) && !ids(wanted).isEmpty();
    }
    if (field.kind() == FieldKind.BOOLEAN) {
      return Boolean.TRUE.equals(actual) == Boolean.TRUE.equals(wanted);
    }
    if (wanted == null || Boolean.FALSE.equals(wanted)) {
      return actual == null || "".equals(actual);
    }
    if (wanted instanceof BigDecimal number) {
      return number(actual).map(mine -> mine.compareTo(number) == 0).orElse(false);
    }
    return Objects.equals(actual == null ? null : String.valueOf(actual), String.valueOf(wanted));
  }

  private static boolean ordered(
      @Nullable Object actual, String operator, @Nullable Object wanted) {
    int order;
    if (wanted instanceof BigDecimal number) {
      order = number(actual).orElse(BigDecimal.ZERO).compareTo(number);
    } else if (actual == null) {
      return false;
    } else {
      order = String.valueOf(actual).compareTo(String.valueOf(wanted));
    }
    return switch (operator) {
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      case "<" -> order < 0;
      default -> order <= 0;
    };
  }

  private static Optional<BigDecimal> number(@Nullable Object value) {
    return value instanceof BigDecimal number
        ? Optional.of(number)
        : value instanceof Long whole ? Optional.of(BigDecimal.valueOf(whole)) : Optional.empty();
  }

  private static final class Reader {
    private final List<?> terms;
    private int place;

    Reader(List<?> terms) {
      this.terms = terms;
    }

    boolean more() {
      return place < terms.size();
    }

    Object take() {
      if (!more()) {
        throw OdooError.value("Domain ends too early");
      }
      return Objects.requireNonNull(terms.get(place++));
    }
  }
}
