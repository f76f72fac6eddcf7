package dev.passerelle.core.state;

import dev.passerelle.core.error.StateStoreFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A transaction on a connection that somebody else opens, commits and closes. */
final class JdbcTransaction implements StateTransaction {

  private static final int LOOKUP = 128;

  private final JdbcStatements run;
  private final JdbcTables tables;
  private final Dialect dialect;
  private final Time time;
  private final Doom doom = new Doom();
  private boolean changing;

  /**
   * What a store knows of time.
   *
   * @param clock tells the time instead of the database, if there is one
   * @param longestPause after which the database ends a transaction that changes something
   */
  record Time(@Nullable Clock clock, Duration longestPause) {}

  JdbcTransaction(Connection connection, JdbcTables tables, Time time) {
    this.time = time;
    this.run = new JdbcStatements(connection, tables.dialect());
    this.tables = tables;
    this.dialect = tables.dialect();
  }

  /** One piece of work with the database. */
  private interface SqlWork<T extends @Nullable Object> {
    T run() throws SQLException;
  }

  private interface SqlChange {
    void run() throws SQLException;
  }

  @Override
  public Optional<Instant> now() {
    Clock clock = time.clock();
    if (clock != null) {
      return Optional.of(clock.instant());
    }
    return Optional.of(
        Instant.ofEpochMilli(guard(null, () -> run.number(dialect.now(), new Parameters()))));
  }

  @Override
  public Optional<Row> find(Table table, Key key) {
    TableSql sql = tables.of(table);
    return guard(
        sql,
        () -> {
          table.check(key);
          List<Row> rows = run.rows(sql, sql.find(), new Parameters().add(table, key));
          return rows.stream().findFirst();
        });
  }

  @Override
  public Map<Key, Row> findAll(Table table, Collection<Key> keys) {
    TableSql sql = tables.of(table);
    return guard(
        sql,
        () -> {
          keys.forEach(table::check);
          Map<Key, Row> found = new HashMap<>();
          for (List<Key> chunk : JdbcStatements.chunks(List.copyOf(new HashSet<>(keys)), LOOKUP)) {
            lookup(sql, chunk).forEach(row -> found.put(table.keyOf(row), row));
          }
          return inOrder(keys, found);
        });
  }

  private static Map<Key, Row> inOrder(Collection<Key> keys, Map<Key, Row> found) {
    Map<Key, Row> ordered = new LinkedHashMap<>();
    for (Key key : keys) {
      Row row = found.get(key);
      if (row != null) {
        ordered.put(key, row);
      }
    }
    return ordered;
  }

  @Override
  public Optional<List<Row>> findAll(Table table, String path, Collection<Key> prefixes, int most) {
    TableSql sql = tables.of(table);
    return guard(
        sql,
        () -> {
          List<Row> found = new ArrayList<>();
          for (List<Key> chunk :
              JdbcStatements.chunks(List.copyOf(new HashSet<>(prefixes)), LOOKUP)) {
            List<Column> columns = table.beginning(path, chunk.get(0).values().size());
            found.addAll(lookup(sql, columns, table.order(path), chunk, most + 1 - found.size()));
            if (found.size() > most) {
              return Optional.empty();
            }
          }
          return Optional.of(found);
        });
  }

  private List<Row> lookup(TableSql sql, List<Key> keys) throws SQLException {
    List<Column> key = sql.table().keyColumns();
    return lookup(sql, key, key, keys, keys.size());
  }

  /** Fills up with nulls to a power of two, so that few different statements are prepared. */
  private List<Row> lookup(
      TableSql sql, List<Column> columns, List<Column> order, List<Key> keys, int most)
      throws SQLException {
    int padded = Math.max(1, Integer.highestOneBit(2 * keys.size() - 1));
    Parameters parameters = new Parameters();
    keys.forEach(key -> parameters.add(columns, key));
    for (int i = keys.size(); i < padded; i++) {
      columns.forEach(column -> parameters.add(column, null));
    }
    return run.rows(sql, sql.lookup(columns, order, padded), parameters, most);
  }

  @Override
  public List<Row> select(Query query) {
    TableSql sql = tables.of(query.table());
    return guard(sql, () -> select(sql, query, query.requiredLimit()));
  }

  private List<Row> select(TableSql sql, Query query, int limit) throws SQLException {
    QuerySql conditions = new QuerySql(query, sql);
    List<Row> rows = new ArrayList<>();
    for (QuerySql.Piece piece : conditions.pieces()) {
      int wanted = limit - rows.size();
      if (wanted > 0) {
        String text =
            sql.select() + " WHERE " + piece.where() + conditions.orderBy() + dialect.limit(wanted);
        rows.addAll(run.rows(sql, text, piece.parameters()));
      }
    }
    return rows;
  }

  @Override
  public long count(Query query) {
    TableSql sql = tables.of(query.table());
    return guard(
        sql,
        () -> {
          long counted = 0;
          long limit = query.limit().isPresent() ? query.limit().getAsInt() : Long.MAX_VALUE;
          QuerySql conditions = new QuerySql(query, sql);
          for (QuerySql.Piece piece : conditions.pieces()) {
            if (counted < limit) {
              counted += count(sql, conditions, piece, limit - counted);
            }
          }
          return counted;
        });
  }

  private long count(TableSql sql, QuerySql conditions, QuerySql.Piece piece, long limit)
      throws SQLException {
    String where = " WHERE " + piece.where();
    String text =
        limit > Query.MAX_LIMIT
            ? "SELECT COUNT(*) FROM " + sql.name() + where
            : "SELECT COUNT(*) FROM ("
                + sql.selectKeys()
                + where
                + conditions.orderBy()
                + dialect.limit((int) limit)
                + ") q";
    return run.number(text, piece.parameters());
  }

  /** Before the first lock is taken. */
  private void begin() throws SQLException {
    if (!changing) {
      changing = true;
      Optional<String> limit = dialect.pauseLimit(time.longestPause());
      if (limit.isPresent()) {
        run.execute(limit.get());
      }
    }
  }

  @Override
  public void insert(Table table, Collection<Row> rows) {
    TableSql sql = tables.of(table);
    change(
        sql,
        () -> {
          List<Row> complete = rows.stream().map(table::complete).toList();
          insert(sql, sorted(table, complete));
        });
  }

  private void insert(TableSql sql, List<Row> rows) throws SQLException {
    List<Column> columns = sql.table().columns();
    run.batch(sql.insert(), rows.stream().map(r -> new Parameters().add(columns, r)).toList());
  }

  @Override
  public void upsert(Table table, Collection<Row> rows) {
    TableSql sql = tables.of(table);
    change(
        sql,
        () -> {
          replacing(sql, lastOfEachKey(table, rows));
        });
  }

  /** A primary key that appears while we look whether it is there is a lost race, not a mistake. */
  private void replacing(TableSql sql, Map<SortKey, Row> rows) throws SQLException {
    try {
      upsert(sql, rows);
    } catch (SQLException e) {
      StateStoreFailure failure = tables.errors().translate(e, sql);
      boolean race = failure.constraint().equals(Failures.PRIMARY_KEY);
      throw race ? Failures.conflict("row inserted by somebody else meanwhile") : failure;
    }
  }

  private void upsert(TableSql sql, Map<SortKey, Row> rows) throws SQLException {
    Optional<String> statement = sql.upsert();
    if (statement.isPresent()) {
      List<Column> columns = sql.table().columns();
      run.batch(
          statement.get(),
          rows.values().stream().map(r -> new Parameters().add(columns, r)).toList());
      return;
    }
    for (List<Row> chunk : JdbcStatements.chunks(List.copyOf(rows.values()), LOOKUP)) {
      updateOrInsert(sql, chunk);
    }
  }

  private void updateOrInsert(TableSql sql, List<Row> rows) throws SQLException {
    Table table = sql.table();
    Set<Key> known = new HashSet<>();
    lookup(sql, rows.stream().map(table::keyOf).toList()).forEach(r -> known.add(table.keyOf(r)));
    List<Row> old = rows.stream().filter(r -> known.contains(table.keyOf(r))).toList();
    run.batch(sql.update(), old.stream().map(r -> updated(sql, r)).toList());
    insert(sql, rows.stream().filter(r -> !known.contains(table.keyOf(r))).toList());
  }

  private static Parameters updated(TableSql sql, Row row) {
    return new Parameters().add(sql.setColumns(), row).add(sql.table().keyColumns(), row);
  }

  @Override
  public boolean compareAndSet(Table table, Row expected, Row replacement) {
    TableSql sql = tables.of(table);
    return guard(
        sql,
        () -> {
          begin();
          Row row = table.complete(replacement);
          StringBuilder text = new StringBuilder(sql.update());
          Parameters parameters = updated(sql, row);
          for (String column : table.expectation(expected).columns()) {
            Object value = expected.raw(column);
            text.append(" AND ").append(dialect.quote(column));
            text.append(value == null ? " IS NULL" : " = ?");
            if (value != null) {
              parameters.add(table.column(column), value);
            }
          }
          return run.update(text.toString(), parameters) == 1;
        });
  }

  @Override
  public int delete(Table table, Collection<Key> keys) {
    TableSql sql = tables.of(table);
    return guard(
        sql,
        () -> {
          begin();
          keys.forEach(table::check);
          return deleteSorted(sql, keys);
        });
  }

  private int deleteSorted(TableSql sql, Collection<Key> keys) throws SQLException {
    Map<SortKey, Key> sorted = new TreeMap<>();
    keys.forEach(key -> sorted.put(SortKey.of(key), key));
    return run.countedBatch(
        sql.delete(),
        sorted.values().stream().map(key -> new Parameters().add(sql.table(), key)).toList());
  }

  @Override
  public int deleteWhere(Query query) {
    TableSql sql = tables.of(query.table());
    return guard(
        sql,
        () -> {
          begin();
          if (query.limit().isPresent()) {
            return deleteSorted(sql, keys(sql, query, query.limit().getAsInt()));
          }
          int deleted = 0;
          for (QuerySql.Piece piece : new QuerySql(query, sql).pieces()) {
            deleted +=
                run.update(
                    "DELETE FROM " + sql.name() + " WHERE " + piece.where(), piece.parameters());
          }
          return deleted;
        });
  }

  private List<Key> keys(TableSql sql, Query query, int limit) throws SQLException {
    QuerySql conditions = new QuerySql(query, sql);
    List<Column> columns = sql.table().keyColumns();
    List<Key> keys = new ArrayList<>();
    for (QuerySql.Piece piece : conditions.pieces()) {
      int wanted = limit - keys.size();
      if (wanted > 0) {
        String text =
            sql.selectKeys()
                + " WHERE "
                + piece.where()
                + conditions.orderBy()
                + dialect.limit(wanted);
        for (@Nullable Object[] values : run.read(text, piece.parameters(), columns)) {
          keys.add(Key.of(values));
        }
      }
    }
    return keys;
  }

  /** Refuses the commit when a call has failed and the failure was swallowed. */
  void finish() {
    doom.rethrow();
  }

  void end() {
    doom.end();
  }

  /** One order of locking for everybody: by key. */
  private static List<Row> sorted(Table table, List<Row> rows) {
    return rows.stream()
        .sorted(Comparator.comparing(r -> SortKey.of(table.keyColumns(), r)))
        .toList();
  }

  private static Map<SortKey, Row> lastOfEachKey(Table table, Collection<Row> rows) {
    Map<SortKey, Row> last = new TreeMap<>();
    for (Row any : rows) {
      Row row = table.complete(any);
      last.put(SortKey.of(table.keyColumns(), row), row);
    }
    return last;
  }

  private <T extends @Nullable Object> T guard(@Nullable TableSql sql, SqlWork<T> work) {
    return doom.guard(
        () -> {
          try {
            return work.run();
          } catch (SQLException e) {
            throw tables.errors().translate(e, sql);
          }
        });
  }

  private void change(TableSql sql, SqlChange change) {
    guard(
        sql,
        () -> {
          begin();
          change.run();
          return true;
        });
  }
}
