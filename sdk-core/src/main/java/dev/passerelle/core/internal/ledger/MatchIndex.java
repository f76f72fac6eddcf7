package dev.passerelle.core.internal.ledger;

import static dev.passerelle.core.internal.ledger.Tables.CLAIMS;
import static dev.passerelle.core.internal.ledger.Tables.RECORD_KEYS;

import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import dev.passerelle.core.state.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The match index and the claims on match key values (L8). */
public final class MatchIndex {
  private static final int MOST = 50;
  private static final int LONGEST = 190;
  private static final Comparator<List<String>> BY_NAME_AND_VALUE =
      Comparator.comparing((List<String> pair) -> pair.get(0)).thenComparing(pair -> pair.get(1));

  private final Tx tx;

  MatchIndex(Tx tx) {
    this.tx = tx;
  }

  /**
   * Replaces the keys of records: key name to values. Those of a record that has the same ones
   * already are left alone: most changes touch no key, and this costs a look-up for all of them.
   */
  public void replace(String pairing, Side side, Map<RecordId, Map<String, Set<String>>> keys) {
    Map<RecordId, List<Row>> wanted = new LinkedHashMap<>();
    keys.forEach((id, names) -> wanted.put(id, rows(pairing, side, id, names)));
    Map<Key, Row> known = printed(wanted.values());
    List<Row> fresh = new ArrayList<>();
    wanted.forEach(
        (id, rows) -> {
          if (rows.isEmpty() || !rows.get(0).equals(known.get(RECORD_KEYS.keyOf(rows.get(0))))) {
            clear(pairing, side, id);
            fresh.addAll(rows);
          }
        });
    tx.state().upsert(RECORD_KEYS, fresh);
  }

  private Map<Key, Row> printed(Collection<List<Row>> wanted) {
    List<Key> first =
        wanted.stream()
            .filter(rows -> !rows.isEmpty())
            .map(rows -> RECORD_KEYS.keyOf(rows.get(0)))
            .toList();
    return first.isEmpty() ? Map.of() : tx.state().findAll(RECORD_KEYS, first);
  }

  private void clear(String pairing, Side side, RecordId id) {
    tx.state()
        .deleteWhere(
            Query.of(RECORD_KEYS)
                .where("tenant", tx.tenant())
                .where("pairing", pairing)
                .where("side", side.name())
                .where("id", id.value()));
  }

  /** Adds the keys of records that have none yet. */
  public void add(String pairing, Side side, Map<RecordId, Map<String, Set<String>>> keys) {
    List<Row> rows = new ArrayList<>();
    keys.forEach((id, names) -> rows.addAll(rows(pairing, side, id, names)));
    tx.state().upsert(RECORD_KEYS, rows);
  }

  /** The rows of a record in order; the first carries the print of all of them. */
  private List<Row> rows(String pairing, Side side, RecordId id, Map<String, Set<String>> keys) {
    SortedSet<List<String>> pairs = new TreeSet<>(BY_NAME_AND_VALUE);
    keys.forEach(
        (name, values) -> values.forEach(value -> pairs.add(List.of(name, bounded(value)))));
    List<Row> rows = new ArrayList<>(pairs.size());
    String print = pairs.isEmpty() ? "" : Payload.digest(pairs.toString());
    for (List<String> pair : pairs) {
      rows.add(
          RECORD_KEYS
              .row()
              .set("tenant", tx.tenant())
              .set("pairing", pairing)
              .set("side", side.name())
              .set("id", id.value())
              .set("name", pair.get(0))
              .set("value", pair.get(1))
              .set("print", rows.isEmpty() ? print : null)
              .build());
    }
    return rows;
  }

  /** The keys of a record: name to values. */
  public Map<String, Set<String>> keysOf(String pairing, Side side, RecordId id) {
    Query query =
        Query.of(RECORD_KEYS)
            .where("tenant", tx.tenant())
            .where("pairing", pairing)
            .where("side", side.name())
            .where("id", id.value())
            .limit(500);
    Map<String, Set<String>> found = new java.util.TreeMap<>();
    tx.state()
        .select(query)
        .forEach(
            row ->
                found
                    .computeIfAbsent(row.text("name"), n -> new TreeSet<>())
                    .add(row.text("value")));
    return found;
  }

  /** The values of one key of records; a record that has none is left out. */
  public Map<RecordId, Set<String>> valuesOf(
      String pairing, Side side, Collection<RecordId> ids, String name) {
    Map<RecordId, Set<String>> found = new LinkedHashMap<>();
    List<Key> beginnings =
        ids.stream()
            .map(id -> Key.of(tx.tenant(), pairing, side.name(), id.value(), name))
            .toList();
    for (Row row : tx.beginning(RECORD_KEYS, Table.PRIMARY_KEY, beginnings)) {
      found
          .computeIfAbsent(RecordId.of(row.text("id")), id -> new TreeSet<>())
          .add(row.text("value"));
    }
    return found;
  }

  /** Reads the keys of records at once, for {@link #keysOf}. */
  public void aheadKeys(String pairing, Side side, Collection<RecordId> ids) {
    tx.ahead(
        RECORD_KEYS,
        Table.PRIMARY_KEY,
        ids.stream().map(id -> Key.of(tx.tenant(), pairing, side.name(), id.value())).toList());
  }

  /**
   * Reads the records that have key values at once, for {@link #withKey}; false when there are too
   * many of them.
   */
  public boolean aheadValues(String pairing, Side side, String name, Collection<String> values) {
    return tx.ahead(RECORD_KEYS, "by_value", values(pairing, side, name, values));
  }

  /** Reads the claims on key values at once, for {@link #claimant} and {@link #claim}. */
  public void aheadClaims(String pairing, Side side, String name, Collection<String> values) {
    tx.ahead(CLAIMS, values(pairing, side, name, values));
  }

  private List<Key> values(String pairing, Side side, String name, Collection<String> values) {
    return values.stream().map(value -> claimKey(pairing, side, name, value)).toList();
  }

  /** The records of a side that have any of some key values, at most 50 of each. */
  public Set<RecordId> withKeys(String pairing, Side side, String name, Collection<String> values) {
    Set<RecordId> found = new TreeSet<>();
    values.forEach(value -> found.addAll(withKey(pairing, side, name, value)));
    return found;
  }

  /** Records of a side that have a key value, at most 50. */
  public List<RecordId> withKey(String pairing, Side side, String name, String value) {
    Query query = byValue(pairing, side, name).where("value", bounded(value)).limit(MOST);
    return tx.state().select(query).stream().map(row -> RecordId.of(row.text("id"))).toList();
  }

  /** Records of a side whose key value begins with a text, at most 50, with the values. */
  public Map<RecordId, String> withPrefix(String pairing, Side side, String name, String prefix) {
    Query query =
        byValue(pairing, side, name)
            .atLeast("value", prefix)
            .below("value", prefix + Character.MAX_VALUE)
            .limit(MOST);
    Map<RecordId, String> found = new LinkedHashMap<>();
    tx.state()
        .select(query)
        .forEach(row -> found.put(RecordId.of(row.text("id")), row.text("value")));
    return found;
  }

  private Query byValue(String pairing, Side side, String name) {
    return Query.of(RECORD_KEYS, "by_value")
        .where("tenant", tx.tenant())
        .where("pairing", pairing)
        .where("side", side.name())
        .where("name", name);
  }

  /** Who claims a key value. */
  public Optional<String> claimant(String pairing, Side side, String name, String value) {
    return tx.state()
        .find(CLAIMS, claimKey(pairing, side, name, value))
        .map(row -> row.text("link"));
  }

  /** Claims key values for a link; values claimed by others are left to them. */
  public void claim(String pairing, Side side, String link, Map<String, Set<String>> keys) {
    Map<Key, Row> wanted = new LinkedHashMap<>();
    keys.forEach(
        (name, values) ->
            values.forEach(
                value ->
                    wanted.put(
                        claimKey(pairing, side, name, value),
                        CLAIMS
                            .row()
                            .set("tenant", tx.tenant())
                            .set("pairing", pairing)
                            .set("side", side.name())
                            .set("name", name)
                            .set("value", bounded(value))
                            .set("link", link)
                            .build())));
    if (!wanted.isEmpty()) {
      wanted.keySet().removeAll(tx.state().findAll(CLAIMS, wanted.keySet()).keySet());
      tx.state().insert(CLAIMS, wanted.values());
    }
  }

  /** Ends all claims of links. */
  public void release(Collection<String> links) {
    for (String link : links) {
      tx.state()
          .deleteWhere(
              Query.of(CLAIMS, "by_link").where("tenant", tx.tenant()).where("link", link));
    }
  }

  private Key claimKey(String pairing, Side side, String name, String value) {
    return Key.of(tx.tenant(), pairing, side.name(), name, bounded(value));
  }

  /** A value longer than a key column is replaced by its digest. */
  private static String bounded(String value) {
    return value.length() <= LONGEST ? value : Payload.digest(value);
  }
}
