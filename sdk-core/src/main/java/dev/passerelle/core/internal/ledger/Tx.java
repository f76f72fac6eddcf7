package dev.passerelle.core.internal.ledger;

import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.Row;
import dev.passerelle.core.state.StateTransaction;
import dev.passerelle.core.state.Table;
import java.util.Collection;
import java.util.List;

/** One transaction of one tenant, with typed access to each table. Used by one thread. */
public final class Tx {
  /** The most rows that are read ahead at once. */
  private static final int AHEAD = 9_000;

  private final StateTransaction state;
  private final String tenant;
  private final SnapshotCodec codec;

  Tx(StateTransaction state, String tenant, SnapshotCodec codec) {
    this.state = state;
    this.tenant = tenant;
    this.codec = codec;
  }

  /** The store's transaction. */
  public StateTransaction state() {
    return state;
  }

  /** The tenant. */
  public String tenant() {
    return tenant;
  }

  /** The codec of snapshots. */
  public SnapshotCodec codec() {
    return codec;
  }

  /**
   * Reads the rows that begin with any of these values along a path, so that reads of the same
   * values later in this transaction ask the store no more. False, and without effect, where there
   * are very many rows: then each is asked for by itself.
   */
  boolean ahead(Table table, String path, Collection<Key> prefixes) {
    return prefixes.isEmpty() || state.findAll(table, path, prefixes, AHEAD).isPresent();
  }

  /** The rows that begin with any of these values along a path, in no order. */
  List<Row> beginning(Table table, String path, Collection<Key> prefixes) {
    if (prefixes.isEmpty()) {
      return List.of();
    }
    return state
        .findAll(table, path, prefixes, AHEAD)
        .orElseGet(
            () ->
                prefixes.stream()
                    .flatMap(each -> state.findAll(table, path, List.of(each), AHEAD).stream())
                    .flatMap(List::stream)
                    .toList());
  }

  /** Reads rows at once, so that reads of the same keys later ask the store no more. */
  void ahead(Table table, Collection<Key> keys) {
    if (!keys.isEmpty()) {
      var unused = state.findAll(table, keys);
    }
  }

  /** Observations. */
  public Observations observations() {
    return new Observations(this);
  }

  /** Feeds: positions and lists. */
  public Feeds feeds() {
    return new Feeds(this);
  }

  /** Records seen. */
  public Records records() {
    return new Records(this);
  }

  /** Match index and claims. */
  public MatchIndex matchIndex() {
    return new MatchIndex(this);
  }

  /** Links. */
  public Links links() {
    return new Links(this);
  }

  /** Bases. */
  public Bases bases() {
    return new Bases(this);
  }

  /** Intents. */
  public Intents intents() {
    return new Intents(this);
  }

  /** Waiting items and their needs. */
  public WaitingRoom waiting() {
    return new WaitingRoom(this);
  }

  /** Documents. */
  public Documents documents() {
    return new Documents(this);
  }

  /** Counts per stretch of time. */
  public Meters meters() {
    return new Meters(this);
  }

  /** Audit. */
  public AuditTrail audit() {
    return new AuditTrail(this);
  }
}
