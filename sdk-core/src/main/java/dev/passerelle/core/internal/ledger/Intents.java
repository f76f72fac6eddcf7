package dev.passerelle.core.internal.ledger;

import static dev.passerelle.core.internal.ledger.Tables.INTENTS;

import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Access to intents. */
public final class Intents {
  private static final int MOST = 1000;
  private final Tx tx;

  Intents(Tx tx) {
    this.tx = tx;
  }

  /** Notes writes before they are sent. */
  public void insert(Collection<Intent> intents) {
    tx.state().insert(INTENTS, intents.stream().map(this::encode).toList());
  }

  /** Replaces intents. */
  public void put(Collection<Intent> intents) {
    tx.state().upsert(INTENTS, intents.stream().map(this::encode).toList());
  }

  /** Closes intents. */
  public void close(Collection<String> ids) {
    tx.state().delete(INTENTS, ids.stream().map(id -> Key.of(tx.tenant(), id)).toList());
  }

  /** A page of open intents in order of their ids. */
  public List<Intent> open(Optional<String> after, int limit, Function<String, Feed> feeds) {
    Query query = Query.of(INTENTS).where("tenant", tx.tenant());
    Query from = after.map(id -> query.above("intent", id)).orElse(query);
    return tx.state().select(from.limit(limit)).stream().map(row -> decode(row, feeds)).toList();
  }

  /** The open intents of an owner. */
  public List<Intent> ofOwner(String owner, Function<String, Feed> feeds) {
    Query query =
        Query.of(INTENTS, "by_owner").where("tenant", tx.tenant()).where("owner", owner).limit(20);
    return tx.state().select(query).stream().map(row -> decode(row, feeds)).toList();
  }

  /** Reads the open intents of owners at once, for {@link #ofOwner}. */
  public void aheadOfOwners(Collection<String> owners) {
    tx.ahead(INTENTS, "by_owner", owners.stream().map(each -> Key.of(tx.tenant(), each)).toList());
  }

  /** Whether any write is in flight. */
  public boolean any() {
    return tx.state().count(Query.of(INTENTS).where("tenant", tx.tenant()).limit(1)) > 0;
  }

  /** When the first create of a feed was sent of which it is not known what it made. */
  public Optional<Instant> firstCreate(Feed feed, Function<String, Feed> feeds) {
    return open(Optional.empty(), MOST, feeds).stream()
        .filter(intent -> intent.feed().equals(feed) && intent.state() != Intent.State.OPEN)
        .filter(intent -> intent.operation() == Ticket.Operation.CREATE)
        .map(Intent::sentAt)
        .min(Comparator.naturalOrder());
  }

  private Row encode(Intent intent) {
    Map<String, @Nullable Object> payload = new LinkedHashMap<>();
    payload.put("sent", intent.sent().toJson());
    payload.put("note", intent.note());
    if (intent.token() != null) {
      payload.put("token", intent.token());
    }
    return INTENTS
        .row()
        .set("tenant", tx.tenant())
        .set("intent", intent.id())
        .set("feed", intent.feed().key())
        .set("owner", intent.owner())
        .set("operation", intent.operation().name())
        .set("state", intent.state().name())
        .set("reference", intent.reference())
        .setOptional("record_id", intent.target().map(RecordId::value))
        .set("epoch", intent.epoch())
        .set("sent_at", intent.sentAt())
        .set("deadline", intent.deadline())
        .set("payload", Payload.write(payload))
        .build();
  }

  private Intent decode(Row row, Function<String, Feed> feeds) {
    Feed feed = feeds.apply(row.text("feed"));
    Map<String, @Nullable Object> payload = Payload.read(row.text("payload"));
    return new Intent(
        row.text("intent"),
        feed,
        row.text("owner"),
        Ticket.Operation.valueOf(row.text("operation")),
        Intent.State.valueOf(row.text("state")),
        row.optText("reference").orElse(null),
        row.optText("record_id").map(RecordId::of).orElse(null),
        row.number("epoch"),
        row.instant("sent_at"),
        row.optInstant("deadline").orElse(null),
        Fields.fromJson(Payload.map(payload, "sent"), tx.codec().fields(feed)),
        Payload.text(payload, "token"),
        Payload.map(payload, "note"));
  }
}
