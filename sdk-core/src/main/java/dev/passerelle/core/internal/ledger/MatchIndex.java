package dev.passerelle.core.internal.ledger;

import static dev.passerelle.core.internal.ledger.Tables.CLAIMS;
import static dev.passerelle.core.internal.ledger.Tables.RECORD_KEYS;

import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The match index and the claims on match key values (L8). */
public final class MatchIndex {
  private static final int MOST = 50;
  private static final int LONGEST = 190;
  private final Tx tx;

  MatchIndex(Tx tx) {
    this.tx = tx;
  }

  /** Replaces the keys of records: key name to values. */
  public void replace(String pairing, Side side, Map<RecordId, Map<String, Set<String>>> keys) {
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<RecordId, Map<String, Set<String>>> entry : keys.entrySet()) {
      tx.state()
          .deleteWhere(
              Query.of(RECORD_KEYS)
                  .where("tenant", tx.tenant())
                  .where("pairing", pairing)
                  .where("side", side.name())
                  .where("id", entry.getKey().value()));
      entry
          .getValue()
          .forEach(
              (name, values) ->
                  values.forEach(
                      value -> rows.add(row(pairing, side, entry.getKey(), name, value))));
    }
    tx.state().upsert(RECORD_KEYS, rows);
  }

  /** Adds the keys of records that have none yet. */
  public void add(String pairing, Side side, Map<RecordId, Map<String, Set<String>>> keys) {
    List<Row> rows = new ArrayList<>();
    keys.forEach(
        (id, names) ->
            names.forEach(
                (name, values) ->
                    values.forEach(value -> rows.add(row(pairing, side, id, name, value)))));
    tx.state().upsert(RECORD_KEYS, rows);
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
                    .computeIfAbsent(row.text("name"), n -> new java.util.TreeSet<>())
                    .add(row.text("value")));
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
    Map<RecordId, String> found = new java.util.LinkedHashMap<>();
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
    List<Row> rows = new ArrayList<>();
    keys.forEach(
        (name, values) ->
            values.forEach(
                value -> {
                  if (claimant(pairing, side, name, value).isEmpty()) {
                    rows.add(
                        CLAIMS
                            .row()
                            .set("tenant", tx.tenant())
                            .set("pairing", pairing)
                            .set("side", side.name())
                            .set("name", name)
                            .set("value", bounded(value))
                            .set("link", link)
                            .build());
                  }
                }));
    tx.state().insert(CLAIMS, rows);
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

  private Row row(String pairing, Side side, RecordId id, String name, String value) {
    return RECORD_KEYS
        .row()
        .set("tenant", tx.tenant())
        .set("pairing", pairing)
        .set("side", side.name())
        .set("id", id.value())
        .set("name", name)
        .set("value", bounded(value))
        .build();
  }

  /** A value longer than a key column is replaced by its digest. */
  private static String bounded(String value) {
    return value.length() <= LONGEST ? value : Payload.digest(value);
  }
}
