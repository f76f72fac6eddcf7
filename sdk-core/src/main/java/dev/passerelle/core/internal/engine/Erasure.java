package dev.passerelle.core.internal.engine;

import static dev.passerelle.core.internal.ledger.Tables.DECISIONS;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.state.Key;
import java.util.List;
import java.util.Map;

/**
 * Forgets what is stored of a person: values in bases, audit, observations and match index (L36).
 * Ids and links stay, so that a record that was erased in one system is not created anew there.
 */
public final class Erasure {
  private static final String ERASED = "erased:";
  private final Context context;

  Erasure(Context context) {
    this.context = context;
  }

  /**
   * Whether the person behind a link was erased: nothing is removed on the other side by itself.
   */
  static boolean isErased(Tx tx, Link link) {
    return tx.state().find(DECISIONS, Key.of(tx.tenant(), ERASED + link.id())).isPresent();
  }

  /** Erases a record and its counterparts; gives back how many records that were. */
  public int erase(String system, EntityType type, RecordId id, String by) {
    return context
        .ledger()
        .beside(
            tx -> {
              int erased = 1;
              record(tx, context.topology().feed(system, type), id);
              for (Pairing pairing : context.topology().pairings()) {
                Side side = pairing.sideOf(system, type).orElse(null);
                if (side != null) {
                  for (Link link : tx.links().all(pairing.key(), side, id)) {
                    erased += link(tx, pairing, link, side, by);
                  }
                }
              }
              return erased;
            });
  }

  private int link(Tx tx, Pairing pairing, Link link, Side side, String by) {
    if (!tx.intents().ofOwner(Outbox.owner(link), context.topology()::feed).isEmpty()) {
      throw InvalidConfiguration.inCode(
          ErrorCode.OUTCOME_UNKNOWN,
          pairing.feed(side) + " " + link.on(side).map(RecordId::value).orElse(""),
          "a write of it is under way: run the engine, then erase");
    }
    tx.bases().remove(link.id());
    tx.matchIndex().release(List.of(link.id()));
    Decisions.note(tx, ERASED + link.id(), "ERASED", by, "", context.clock().instant());
    int records = 0;
    for (Side each : Side.values()) {
      RecordId id = link.on(each).orElse(null);
      if (id != null) {
        tx.matchIndex().replace(pairing.key(), each, Map.of(id, Map.of()));
        pairing.facets(each).stream()
            .map(facet -> context.topology().feed(pairing.system(each), facet))
            .forEach(feed -> record(tx, feed, id));
        record(tx, pairing.feed(each), id);
        records += each == side ? 0 : 1;
      }
    }
    return records;
  }

  private static void record(Tx tx, Feed feed, RecordId id) {
    tx.observations().forget(feed, id);
    tx.waiting().of(feed, id).forEach(item -> tx.waiting().end(feed, id, item.topic()));
    tx.waiting().end(feed, id);
    tx.audit().blank(feed, id);
  }
}
