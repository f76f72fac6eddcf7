package dev.passerelle.core.state;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a table, and in which order: along the primary key, an index or a unique key.
 * Immutable; each method returns another query, and refuses at once what the path cannot serve.
 *
 * <p>Equality is given for the leading columns of the path in their order ({@code tenant} always),
 * a range for the next one. Rows come in the order of the path's columns, then of the primary key,
 * a null before every value. Texts order by their binary form: as {@link String#compareTo} among
 * ASCII texts, beyond that in a stable order that is the database's own.
 *
 * <pre>{@code
 * Query due = Query.of(WAITING, "by_due").where("tenant", tenant).below("due_at", now).limit(200);
 * List<Row> page = tx.select(due);
 * List<Row> next = tx.select(due.after(page.get(page.size() - 1)));
 * }</pre>
 */
public final class Query {

  /** The greatest limit: a page is held in memory. */
  public static final int MAX_LIMIT = 10_000;

  private final Table table;
  private final List<Column> order;
  private final List<@Nullable Object> equal;
  private final @Nullable Bound from;
  private final @Nullable Bound to;
  private final @Nullable Row after;
  private final boolean descending;
  private final int limit;
  private final Optional<String> path;

  private Query(
      Table table,
      Optional<String> path,
      List<Column> order,
      List<@Nullable Object> equal,
      @Nullable Bound from,
      @Nullable Bound to,
      @Nullable Row after,
      boolean descending,
      int limit) {
    this.table = table;
    this.path = path;
    this.order = order;
    this.equal = equal;
    this.from = from;
    this.to = to;
    this.after = after;
    this.descending = descending;
    this.limit = limit;
  }

  /**
   * One end of a range.
   *
   * @param value never null
   * @param inclusive whether the value itself belongs to the range
   */
  public record Bound(Object value, boolean inclusive) {}

  /** Reads along the primary key. */
  public static Query of(Table table) {
    return new Query(
        table,
        Optional.empty(),
        table.order(Table.PRIMARY_KEY),
        List.of(),
        null,
        null,
        null,
        false,
        0);
  }

  /** Reads along an index or a unique key. */
  public static Query of(Table table, String path) {
    Optional<String> named = Optional.of(path);
    return new Query(table, named, table.order(path), List.of(), null, null, null, false, 0);
  }

  /** The rows that begin with a list of values along a path, the primary key among them. */
  static Query beginning(Table table, String path, Key prefix) {
    List<Column> columns = table.beginning(path, prefix.values().size());
    Query query = path.equals(Table.PRIMARY_KEY) ? of(table) : of(table, path);
    for (int i = 0; i < columns.size(); i++) {
      query = query.where(columns.get(i).name(), prefix.values().get(i));
    }
    return query;
  }

  /** Only rows whose next column of the path equals the value, null equal to null. */
  public Query where(String column, @Nullable Object value) {
    if (from != null || to != null || after != null) {
      throw new IllegalArgumentException("equality comes before a range and before a bound");
    }
    @Nullable Object[] more = equal.toArray(new @Nullable Object[equal.size() + 1]);
    more[equal.size()] = checked(column, value);
    return copy(
        Collections.unmodifiableList(Arrays.asList(more)), from, to, after, descending, limit);
  }

  /** Only rows whose next column of the path is at least the value; never a null. */
  public Query atLeast(String column, Object value) {
    return copy(equal, bound(column, value, true), to, after, descending, limit);
  }

  /** Only rows whose next column of the path is greater than the value; never a null. */
  public Query above(String column, Object value) {
    return copy(equal, bound(column, value, false), to, after, descending, limit);
  }

  /** Only rows whose next column of the path is at most the value; never a null. */
  public Query atMost(String column, Object value) {
    return copy(equal, from, bound(column, value, true), after, descending, limit);
  }

  /** Only rows whose next column of the path is less than the value; never a null. */
  public Query below(String column, Object value) {
    return copy(equal, from, bound(column, value, false), after, descending, limit);
  }

  /** Greatest first. */
  public Query descending() {
    return copy(equal, from, to, after, true, limit);
  }

  /**
   * Only rows that come after this one in the query's order: the keyset bound of the next page. The
   * row need not exist any more, but must hold the path's columns and meet the equalities.
   */
  public Query after(Row last) {
    for (int i = 0; i < order.size(); i++) {
      Object value = last.raw(order.get(i).name());
      table.check(order.get(i), value);
      if (i < equal.size() && !Objects.equals(value, equal.get(i))) {
        throw new IllegalArgumentException(
            "the bound differs from the query in column " + order.get(i).name());
      }
    }
    return copy(equal, from, to, last, descending, limit);
  }

  /** At most this many rows, 1 to {@link #MAX_LIMIT}. */
  public Query limit(int rows) {
    if (rows < 1 || rows > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ": " + rows);
    }
    return copy(equal, from, to, after, descending, rows);
  }

  /** The table. */
  public Table table() {
    return table;
  }

  /** The name of the index or unique key; empty for the primary key. */
  public Optional<String> path() {
    return path;
  }

  /** The columns of the order, complete to the primary key. */
  public List<Column> order() {
    return order;
  }

  /** The values of the leading columns of {@link #order()} for which equality is asked. */
  public List<@Nullable Object> equal() {
    return equal;
  }

  /** The lower end of the range on the column that follows the equalities. */
  public Optional<Bound> from() {
    return Optional.ofNullable(from);
  }

  /** The upper end of the range on the column that follows the equalities. */
  public Optional<Bound> to() {
    return Optional.ofNullable(to);
  }

  /** The row after which to begin. */
  public Optional<Row> after() {
    return Optional.ofNullable(after);
  }

  /** Whether the greatest come first. */
  public boolean isDescending() {
    return descending;
  }

  /** The greatest number of rows, if one was given. */
  public OptionalInt limit() {
    return limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit);
  }

  /** The tenant, which every query names. */
  String tenant() {
    if (equal.isEmpty()) {
      throw new IllegalArgumentException("a query names the tenant: " + table.name());
    }
    return (String) Objects.requireNonNull(equal.get(0));
  }

  int requiredLimit() {
    if (limit == 0) {
      throw new IllegalArgumentException("a selection needs a limit: " + table.name());
    }
    return limit;
  }

  private Bound bound(String column, Object value, boolean inclusive) {
    if (equal.isEmpty()) {
      throw new IllegalArgumentException("a query names the tenant: " + table.name());
    }
    return new Bound(Objects.requireNonNull(checked(column, value)), inclusive);
  }

  private @Nullable Object checked(String column, @Nullable Object value) {
    if (equal.size() == order.size() || !order.get(equal.size()).name().equals(column)) {
      throw new IllegalArgumentException(
          "column "
              + column
              + " is not the next of "
              + path.orElse("the primary key")
              + " of table "
              + table.name());
    }
    Object normal = Values.normalOrNull(value);
    table.check(order.get(equal.size()), normal);
    return normal;
  }

  private Query copy(
      List<@Nullable Object> newEqual,
      @Nullable Bound newFrom,
      @Nullable Bound newTo,
      @Nullable Row newAfter,
      boolean newDescending,
      int newLimit) {
    return new Query(
        table, path, order, newEqual, newFrom, newTo, newAfter, newDescending, newLimit);
  }

  @Override
  public String toString() {
    return "Query of " + table.name() + " by " + path.orElse("primary key");
  }
}
