package dev.passerelle.core.internal.ledger;

import static dev.passerelle.core.internal.ledger.Tables.AUDIT;

import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Access to the audit of remote writes (L31). */
public final class AuditTrail {
  private static final String VALUE = "value";
  private final Tx tx;

  AuditTrail(Tx tx) {
    this.tx = tx;
  }

  /**
   * One field of one remote write.
   *
   * @param feed where
   * @param id the record
   * @param run the run that wrote it
   * @param operation the kind of write
   * @param field the field
   * @param flow the flow that decided it
   * @param reason why
   * @param at when
   * @param before JSON form of the value before
   * @param after JSON form of the value after
   */
  public record Entry(
      Feed feed,
      RecordId id,
      String run,
      String operation,
      String field,
      String flow,
      String reason,
      Instant at,
      @Nullable Object before,
      @Nullable Object after) {}

  /** Appends entries; {@code firstSeq} numbers the first of them. */
  public void append(Collection<Entry> entries, long firstSeq) {
    long[] seq = {firstSeq};
    tx.state().insert(AUDIT, entries.stream().map(entry -> encode(entry, seq[0]++)).toList());
  }

  /** The entries of a record, newest first. */
  public List<Entry> of(Feed feed, RecordId id, int limit) {
    Query query =
        Query.of(AUDIT, "by_record")
            .where("tenant", tx.tenant())
            .where("feed", feed.key())
            .where("id", id.value())
            .descending()
            .limit(limit);
    return tx.state().select(query).stream().map(row -> decode(feed, row)).toList();
  }

  /** Takes the values out of the entries of a record; what was done, when and why stays. */
  public void blank(Feed feed, RecordId id) {
    Query query =
        Query.of(AUDIT, "by_record")
            .where("tenant", tx.tenant())
            .where("feed", feed.key())
            .where("id", id.value())
            .limit(Query.MAX_LIMIT);
    List<Row> page = tx.state().select(query);
    while (!page.isEmpty()) {
      tx.state()
          .upsert(
              AUDIT,
              page.stream()
                  .map(row -> row.with("before_value", null).with("after_value", null))
                  .toList());
      page =
          page.size() < Query.MAX_LIMIT
              ? List.of()
              : tx.state().select(query.after(page.get(page.size() - 1)));
    }
  }

  /** Removes the entries before a number; gives back how many. */
  public int removeBelow(long seq) {
    return tx.state().deleteWhere(Query.of(AUDIT).where("tenant", tx.tenant()).below("seq", seq));
  }

  /** The number of the last entry; 0 when there is none. */
  public long lastSeq() {
    return tx
        .state()
        .select(Query.of(AUDIT).where("tenant", tx.tenant()).descending().limit(1))
        .stream()
        .findFirst()
        .map(row -> row.number("seq"))
        .orElse(0L);
  }

  /** A page of all entries in order. */
  public List<Numbered> page(
      long afterSeq, int limit, java.util.function.Function<String, Feed> feeds) {
    return tx
        .state()
        .select(Query.of(AUDIT).where("tenant", tx.tenant()).above("seq", afterSeq).limit(limit))
        .stream()
        .map(row -> new Numbered(row.number("seq"), decode(feeds.apply(row.text("feed")), row)))
        .toList();
  }

  /** An entry with its number. */
  public record Numbered(long seq, Entry entry) {}

  private Row encode(Entry entry, long seq) {
    return AUDIT
        .row()
        .set("tenant", tx.tenant())
        .set("seq", seq)
        .set("feed", entry.feed().key())
        .set("id", entry.id().value())
        .set("run", entry.run())
        .set("operation", entry.operation())
        .set("field", entry.field())
        .set("flow", entry.flow())
        .set("reason", cut(entry.reason()))
        .set("at", entry.at())
        .setOptional("before_value", value(entry.before()))
        .setOptional("after_value", value(entry.after()))
        .build();
  }

  private static Optional<String> value(@Nullable Object json) {
    return json == null ? Optional.empty() : Optional.of(Payload.write(Map.of(VALUE, json)));
  }

  private static String cut(String reason) {
    return reason.length() <= 190 ? reason : reason.substring(0, 189) + "…";
  }

  private static Entry decode(Feed feed, Row row) {
    return new Entry(
        feed,
        RecordId.of(row.text("id")),
        row.text("run"),
        row.text("operation"),
        row.text("field"),
        row.text("flow"),
        row.text("reason"),
        row.instant("at"),
        row.optText("before_value").map(t -> Payload.read(t).get(VALUE)).orElse(null),
        row.optText("after_value").map(t -> Payload.read(t).get(VALUE)).orElse(null));
  }
}
