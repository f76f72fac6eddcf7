package dev.passerelle.core.internal.engine;

import dev.passerelle.core.DocumentFlow;
import dev.passerelle.core.WaitingEntry;
import dev.passerelle.core.WaitingGroup;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.ledger.WaitingItem;
import dev.passerelle.core.internal.ledger.WaitingItem.Kind;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.RecordId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What waits, as people see it and send it back or let it go (L26). */
public final class WaitingDesk {
  private static final int PAGE = 500;
  private final Context context;

  WaitingDesk(Context context) {
    this.context = context;
  }

  /** At most {@code limit} entries, by kind. */
  public List<WaitingEntry> entries(int limit) {
    List<WaitingEntry> entries = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (kind != Kind.UNLINKED && entries.size() < limit) {
        page(kind, Optional.empty(), limit - entries.size())
            .forEach(item -> entries.add(entry(item)));
      }
    }
    return entries;
  }

  /** All entries, counted by cause. */
  public List<WaitingGroup> groups() {
    Map<List<Object>, WaitingGroup> groups = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      if (kind != Kind.UNLINKED) {
        each(kind, item -> groups.merge(cause(item), group(item), WaitingDesk::join));
      }
    }
    return List.copyOf(groups.values());
  }

  private static List<Object> cause(WaitingItem item) {
    return List.of(item.feed().key(), item.kind(), item.code());
  }

  private static WaitingGroup group(WaitingItem item) {
    return new WaitingGroup(
        item.feed().system(),
        item.feed().type().name(),
        item.kind().name(),
        ErrorCode.valueOf(item.code()),
        item.owner(),
        1,
        item.since());
  }

  private static WaitingGroup join(WaitingGroup all, WaitingGroup one) {
    return new WaitingGroup(
        all.system(),
        all.entity(),
        all.kind(),
        all.code(),
        all.owner(),
        all.count() + one.count(),
        one.oldest().isBefore(all.oldest()) ? one.oldest() : all.oldest());
  }

  private void each(Kind kind, Consumer<WaitingItem> use) {
    Optional<WaitingItem> after = Optional.empty();
    List<WaitingItem> page;
    do {
      page = page(kind, after, PAGE);
      page.forEach(use);
      after = page.isEmpty() ? Optional.empty() : Optional.of(page.get(page.size() - 1));
    } while (page.size() == PAGE);
  }

  private List<WaitingItem> page(Kind kind, Optional<WaitingItem> after, int limit) {
    return context
        .ledger()
        .read(tx -> tx.waiting().list(kind, context.topology()::feed, after, limit));
  }

  private static WaitingEntry entry(WaitingItem item) {
    Map<String, String> figures = new LinkedHashMap<>();
    item.detail()
        .forEach(
            (key, value) -> {
              if (value != null && !key.equals("v")) {
                figures.put(key, value.toString());
              }
            });
    return new WaitingEntry(
        item.feed().system(),
        item.feed().type().name(),
        item.id().value(),
        item.topic(),
        item.kind().name(),
        ErrorCode.valueOf(item.code()),
        item.owner(),
        item.since(),
        item.attempts(),
        figures);
  }

  /** Puts a waiting record back to be decided, from its current state. */
  public void replay(String system, EntityType type, RecordId id) {
    Feed feed = context.topology().feed(system, type);
    context.ledger().note(tx -> replay(tx, feed, id));
  }

  /** Puts back every refused record with a cause; gives back how many. */
  public int replayAll(ErrorCode code) {
    List<WaitingItem> items = new ArrayList<>();
    each(
        Kind.REJECTED,
        item -> {
          if (item.code().equals(code.name())) {
            items.add(item);
          }
        });
    for (List<WaitingItem> page : Calls.chunks(items, PAGE)) {
      context.ledger().note(tx -> page.forEach(item -> replay(tx, item.feed(), item.id())));
    }
    return items.size();
  }

  private void replay(Tx tx, Feed feed, RecordId id) {
    tx.waiting().end(feed, id);
    for (DocumentFlow flow : context.topology().documents()) {
      if (flow.source().equals(feed.system()) && flow.sourceType().equals(feed.type())) {
        forgetVerdict(tx, flow, id);
      }
    }
    if (!tx.observations().release(feed, id)) {
      Intake.demandRead(context, tx, feed, id);
      tx.observations().release(feed, id);
    }
  }

  private static void forgetVerdict(Tx tx, DocumentFlow flow, RecordId id) {
    tx.documents()
        .find(flow.name(), id)
        .ifPresent(
            document -> {
              Map<String, @Nullable Object> payload = new LinkedHashMap<>(document.payload());
              payload.remove(DocumentDesk.JUDGED);
              payload.remove("attempts");
              tx.documents().put(List.of(DocumentDesk.with(document, payload)));
            });
  }

  /** Decides a conflict of one field: a system's value counts, once. */
  public void take(WaitingEntry review, String system, String by) {
    Pairing pairing = pairing(review);
    Side side =
        pairing
            .sideOf(review.system(), context.topology().feed(place(review)).type())
            .orElseThrow(() -> noConflict(review));
    if (!system.equals(pairing.system(side)) && !system.equals(pairing.system(side.other()))) {
      throw new IllegalArgumentException(
          "'" + system + "' takes no part in " + review.topic() + " of " + pairing.key());
    }
    RecordId id = RecordId.of(review.record());
    context
        .ledger()
        .note(
            tx -> {
              Link link =
                  tx.links().live(pairing.key(), side, id).orElseThrow(() -> noConflict(review));
              Decisions.take(tx, link.id(), review.topic(), system, by, context.clock().instant());
              for (Side each : Side.values()) {
                link.on(each)
                    .ifPresent(
                        record -> LinkDesk.decideAgain(context, tx, pairing.feed(each), record));
              }
            });
  }

  private static String place(WaitingEntry review) {
    return review.system() + "/" + review.entity();
  }

  private Pairing pairing(WaitingEntry review) {
    int slash = review.topic().indexOf('/');
    if (!review.kind().equals(Kind.REVIEW.name()) || slash < 0) {
      throw noConflict(review);
    }
    String flow = review.topic().substring(0, slash);
    return context.topology().pairings().stream()
        .filter(pairing -> pairing.flows().stream().anyMatch(f -> f.name().equals(flow)))
        .findFirst()
        .orElseThrow(() -> noConflict(review));
  }

  private static IllegalArgumentException noConflict(WaitingEntry review) {
    return new IllegalArgumentException(
        place(review)
            + " "
            + review.record()
            + ": "
            + review.kind()
            + " "
            + review.topic()
            + " is no open conflict of a field");
  }

  /** Lets go of a record until it changes again; who and why is kept. */
  public void discard(String system, EntityType type, RecordId id, String by, String reason) {
    Feed feed = context.topology().feed(system, type);
    context
        .ledger()
        .note(
            tx -> {
              tx.observations().settle(tx.observations().of(feed, List.of(id)).values());
              tx.waiting().of(feed, id).forEach(i -> tx.waiting().end(feed, id, i.topic()));
              tx.waiting().end(feed, id);
              Decisions.note(
                  tx,
                  "discard:" + feed.key() + ":" + id.value(),
                  "DISCARDED",
                  by,
                  reason,
                  context.clock().instant());
            });
  }
}
