package dev.passerelle.core.state;

import dev.passerelle.core.error.StateStoreFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can be done inside one transaction. Used by one thread only and not after its work returned.
 * Own changes are seen by later reads of the same transaction. Once a call has failed the
 * transaction is lost: further calls fail, and it is rolled back even if the failure was caught.
 *
 * <p>Collections may have any size; a store sends them in batches of its own.
 */
public interface StateTransaction {

  /**
   * The store's time, the same for every node on it; to the millisecond. Leases are judged by it.
   * Empty where the store keeps no time of its own: a store of one process.
   */
  default Optional<Instant> now() {
    return Optional.empty();
  }

  /** The row with this key. */
  Optional<Row> find(Table table, Key key);

  /** The rows with these keys; a key without a row is absent from the map. In the keys' order. */
  Map<Key, Row> findAll(Table table, Collection<Key> keys);

  /**
   * The rows that begin with any of these lists of values along a path, in no particular order. A
   * store asks for many of them at once where it can.
   *
   * @param path the name of an index or of a unique key, or {@link Table#PRIMARY_KEY}
   * @param prefixes one value for each of the first columns of the path, in order, none of them
   *     null; all lists of the same length
   * @param most how many rows may be in memory at once, 1 to {@link Query#MAX_LIMIT}
   * @return empty when there are more rows than that
   */
  default Optional<List<Row>> findAll(
      Table table, String path, Collection<Key> prefixes, int most) {
    List<Row> found = new ArrayList<>();
    for (Key each : new LinkedHashSet<>(prefixes)) {
      int left = most - found.size();
      Query query = Query.beginning(table, path, each);
      found.addAll(select(query.limit(Math.min(Query.MAX_LIMIT, left + 1))));
      if (found.size() > most) {
        return Optional.empty();
      }
    }
    return Optional.of(found);
  }

  /** A page of rows, in the query's order; the query must have a limit. */
  List<Row> select(Query query);

  /** How many rows a query meets, at most its limit if it has one. */
  long count(Query query);

  /**
   * Adds rows.
   *
   * @throws StateStoreFailure of kind duplicate key, naming table and constraint, when the primary
   *     key or a unique key exists
   */
  void insert(Table table, Collection<Row> rows);

  /** Adds one row; see {@link #insert(Table, Collection)}. */
  default void insert(Table table, Row row) {
    insert(table, List.of(row));
  }

  /**
   * Adds rows, or replaces whole rows with the same primary key; of two rows with one key the later
   * wins. Fails as {@link #insert(Table, Collection)} does when another unique key exists.
   */
  void upsert(Table table, Collection<Row> rows);

  /** Adds or replaces one row; see {@link #upsert(Table, Collection)}. */
  default void upsert(Table table, Row row) {
    upsert(table, List.of(row));
  }

  /**
   * Replaces the row with the key of {@code replacement} if it is there and all columns of {@code
   * expected} have the given values, null equal to null. Of several transactions that expect the
   * same, one wins.
   *
   * @param expected some columns, none of them an unbounded payload; empty asks only for existence
   * @return whether the row was replaced
   */
  boolean compareAndSet(Table table, Row expected, Row replacement);

  /** Removes the rows with these keys; returns how many were there. */
  int delete(Table table, Collection<Key> keys);

  /**
   * Removes the rows that a query meets; with a limit only the first of them, in its order. Returns
   * how many were removed.
   */
  int deleteWhere(Query query);
}
