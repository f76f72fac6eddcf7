package dev.passerelle.testkit.simulation;

import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import dev.passerelle.core.state.StateTransaction;
import dev.passerelle.core.state.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A transaction that notes what it changes. */
record WatchedTransaction(StateTransaction state, List<Mutation> mutations)
    implements StateTransaction {

  @Override
  public Optional<Instant> now() {
    return state.now();
  }

  @Override
  public Optional<Row> find(Table table, Key key) {
    return state.find(table, key);
  }

  @Override
  public Map<Key, Row> findAll(Table table, Collection<Key> keys) {
    return state.findAll(table, keys);
  }

  @Override
  public List<Row> select(Query query) {
    return state.select(query);
  }

  @Override
  public long count(Query query) {
    return state.count(query);
  }

  @Override
  public void insert(Table table, Collection<Row> rows) {
    state.insert(table, rows);
    rows.forEach(row -> mutations.add(new Mutation(table, Mutation.Kind.INSERT, row, null)));
  }

  @Override
  public void upsert(Table table, Collection<Row> rows) {
    state.upsert(table, rows);
    rows.forEach(row -> mutations.add(new Mutation(table, Mutation.Kind.UPSERT, row, null)));
  }

  @Override
  public boolean compareAndSet(Table table, Row expected, Row replacement) {
    boolean done = state.compareAndSet(table, expected, replacement);
    if (done) {
      mutations.add(new Mutation(table, Mutation.Kind.REPLACE, replacement, null));
    }
    return done;
  }

  @Override
  public int delete(Table table, Collection<Key> keys) {
    int gone = state.delete(table, keys);
    keys.forEach(key -> mutations.add(new Mutation(table, Mutation.Kind.DELETE, null, key)));
    return gone;
  }

  @Override
  public int deleteWhere(Query query) {
    int gone = state.deleteWhere(query);
    if (gone > 0) {
      mutations.add(new Mutation(query.table(), Mutation.Kind.DELETE, null, null));
    }
    return gone;
  }
}
