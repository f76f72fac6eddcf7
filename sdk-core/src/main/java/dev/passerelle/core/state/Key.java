package dev.passerelle.core.state;

import java.time.Instant;
import java.util.List;

/**
 * The value of a primary key: one value per key column, in the table's order, none of them null.
 *
 * @param values String, Long, Boolean or Instant each
 */
public record Key(List<Object> values) {

  /** Copies the list; instants are cut to the microsecond. */
  public Key {
    boolean same = true;
    for (Object value : values) {
      same &= Values.normal(value) == value;
    }
    values = same ? List.copyOf(values) : values.stream().map(Values::normal).toList();
  }

  /** The key with these values; {@code int} counts as {@code long}. */
  public static Key of(Object... values) {
    return new Key(List.of(values));
  }

  /** The i-th value, which must be a text. */
  public String text(int i) {
    return (String) values.get(i);
  }

  /** The i-th value, which must be a number. */
  public long number(int i) {
    return (Long) values.get(i);
  }

  /** The i-th value, which must be an instant. */
  public Instant instant(int i) {
    return (Instant) values.get(i);
  }

  /** How many values there are; never the values, which may be personal. */
  @Override
  public String toString() {
    return "Key of " + values.size() + " values";
  }
}
