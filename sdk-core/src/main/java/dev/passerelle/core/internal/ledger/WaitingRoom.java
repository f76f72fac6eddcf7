package dev.passerelle.core.internal.ledger;

import static dev.passerelle.core.internal.ledger.Tables.NEEDS;
import static dev.passerelle.core.internal.ledger.Tables.WAITING;

import dev.passerelle.core.error.Responsible;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import dev.passerelle.core.state.Table;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Access to everything that waits, and to what releases it. */
public final class WaitingRoom {
  private static final int MOST = 1000;
  private final Tx tx;

  WaitingRoom(Tx tx) {
    this.tx = tx;
  }

  /** The need that is met when a record of a feed gets an active link. */
  public static String linkNeed(Feed feed, RecordId id) {
    return bounded("link:" + feed.key() + ":" + id.value());
  }

  /** The need that is met when something new is known of a record of a feed. */
  public static String recordNeed(Feed feed, RecordId id) {
    return bounded("record:" + feed.key() + ":" + id.value());
  }

  private static String bounded(String need) {
    return need.length() <= 190 ? need : "hash:" + Payload.digest(need);
  }

  /** Stores an item with its needs, replacing an item of the same topic. */
  public void put(WaitingItem item, Collection<String> needs) {
    tx.state().upsert(WAITING, encode(item));
    if (item.topic().equals(WaitingItem.RECORD)) {
      clearNeeds(item.feed(), item.id());
    }
    tx.state()
        .upsert(
            NEEDS,
            needs.stream()
                .map(
                    need ->
                        NEEDS
                            .row()
                            .set("tenant", tx.tenant())
                            .set("need", need)
                            .set("feed", item.feed().key())
                            .set("id", item.id().value())
                            .build())
                .toList());
  }

  /** An item. */
  public Optional<WaitingItem> find(Feed feed, RecordId id, String topic) {
    return tx.state().find(WAITING, key(feed, id, topic)).map(row -> decode(feed, row));
  }

  /** Reads all items of records at once, for {@link #of} and {@link #find}. */
  public void ahead(Feed feed, Collection<RecordId> ids) {
    tx.ahead(WAITING, Table.PRIMARY_KEY, keys(feed, ids));
  }

  /** Reads what records wait for at once, for {@link #end} and {@link #put}. */
  public void aheadNeeds(Feed feed, Collection<RecordId> ids) {
    tx.ahead(NEEDS, "by_waiter", keys(feed, ids));
  }

  /** Reads who waits for needs at once, for {@link #waiters}. */
  public void aheadWaiters(Collection<String> needs) {
    tx.ahead(
        NEEDS, Table.PRIMARY_KEY, needs.stream().map(need -> Key.of(tx.tenant(), need)).toList());
  }

  private List<Key> keys(Feed feed, Collection<RecordId> ids) {
    return ids.stream().map(id -> Key.of(tx.tenant(), feed.key(), id.value())).toList();
  }

  /** All items of a record. */
  public List<WaitingItem> of(Feed feed, RecordId id) {
    Query query =
        Query.of(WAITING)
            .where("tenant", tx.tenant())
            .where("feed", feed.key())
            .where("id", id.value())
            .limit(MOST);
    return tx.state().select(query).stream().map(row -> decode(feed, row)).toList();
  }

  /** A page of items of a kind. */
  public List<WaitingItem> list(
      WaitingItem.Kind kind, Function<String, Feed> feeds, Optional<WaitingItem> after, int limit) {
    Query query =
        Query.of(WAITING, "by_kind")
            .where("tenant", tx.tenant())
            .where("kind", kind.name())
            .limit(limit);
    Query from = after.map(item -> query.after(encode(item))).orElse(query);
    return tx.state().select(from).stream()
        .map(row -> decode(feeds.apply(row.text("feed")), row))
        .toList();
  }

  /** Items whose time has come. */
  public List<WaitingItem> due(Instant now, Function<String, Feed> feeds, int limit) {
    Query query =
        Query.of(WAITING, "by_due").where("tenant", tx.tenant()).atMost("due_at", now).limit(limit);
    return tx.state().select(query).stream()
        .map(row -> decode(feeds.apply(row.text("feed")), row))
        .toList();
  }

  /** Ends the item of a record as a whole, with its needs. */
  public void end(Feed feed, RecordId id) {
    tx.state().delete(WAITING, List.of(key(feed, id, WaitingItem.RECORD)));
    clearNeeds(feed, id);
  }

  /** Ends items of a topic. */
  public void end(Feed feed, RecordId id, String topic) {
    tx.state().delete(WAITING, List.of(key(feed, id, topic)));
  }

  /** Who waits for a need. */
  public List<Waiter> waiters(String need, Function<String, Feed> feeds) {
    Query query = Query.of(NEEDS).where("tenant", tx.tenant()).where("need", need).limit(MOST);
    return tx.state().select(query).stream()
        .map(row -> new Waiter(feeds.apply(row.text("feed")), RecordId.of(row.text("id"))))
        .toList();
  }

  /** A record that waits. */
  public record Waiter(Feed feed, RecordId id) {}

  /**
   * Whether one record waits for the link of another, by itself or through others (L17). Looks at a
   * bounded number of records.
   */
  public boolean waitsFor(Waiter one, Collection<Waiter> others, Function<String, Feed> feeds) {
    Set<Waiter> reached = new LinkedHashSet<>();
    Deque<Waiter> next = new ArrayDeque<>(others);
    while (!next.isEmpty() && reached.size() < MOST) {
      Waiter awaited = next.remove();
      for (Waiter waiter : waiters(linkNeed(awaited.feed(), awaited.id()), feeds)) {
        if (waiter.equals(one)) {
          return true;
        }
        if (reached.add(waiter)) {
          next.add(waiter);
        }
      }
    }
    return false;
  }

  private void clearNeeds(Feed feed, RecordId id) {
    tx.state()
        .deleteWhere(
            Query.of(NEEDS, "by_waiter")
                .where("tenant", tx.tenant())
                .where("feed", feed.key())
                .where("id", id.value()));
  }

  private Key key(Feed feed, RecordId id, String topic) {
    return Key.of(tx.tenant(), feed.key(), id.value(), topic);
  }

  private Row encode(WaitingItem item) {
    return WAITING
        .row()
        .set("tenant", tx.tenant())
        .set("feed", item.feed().key())
        .set("id", item.id().value())
        .set("topic", item.topic())
        .set("kind", item.kind().name())
        .set("code", item.code())
        .set("owner", item.owner().name())
        .set("since", item.since())
        .setOptional("due_at", item.due())
        .set("attempts", item.attempts())
        .set("detail", Payload.write(item.detail()))
        .build();
  }

  private static WaitingItem decode(Feed feed, Row row) {
    Map<String, @Nullable Object> detail = Payload.read(row.text("detail"));
    return new WaitingItem(
        feed,
        RecordId.of(row.text("id")),
        row.text("topic"),
        WaitingItem.Kind.valueOf(row.text("kind")),
        row.text("code"),
        Responsible.valueOf(row.text("owner")),
        row.instant("since"),
        row.optInstant("due_at").orElse(null),
        (int) row.number("attempts"),
        detail);
  }
}
