package dev.passerelle.core.internal.ledger;

import static dev.passerelle.core.internal.ledger.Tables.RECORDS;

import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Access to the records ever seen. */
public final class Records {
  private final Tx tx;

  Records(Tx tx) {
    this.tx = tx;
  }

  /** Life of a record as last known. */
  public enum State {
    LIVE,
    ARCHIVED,
    GONE
  }

  /**
   * A record seen.
   *
   * @param id its id
   * @param digest of the last authoritative content; null when unknown or written since
   * @param revision last seen or returned by our write
   * @param state life
   * @param generation the list that last saw it
   * @param born when first seen
   */
  public record Seen(
      RecordId id,
      @Nullable String digest,
      @Nullable String revision,
      State state,
      long generation,
      Instant born) {

    /** The content's digest. */
    public Optional<String> content() {
      return Optional.ofNullable(digest);
    }

    /** The same record with other content. */
    public Seen showing(@Nullable String newDigest, @Nullable String newRevision, State life) {
      return new Seen(id, newDigest, newRevision, life, generation, born);
    }

    /** The same record, seen by a list. */
    public Seen in(long list) {
      return new Seen(id, digest, revision, state, list, born);
    }
  }

  /** The records with these ids. */
  public Map<RecordId, Seen> of(Feed feed, Collection<RecordId> ids) {
    Map<RecordId, Seen> found = new LinkedHashMap<>();
    tx.state()
        .findAll(RECORDS, ids.stream().map(id -> key(feed, id)).toList())
        .values()
        .forEach(row -> found.put(RecordId.of(row.text("id")), decode(row)));
    return found;
  }

  /** Reads records at once, for {@link #of}. */
  public void ahead(Feed feed, Collection<RecordId> ids) {
    tx.ahead(RECORDS, ids.stream().map(id -> key(feed, id)).toList());
  }

  /** Stores records. */
  public void put(Feed feed, Collection<Seen> records) {
    tx.state().upsert(RECORDS, records.stream().map(seen -> encode(feed, seen)).toList());
  }

  /** Records that the list of a generation did not see; some may be gone already. */
  public List<Seen> unseen(Feed feed, long generation, Optional<Seen> after, int limit) {
    Query query =
        Query.of(RECORDS, "by_generation")
            .where("tenant", tx.tenant())
            .where("feed", feed.key())
            .below("generation", generation)
            .limit(limit);
    Query paged = after.map(seen -> query.after(encode(feed, seen))).orElse(query);
    return tx.state().select(paged).stream().map(Records::decode).toList();
  }

  /** How many records a feed has shown. */
  public long count(Feed feed) {
    return tx.state()
        .count(Query.of(RECORDS).where("tenant", tx.tenant()).where("feed", feed.key()));
  }

  private Key key(Feed feed, RecordId id) {
    return Key.of(tx.tenant(), feed.key(), id.value());
  }

  private Row encode(Feed feed, Seen seen) {
    return RECORDS
        .row()
        .set("tenant", tx.tenant())
        .set("feed", feed.key())
        .set("id", seen.id().value())
        .set("digest", seen.digest())
        .set("revision", seen.revision())
        .set("life", seen.state().name())
        .set("generation", seen.generation())
        .set("born", seen.born())
        .build();
  }

  private static Seen decode(Row row) {
    return new Seen(
        RecordId.of(row.text("id")),
        row.optText("digest").orElse(null),
        row.optText("revision").orElse(null),
        State.valueOf(row.text("life")),
        row.number("generation"),
        row.instant("born"));
  }
}
