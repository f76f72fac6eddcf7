package dev.passerelle.core.state;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in an order of rows: the values of the order's columns, or the edge before or after all
 * rows that begin with the given values.
 */
final class SortKey implements Comparable<SortKey> {

  private final @Nullable Object[] values;
  private final int edge;
  private int hash;

  private SortKey(@Nullable Object[] values, int edge) {
    this.values = values;
    this.edge = edge;
  }

  static SortKey of(List<Column> order, Row row) {
    @Nullable Object[] values = new @Nullable Object[order.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.raw(order.get(i).name());
    }
    return new SortKey(values, 0);
  }

  /** The place of a complete row in an order whose columns stand at these places. */
  static SortKey of(int[] places, Row row) {
    @Nullable Object[] values = new @Nullable Object[places.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.at(places[i]);
    }
    return new SortKey(values, 0);
  }

  static SortKey of(Key key) {
    return new SortKey(key.values().toArray(), 0);
  }

  static SortKey before(List<@Nullable Object> prefix) {
    return new SortKey(prefix.toArray(), -1);
  }

  static SortKey behind(List<@Nullable Object> prefix) {
    return new SortKey(prefix.toArray(), 1);
  }

  @Override
  public int compareTo(SortKey other) {
    int common = Math.min(values.length, other.values.length);
    for (int i = 0; i < common; i++) {
      Object mine = values[i];
      Object others = other.values[i];
      if (mine != others) {
        int compared =
            mine instanceof String one && others instanceof String two
                ? one.compareTo(two)
                : Values.compare(mine, others);
        if (compared != 0) {
          return compared;
        }
      }
    }
    if (values.length == other.values.length) {
      return Integer.compare(edge, other.edge);
    }
    return values.length < other.values.length ? edge : -other.edge;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SortKey key && edge == key.edge && Arrays.equals(values, key.values);
  }

  @Override
  public int hashCode() {
    // Two threads at worst compute the same number twice.
    int known = hash;
    if (known == 0) {
      known = Arrays.hashCode(values) + edge;
      hash = known;
    }
    return known;
  }
}
