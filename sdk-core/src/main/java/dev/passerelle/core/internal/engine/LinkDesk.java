package dev.passerelle.core.internal.engine;

import dev.passerelle.core.csv.Csv;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.ledger.WaitingRoom;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.RecordId;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Optional;

/** Links as people see and change them (L8). */
public final class LinkDesk {
  private static final int PAGE = 500;
  private static final String BY_PERSON = "PERSON";
  private static final List<String> HEADING =
      List.of("pairing", "state", "left", "right", "evidence");
  private final Context context;

  LinkDesk(Context context) {
    this.context = context;
  }

  /** Couples two records; both are decided at the next run, as at a first meeting. */
  public void couple(
      String system, EntityType type, RecordId id, String otherSystem, RecordId other, String by) {
    Pairing pairing = pairing(system, type, otherSystem);
    Side side = pairing.sideOf(system, type).orElseThrow();
    context
        .ledger()
        .note(
            tx -> {
              refuseTaken(tx, pairing, side, id);
              refuseTaken(tx, pairing, side.other(), other);
              RecordId left = side == Side.LEFT ? id : other;
              RecordId right = side == Side.RIGHT ? id : other;
              tx.links().insert(List.of(link(context, pairing, left, right, "by " + by)));
              decideAgain(context, tx, pairing.feed(side), id);
              decideAgain(context, tx, pairing.feed(side.other()), other);
            });
  }

  private static void refuseTaken(Tx tx, Pairing pairing, Side side, RecordId id) {
    if (tx.links().live(pairing.key(), side, id).isPresent()) {
      throw InvalidConfiguration.inCode(
          ErrorCode.KEY_TAKEN,
          pairing.feed(side) + " " + id,
          "is coupled already: uncouple it first");
    }
  }

  /** A link that people answer for. */
  static Link link(
      Context context, Pairing pairing, RecordId left, RecordId right, String evidence) {
    return new Link(
        context.ids().get(),
        pairing.key(),
        Link.State.ACTIVE,
        left,
        right,
        BY_PERSON,
        evidence,
        1,
        context.clock().instant());
  }

  static void decideAgain(Context context, Tx tx, Feed feed, RecordId id) {
    tx.waiting().end(feed, id);
    Intake.demandRead(context, tx, feed, id);
    tx.waiting()
        .waiters(WaitingRoom.linkNeed(feed, id), context.topology()::feed)
        .forEach(waiter -> tx.observations().release(waiter.feed(), waiter.id()));
  }

  /** Separates a record from its counterpart; the two are not matched with each other again. */
  public boolean uncouple(String system, EntityType type, RecordId id, String by) {
    return context
        .ledger()
        .beside(
            tx -> {
              boolean any = false;
              for (Pairing pairing : context.topology().pairings()) {
                Optional<Side> side = pairing.sideOf(system, type);
                Optional<Link> link = side.flatMap(s -> tx.links().live(pairing.key(), s, id));
                if (link.isPresent()) {
                  tx.links()
                      .put(List.of(link.get().in(Link.State.UNCOUPLED, context.clock().instant())));
                  tx.matchIndex().release(List.of(link.get().id()));
                  Decisions.note(
                      tx,
                      "uncouple:" + link.get().id(),
                      "UNCOUPLED",
                      by,
                      "",
                      context.clock().instant());
                  any = true;
                }
              }
              return any;
            });
  }

  /** All links as CSV: {@code pairing,state,left,right,evidence}. */
  public void export(Appendable out) throws IOException {
    Csv.line(out, HEADING);
    Optional<String> after = Optional.empty();
    List<Link> page;
    do {
      Optional<String> from = after;
      page = context.ledger().read(tx -> tx.links().page(from, PAGE));
      for (Link link : page) {
        Csv.line(out, cells(link));
      }
      after = page.isEmpty() ? Optional.empty() : Optional.of(page.get(page.size() - 1).id());
    } while (page.size() == PAGE);
  }

  private static List<String> cells(Link link) {
    return List.of(
        link.pairing(),
        link.state().name(),
        link.on(Side.LEFT).map(RecordId::value).orElse(""),
        link.on(Side.RIGHT).map(RecordId::value).orElse(""),
        link.evidence());
  }

  /** Links from CSV, see {@link LinkImport}. */
  public int importFrom(String name, Reader csv, String by) throws IOException {
    return new LinkImport(context, name, by).read(csv);
  }

  private Pairing pairing(String system, EntityType type, String other) {
    return context
        .topology()
        .pairing(system, type, other)
        .orElseThrow(
            () ->
                InvalidConfiguration.inCode(
                    ErrorCode.CONFIGURATION_INVALID,
                    system + "/" + type,
                    "no flow couples these records with " + other));
  }
}
