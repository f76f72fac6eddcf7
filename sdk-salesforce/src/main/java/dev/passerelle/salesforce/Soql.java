package dev.passerelle.salesforce;

import dev.passerelle.salesforce.model.SalesforceTimes;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A query of typed parts: names are checked, values are escaped (fact sheet §9), so that no value
 * can change the query. Immutable.
 *
 * <pre>{@code
 * Soql.select("Id", "Name").from("Account")
 *     .where(Soql.eq("BillingCity", city).and(Soql.atLeast("SystemModstamp", since)))
 *     .orderBy("SystemModstamp", "Id").limit(200)
 * }</pre>
 */
public final class Soql {
  private static final String NAME = "[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*){0,4}";

  private final List<String> fields;
  private final String object;
  private final @Nullable Condition condition;
  private final List<String> order;
  private final int limit;

  private Soql(
      List<String> fields,
      String object,
      @Nullable Condition condition,
      List<String> order,
      int limit) {
    this.fields = fields;
    this.object = object;
    this.condition = condition;
    this.order = order;
    this.limit = limit;
  }

  /** Starts a query of these fields. */
  public static Select select(String... fields) {
    return select(List.of(fields));
  }

  /** Starts a query of these fields. */
  public static Select select(Collection<String> fields) {
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("a query needs a field");
    }
    return new Select(fields.stream().map(Soql::name).distinct().toList());
  }

  /** The fields of a query. */
  public static final class Select {
    private final List<String> fields;

    private Select(List<String> fields) {
      this.fields = fields;
    }

    /** Of the records of an object. */
    public Soql from(String object) {
      return new Soql(fields, name(object), null, List.of(), 0);
    }
  }

  /** The same query with this condition instead. */
  public Soql where(Condition other) {
    return new Soql(fields, object, other, order, limit);
  }

  /** The same query in ascending order of these fields. */
  public Soql orderBy(String... names) {
    List<String> checked = new ArrayList<>();
    for (String each : names) {
      checked.add(name(each));
    }
    return new Soql(fields, object, condition, checked, limit);
  }

  /** The same query of the first rows only; 1 or more. */
  public Soql limit(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("limit must be 1 or more");
    }
    return new Soql(fields, object, condition, order, rows);
  }

  /** The object queried. */
  public String object() {
    return object;
  }

  /** The query's text, values included: not for logs. */
  public String text() {
    StringBuilder text = new StringBuilder("SELECT ").append(String.join(",", fields));
    text.append(" FROM ").append(object);
    if (condition != null) {
      text.append(" WHERE ").append(condition.text);
    }
    if (!order.isEmpty()) {
      text.append(" ORDER BY ").append(String.join(",", order));
    }
    if (limit > 0) {
      text.append(" LIMIT ").append(limit);
    }
    return text.toString();
  }

  /** Object and fields: values may be personal. */
  @Override
  public String toString() {
    return object + " " + fields;
  }

  /** The field has this value; null for none. */
  public static Condition eq(String field, @Nullable Object value) {
    return compare(field, "=", value);
  }

  /** The field has another value than this; null for any. */
  public static Condition not(String field, @Nullable Object value) {
    return compare(field, "!=", value);
  }

  /** The field is this or more. */
  public static Condition atLeast(String field, Object value) {
    return compare(field, ">=", value);
  }

  /** The field is more than this. */
  public static Condition above(String field, Object value) {
    return compare(field, ">", value);
  }

  /** The field is this or less. */
  public static Condition atMost(String field, Object value) {
    return compare(field, "<=", value);
  }

  /** The field is less than this. */
  public static Condition below(String field, Object value) {
    return compare(field, "<", value);
  }

  /** The field has one of these values; at least one. */
  public static Condition in(String field, Collection<?> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a list of values must not be empty");
    }
    return new Condition(
        name(field)
            + " IN ("
            + values.stream().map(Soql::literal).collect(Collectors.joining(","))
            + ")");
  }

  private static Condition compare(String field, String operator, @Nullable Object value) {
    return new Condition(name(field) + " " + operator + " " + literal(value));
  }

  /** What a record must meet. Immutable. */
  public static final class Condition {
    private final String text;

    private Condition(String text) {
      this.text = text;
    }

    /** Both. */
    public Condition and(Condition other) {
      return new Condition("(" + text + ") AND (" + other.text + ")");
    }

    /** One or the other, or both. */
    public Condition or(Condition other) {
      return new Condition("(" + text + ") OR (" + other.text + ")");
    }

    /** Hidden: it holds values. */
    @Override
    public String toString() {
      return "(condition)";
    }
  }

  static String literal(@Nullable Object value) {
    if (value == null || value instanceof Boolean || value instanceof Integer) {
      return String.valueOf(value);
    }
    if (value instanceof Long || value instanceof LocalDate) {
      return value.toString();
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof Instant instant) {
      return SalesforceTimes.literal(instant);
    }
    if (value instanceof String text) {
      return "'" + escaped(text) + "'";
    }
    throw new IllegalArgumentException("no value of a query: " + value.getClass().getName());
  }

  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> safe.append("\\\\");
        case '\'' -> safe.append("\\'");
        case '"' -> safe.append("\\\"");
        case '\n' -> safe.append("\\n");
        case '\r' -> safe.append("\\r");
        case '\t' -> safe.append("\\t");
        case '\b' -> safe.append("\\b");
        case '\f' -> safe.append("\\f");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  private static String name(String name) {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException("'" + name + "' is no name of an object or field");
    }
    return name;
  }
}
