package dev.passerelle.core.http.odata;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A condition, built from typed parts: a value can never become a part of the grammar. Field names
 * are properties or paths of properties, values as in {@link ODataDialect}. Immutable.
 *
 * <pre>{@code
 * ODataFilter.gt("UpdateDate", day)
 *     .or(ODataFilter.eq("UpdateDate", day).and(ODataFilter.ge("UpdateTime", time)))
 * }</pre>
 */
public final class ODataFilter {
  private final Function<ODataDialect, String> text;
  private final boolean atomic;

  private ODataFilter(Function<ODataDialect, String> text, boolean atomic) {
    this.text = text;
    this.atomic = atomic;
  }

  /** Equal; null is allowed. */
  public static ODataFilter eq(String field, @Nullable Object value) {
    return compare(field, "eq", value);
  }

  /** Not equal; null is allowed. */
  public static ODataFilter ne(String field, @Nullable Object value) {
    return compare(field, "ne", value);
  }

  /** Greater. */
  public static ODataFilter gt(String field, Object value) {
    return compare(field, "gt", value);
  }

  /** Greater or equal. */
  public static ODataFilter ge(String field, Object value) {
    return compare(field, "ge", value);
  }

  /** Less. */
  public static ODataFilter lt(String field, Object value) {
    return compare(field, "lt", value);
  }

  /** Less or equal. */
  public static ODataFilter le(String field, Object value) {
    return compare(field, "le", value);
  }

  /** Equal to one of the values; at least one. */
  public static ODataFilter in(String field, Collection<?> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no value for " + field);
    }
    return any(values.stream().map(value -> eq(field, value)).toList());
  }

  /** The text begins so. */
  public static ODataFilter startsWith(String field, String beginning) {
    String name = ODataText.name(field);
    return new ODataFilter(
        dialect -> "startswith(" + name + "," + dialect.literal(beginning) + ")", true);
  }

  /** The text is somewhere inside. */
  public static ODataFilter contains(String field, String part) {
    String name = ODataText.name(field);
    return new ODataFilter(dialect -> dialect.contains(name, dialect.literal(part)), true);
  }

  /** One of the conditions at least; at least one is given. */
  public static ODataFilter any(List<ODataFilter> conditions) {
    return joined(conditions, " or ");
  }

  /** All conditions; at least one is given. */
  public static ODataFilter all(List<ODataFilter> conditions) {
    return joined(conditions, " and ");
  }

  /** Both. */
  public ODataFilter and(ODataFilter other) {
    return all(List.of(this, other));
  }

  /** One of both at least. */
  public ODataFilter or(ODataFilter other) {
    return any(List.of(this, other));
  }

  /** The contrary. */
  public ODataFilter not() {
    return new ODataFilter(dialect -> "not (" + text(dialect) + ")", false);
  }

  /** The expression, not yet percent-encoded. */
  public String text(ODataDialect dialect) {
    return text.apply(dialect);
  }

  private static ODataFilter compare(String field, String operator, @Nullable Object value) {
    String name = ODataText.name(field);
    return new ODataFilter(dialect -> name + " " + operator + " " + dialect.literal(value), true);
  }

  private static ODataFilter joined(List<ODataFilter> conditions, String word) {
    List<ODataFilter> copy = List.copyOf(conditions);
    if (copy.isEmpty()) {
      throw new IllegalArgumentException("no condition");
    }
    if (copy.size() == 1) {
      return copy.get(0);
    }
    return new ODataFilter(
        dialect ->
            copy.stream().map(each -> each.operand(dialect)).collect(Collectors.joining(word)),
        false);
  }

  private String operand(ODataDialect dialect) {
    return atomic ? text(dialect) : "(" + text(dialect) + ")";
  }

  /** Without the expression: its values may be personal. */
  @Override
  public String toString() {
    return "ODataFilter";
  }
}
