package dev.passerelle.core.state;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable row, or part of one: column name to String, Long, Boolean, Instant or null. Two rows
 * are equal when they name the same columns with equal values. Safe to share between threads.
 *
 * <p>{@link Table#row()} builds complete rows; {@link #builder()} builds parts, such as the
 * expectation of {@link StateTransaction#compareAndSet}. Instants are cut to the microsecond. A
 * text with U+0000 or with an unpaired surrogate is refused, since not every database can hold it.
 */
public final class Row {

  private final Shape shape;
  private final @Nullable Object[] values;

  /** Whether the table whose shape this is has checked the values. */
  private final boolean checked;

  Row(Shape shape, @Nullable Object[] values, boolean checked) {
    this.shape = shape;
    this.values = values;
    this.checked = checked;
  }

  /** A builder of a part of a row: any columns, unchecked until the store sees them. */
  public static Builder builder() {
    return new Builder(null);
  }

  /** The names of the columns, in order. */
  public Set<String> columns() {
    return shape.positions().keySet();
  }

  /** Whether the row names this column, be its value null or not. */
  public boolean has(String column) {
    return shape.positions().containsKey(column);
  }

  /** Whether the value of this column is null; the row must name it. */
  public boolean isNull(String column) {
    return raw(column) == null;
  }

  /** The value of a column, empty for null; the row must name the column. */
  public Optional<Object> value(String column) {
    return Optional.ofNullable(raw(column));
  }

  /** The text of a column that is not null. */
  public String text(String column) {
    return required(column, String.class);
  }

  /** The number of a column that is not null. */
  public long number(String column) {
    return required(column, Long.class);
  }

  /** The yes or no of a column that is not null. */
  public boolean flag(String column) {
    return required(column, Boolean.class);
  }

  /** The instant of a column that is not null. */
  public Instant instant(String column) {
    return required(column, Instant.class);
  }

  /** The text of a column, empty for null. */
  public Optional<String> optText(String column) {
    return optional(column, String.class);
  }

  /** The number of a column, empty for null. */
  public Optional<Long> optNumber(String column) {
    return optional(column, Long.class);
  }

  /** The yes or no of a column, empty for null. */
  public Optional<Boolean> optFlag(String column) {
    return optional(column, Boolean.class);
  }

  /** The instant of a column, empty for null. */
  public Optional<Instant> optInstant(String column) {
    return optional(column, Instant.class);
  }

  /** The same row with another value in a column that it names. */
  public Row with(String column, @Nullable Object value) {
    int at = position(column);
    @Nullable Object[] copy = values.clone();
    copy[at] = Values.normalOrNull(value);
    return new Row(shape, copy, false);
  }

  @Nullable Object raw(String column) {
    return values[position(column)];
  }

  /** The value at a place in this row's own shape. */
  @Nullable Object at(int place) {
    return values[place];
  }

  /** Whether this row has the value of each column that the other names. */
  boolean agrees(Row expected) {
    return expected.columns().stream().allMatch(c -> Objects.equals(raw(c), expected.raw(c)));
  }

  boolean isChecked() {
    return checked;
  }

  Shape shape() {
    return shape;
  }

  int position(String column) {
    Integer at = shape.positions().get(column);
    if (at == null) {
      throw new IllegalArgumentException("the row has no column " + column);
    }
    return at;
  }

  private <T> T required(String column, Class<T> type) {
    T value = nullable(column, type);
    if (value == null) {
      throw new IllegalStateException("column " + column + " is null");
    }
    return value;
  }

  private <T> Optional<T> optional(String column, Class<T> type) {
    return Optional.ofNullable(nullable(column, type));
  }

  private <T> @Nullable T nullable(String column, Class<T> type) {
    Object value = raw(column);
    if (value != null && !type.isInstance(value)) {
      throw new IllegalArgumentException("column " + column + " is not a " + type.getSimpleName());
    }
    return type.cast(value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof Row row)) {
      return false;
    }
    if (shape == row.shape) {
      return Arrays.equals(values, row.values);
    }
    return columns().equals(row.columns())
        && columns().stream().allMatch(c -> Objects.equals(raw(c), row.raw(c)));
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (String column : columns()) {
      hash += column.hashCode() ^ Objects.hashCode(raw(column));
    }
    return hash;
  }

  /** The names of the columns; never the values, which may be personal. */
  @Override
  public String toString() {
    return "Row of " + columns();
  }

  /**
   * Where each column stands; shared by all rows of a table.
   *
   * @param positions column name to position, in order
   */
  record Shape(Map<String, Integer> positions) {}

  /** Collects the values of one row. Not safe for use by several threads. */
  public static final class Builder {

    private final @Nullable Table table;
    private final @Nullable Object[] ofTable;
    private final Map<String, @Nullable Object> ofPart;

    Builder(@Nullable Table table) {
      this.table = table;
      ofTable = new @Nullable Object[table == null ? 0 : table.columns().size()];
      ofPart = table == null ? new LinkedHashMap<>() : Map.of();
    }

    /** Sets a column; {@code int} counts as {@code long}. */
    public Builder set(String column, @Nullable Object value) {
      if (table == null) {
        ofPart.put(column, Values.normalOrNull(value));
      } else {
        ofTable[table.place(column)] = Values.normalOrNull(value);
      }
      return this;
    }

    /** Sets a column when there is a value, else sets it to null. */
    @SuppressWarnings(
        "OptionalUsedAsFieldOrParameterType") // what the getters hand out goes back in
    public Builder setOptional(String column, Optional<?> value) {
      return set(column, value.orElse(null));
    }

    /**
     * The row. From {@link Table#row()}: complete and checked, columns not set are null.
     *
     * @throws IllegalArgumentException naming the column that is unknown, missing, of the wrong
     *     type or too long
     */
    public Row build() {
      return table == null ? part() : table.complete(ofTable.clone());
    }

    private Row part() {
      Map<String, Integer> positions = new LinkedHashMap<>();
      ofPart.keySet().forEach(name -> positions.put(name, positions.size()));
      return new Row(
          new Shape(Collections.unmodifiableMap(positions)), ofPart.values().toArray(), false);
    }
  }
}
