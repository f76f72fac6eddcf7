package dev.passerelle.core.internal.engine;

import dev.passerelle.core.internal.ledger.AuditTrail;
import dev.passerelle.core.internal.ledger.Bases.Base;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Records;
import dev.passerelle.core.internal.ledger.Records.Seen;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.ledger.WaitingItem;
import dev.passerelle.core.internal.plan.AuditEntry;
import dev.passerelle.core.internal.plan.BaseMoves;
import dev.passerelle.core.internal.plan.Cause;
import dev.passerelle.core.internal.plan.PlannedChange;
import dev.passerelle.core.internal.plan.Review;
import dev.passerelle.core.internal.safeguard.Safeguard;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bases, audit, reviews and what is known of a record after our own write. */
final class Bookkeeping {
  private final Context context;
  private final String run;

  Bookkeeping(Context context, String run) {
    this.context = context;
    this.run = run;
  }

  /** The run under way. */
  String run() {
    return run;
  }

  /** Bases of a link's flows after moves; fights are counted per binding (L13). */
  Map<String, Base> moved(
      Map<String, Base> bases, Map<String, BaseMoves> moves, List<PlannedChange<?>> written) {
    Map<String, Base> next = new HashMap<>(bases);
    moves.forEach(
        (flow, move) -> next.merge(flow, moved(Base.NONE, move), (old, n) -> moved(old, move)));
    written.forEach(
        change -> next.computeIfPresent(change.flow(), (flow, base) -> fought(base, change)));
    return next;
  }

  private static Base moved(Base base, BaseMoves moves) {
    if (!Safeguard.TWO_BASES.isOn()) {
      Fields agreed = moves.right().with(moves.left());
      return new Base(base.left().with(agreed), base.right().with(agreed), base.fights());
    }
    return new Base(
        base.left().with(moves.left()), base.right().with(moves.right()), base.fights());
  }

  /** Bases as if a write agreed on all that its answer shows: without a safeguard only. */
  static Map<String, Base> whole(Map<String, Base> bases, Side side, Fields shown) {
    Map<String, Base> whole = new HashMap<>();
    bases.forEach(
        (flow, base) ->
            whole.put(
                flow,
                side == Side.LEFT
                    ? new Base(
                        base.left().with(shown.only(base.left().keys())),
                        base.right(),
                        base.fights())
                    : new Base(
                        base.left(),
                        base.right().with(shown.only(base.right().keys())),
                        base.fights())));
    return whole;
  }

  private Base fought(Base base, PlannedChange<?> change) {
    if (change.cause() != Cause.REVERT && change.cause() != Cause.OWNER) {
      return base;
    }
    Map<String, List<Instant>> fights = new HashMap<>(base.fights());
    if (change.cause() == Cause.OWNER) {
      fights.remove(change.binding());
    } else {
      List<Instant> times = new ArrayList<>(fights.getOrDefault(change.binding(), List.of()));
      times.add(context.clock().instant());
      int most = context.settings().contestedAfter();
      fights.put(change.binding(), times.subList(Math.max(0, times.size() - most), times.size()));
    }
    return new Base(base.left(), base.right(), fights);
  }

  /** Appends audit entries of field writes. */
  void audit(Tx tx, Feed feed, String operation, Collection<AuditEntry> entries) {
    List<AuditTrail.Entry> rows = new ArrayList<>();
    for (AuditEntry entry : entries) {
      String reason =
          reason(entry.cause(), entry.policy(), entry.overwrites())
              + (entry.taken() ? "" : " not-taken");
      rows.add(
          entry(
              feed,
              RecordId.of(entry.record()),
              operation,
              entry.field(),
              entry.flow(),
              reason,
              entry.before().toJson().get(entry.field()),
              entry.after().toJson().get(entry.field())));
    }
    append(tx, rows);
  }

  private static String reason(Cause cause, String policy, boolean overwrites) {
    return cause.name()
        + (policy.isEmpty() ? "" : " " + policy)
        + (overwrites ? " overwrites" : "");
  }

  /** Appends one entry about what was sent of a field that is no longer mapped. */
  void audit(Tx tx, Feed feed, RecordId id, String operation, ChangeCodec.Unmapped change) {
    String policy = (change.policy() + " unproven").strip();
    String reason = reason(change.cause(), policy, change.overwrites());
    append(
        tx,
        List.of(
            entry(
                feed,
                id,
                operation,
                change.field(),
                change.flow(),
                reason,
                change.before(),
                change.after())));
  }

  /** Appends one entry about a record as a whole. */
  void audit(Tx tx, Feed feed, RecordId id, String operation, String flow, String reason) {
    append(tx, List.of(entry(feed, id, operation, "*", flow, reason, null, null)));
  }

  private AuditTrail.Entry entry(
      Feed feed,
      RecordId id,
      String operation,
      String field,
      String flow,
      String reason,
      @Nullable Object before,
      @Nullable Object after) {
    return new AuditTrail.Entry(
        feed, id, run, operation, field, flow, reason, context.clock().instant(), before, after);
  }

  void append(Tx tx, List<AuditTrail.Entry> rows) {
    if (!rows.isEmpty()) {
      tx.audit().append(rows, context.sequence().next(rows.size()));
    }
  }

  /** After our own write of a record that nobody can have changed unseen, a new one for example. */
  void wrote(Tx tx, Feed feed, Snapshot returned, Records.State life) {
    wrote(tx, feed, returned, life, true);
  }

  /**
   * After our own write the digest is open; the revision is the one that our write returned.
   *
   * @param alone whether the record is otherwise as we knew it. If not, or if that is not known,
   *     the revision that was returned also covers what somebody else changed just before, and must
   *     not pass for an echo (L10)
   */
  void wrote(Tx tx, Feed feed, Snapshot returned, Records.State life, boolean alone) {
    Seen old = tx.records().of(feed, List.of(returned.id())).get(returned.id());
    Seen base =
        old == null
            ? new Seen(
                returned.id(), null, null, life, generation(tx, feed), context.clock().instant())
            : old;
    String revision = alone ? returned.revision().orElse(null) : null;
    tx.records().put(feed, List.of(base.showing(null, revision, life)));
    tx.observations().outdate(feed, returned.id());
  }

  private static long generation(Tx tx, Feed feed) {
    return tx.feeds().get(feed).generation();
  }

  /** Stores review items per field; those of fields that are settled now end. */
  void reviews(
      Tx tx, Feed feed, RecordId id, List<Review> reviews, Collection<String> settledTopics) {
    settledTopics.forEach(topic -> tx.waiting().end(feed, id, topic));
    for (Review review : reviews) {
      Map<String, @Nullable Object> detail = Parking.detail(review.detail());
      tx.waiting()
          .put(
              new WaitingItem(
                  feed,
                  id,
                  topic(review.flow(), review.binding()),
                  WaitingItem.Kind.REVIEW,
                  review.detail().code().name(),
                  review.detail().responsible(),
                  context.clock().instant(),
                  null,
                  0,
                  detail),
              List.of());
    }
  }

  static String topic(String flow, String binding) {
    String topic = flow + "/" + binding;
    return topic.length() <= 64 ? topic : topic.substring(0, 64);
  }
}
