package dev.passerelle.core.internal.engine;

import dev.passerelle.core.SyncEvent;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.gate.Notice;
import dev.passerelle.core.internal.engine.Report.Counts;
import dev.passerelle.core.internal.ledger.Bases.Base;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Intent;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.internal.ledger.Observation;
import dev.passerelle.core.internal.ledger.Records;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.plan.BaseMoves;
import dev.passerelle.core.internal.plan.Plan;
import dev.passerelle.core.internal.plan.PlannedChange;
import dev.passerelle.core.internal.plan.Review;
import dev.passerelle.core.internal.plan.Settled;
import dev.passerelle.core.internal.plan.Settlement;
import dev.passerelle.core.internal.safeguard.Safeguard;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Links, bases per field, audit and releases: one transaction per batch (L10, L20). */
final class Settling {
  private final Context context;
  private final Absorber absorber;
  private final Parking parking;
  private final Bookkeeping books;
  private final IntentChanges noted;
  private final Report report;

  Settling(
      Context context,
      Absorber absorber,
      Parking parking,
      Bookkeeping books,
      IntentChanges noted,
      Report report) {
    this.context = context;
    this.absorber = absorber;
    this.parking = parking;
    this.books = books;
    this.noted = noted;
    this.report = report;
  }

  /**
   * What became of the writes of one case, by side.
   *
   * @param met whether its record was there: nothing was written
   */
  record Answer(Side side, Intent intent, WriteResult result, boolean met) {

    /** The record that was written, or half of it. */
    Optional<RecordId> made() {
      return Settling.made(result);
    }
  }

  /** The record that was written, or half of it. */
  static Optional<RecordId> made(@Nullable WriteResult result) {
    if (result instanceof WriteResult.Written written) {
      return Optional.of(written.snapshot().id());
    }
    return result instanceof WriteResult.Incomplete half
        ? Optional.of(half.id())
        : Optional.empty();
  }

  /** Settles a batch. */
  void settle(Pairing pairing, List<Case> cases, Map<Case, List<Answer>> answers) {
    Settlement settlement = noted.settlement(pairing);
    context
        .ledger()
        .commitAll(
            tx -> {
              ReadAhead.settling(tx, pairing, cases, answers);
              for (Case one : cases) {
                settle(tx, settlement, one, answers.getOrDefault(one, List.of()));
              }
            });
  }

  private void settle(Tx tx, Settlement settlement, Case one, List<Answer> answers) {
    Plan plan = one.plan();
    // What meets a record that was there is planned anew, with both: nothing of this plan counts.
    boolean met = answers.stream().anyMatch(Answer::met);
    List<Review> reviews = new ArrayList<>(met ? List.of() : plan.reviews());
    Map<String, Base> bases =
        new LinkedHashMap<>(books.moved(one.bases(), met ? Map.of() : plan.moves(), List.of()));
    boolean settled = !met;
    Set<String> done = new LinkedHashSet<>();
    boolean all = answers.stream().allMatch(a -> a.result() instanceof WriteResult.Written);
    for (Answer answer : answers) {
      Optional<ErrorDetail> taken = taken(tx, one, answer);
      if (taken.isPresent()) {
        tx.intents().close(List.of(answer.intent().id()));
        if (!answer.met()) {
          noted.auditTaken(tx, one.pairing(), answer.intent(), answer.made().orElseThrow());
        }
        parking.taken(tx, one, taken.get());
        return;
      }
      if (answer.met()) {
        met(tx, one, answer);
      } else if (answer.result() instanceof WriteResult.Written written) {
        Settled outcome = settlement.apply(plan, one.pairing().system(answer.side()), written);
        bases = books.moved(bases, outcome.moves(), changes(plan, one, answer.side()));
        if (!Safeguard.FIELD_BASES.isOn()) {
          bases = Bookkeeping.whole(bases, answer.side(), written.snapshot().fields());
        }
        reviews.addAll(outcome.reviews());
        done.add(one.pairing().system(answer.side()));
        written(tx, one, answer, written, outcome, all && conditional(one, answer), bases);
      } else {
        if (answer.result() instanceof WriteResult.Incomplete half) {
          bases = books.moved(bases, half(tx, settlement, one, answer, half), List.of());
        }
        settled &= failed(tx, one, answer);
      }
    }
    store(tx, one, bases, reviews, done);
    if (settled && !one.isClosed()) {
      finish(tx, one);
    }
  }

  /**
   * What shows of a record that is half written is ours, and nobody's edit (L10); what the answer
   * does not tell is left open until the record is read.
   */
  private Map<String, BaseMoves> half(
      Tx tx, Settlement settlement, Case one, Answer answer, WriteResult.Incomplete half) {
    Settled outcome = settlement.apply(one.plan(), one.pairing().system(answer.side()), half);
    boolean pending = one.link().orElseThrow().state() == Link.State.PENDING_CREATE;
    books.audit(
        tx, one.pairing().feed(answer.side()), pending ? "create" : "update", outcome.audit());
    if (outcome.open().isEmpty()) {
      tx.intents().close(List.of(answer.intent().id()));
    } else {
      tx.intents().put(List.of(IntentChanges.half(answer.intent(), half.id(), outcome.open())));
    }
    return outcome.moves();
  }

  /**
   * What was to be created is there under our reference: the two are coupled, and decided anew as
   * at any first meeting (L11).
   */
  private void met(Tx tx, Case one, Answer answer) {
    tx.intents().close(List.of(answer.intent().id()));
    couple(tx, one, answer.side(), answer.made().orElseThrow());
  }

  /** A record that was there is the one that a link lacked on a side. */
  void couple(Tx tx, Case one, Side side, RecordId id) {
    Link coupled =
        one.link().orElseThrow().bind(side, id, Link.State.ACTIVE, context.clock().instant());
    tx.links().put(List.of(coupled));
    one.link(coupled);
    report.count(one.pairing().host().name(), Counts::plusCoupled);
    parking.linked(tx, one);
  }

  private static List<PlannedChange<?>> changes(Plan plan, Case one, Side side) {
    return plan.write(one.pairing().system(side)).map(w -> w.changes()).orElse(List.of());
  }

  private void store(
      Tx tx, Case one, Map<String, Base> bases, List<Review> reviews, Set<String> done) {
    Link link = one.link().orElseThrow();
    if (!bases.equals(one.bases())) {
      tx.bases().put(Map.of(link.id(), bases));
    }
    link.on(Side.LEFT)
        .or(() -> one.on(Side.LEFT).id())
        .ifPresent(
            id -> {
              Feed feed = one.pairing().feed(Side.LEFT);
              books.reviews(tx, feed, id, reviews, EndedTopics.of(tx, one, feed, reviews, done));
            });
  }

  /** Everything was written or nothing had to be: what waits for references goes on waiting. */
  private void finish(Tx tx, Case one) {
    if (one.plan().needs().isEmpty()) {
      if (!one.taken().isEmpty()) {
        Decisions.carriedOut(tx, one.link().orElseThrow().id());
      }
      parking.settle(tx, one);
      one.close();
    }
  }

  /**
   * Settles a write that was done.
   *
   * @param alone whether the system let nobody else write meanwhile, and the other side's write of
   *     the same plan was done too: what this side showed beside is decided only then
   * @param known the bases as this plan moves them: what was read before the write
   */
  private void written(
      Tx tx,
      Case one,
      Answer answer,
      WriteResult.Written written,
      Settled outcome,
      boolean alone,
      Map<String, Base> known) {
    Feed feed = one.pairing().feed(answer.side());
    boolean bound = bind(tx, one, answer.side(), written.snapshot());
    String operation = bound ? "create" : "update";
    books.audit(tx, feed, operation, outcome.audit());
    // What the answer did not show is still to be seen, even at the revision that it returned.
    boolean echo =
        outcome.open().isEmpty() && (bound || alone || asKnown(known, answer, written.snapshot()));
    books.wrote(tx, feed, written.snapshot(), Records.State.LIVE, echo);
    count(one, answer, bound, written);
    if (outcome.open().isEmpty()) {
      tx.intents().close(List.of(answer.intent().id()));
    } else {
      tx.intents()
          .put(
              List.of(
                  IntentChanges.open(answer.intent(), written.snapshot().id(), outcome.open())));
    }
    if (bound) {
      bound(tx, one, answer.side(), written.snapshot(), answer.intent().sent());
    }
  }

  /** The system itself refused to write on top of anything that we had not seen (L24). */
  private static boolean conditional(Case one, Answer answer) {
    return one.on(answer.side()).etag(answer.intent().sent()).isPresent();
  }

  /** The answer shows every field that we did not write as it last was. */
  private static boolean asKnown(Map<String, Base> known, Answer answer, Snapshot shown) {
    Fields sent = answer.intent().sent();
    return known.values().stream()
        .map(base -> answer.side() == Side.LEFT ? base.left() : base.right())
        .allMatch(
            base ->
                base.keys().stream()
                    .filter(field -> !sent.has(field))
                    .allMatch(field -> shown.fields().has(field) && alike(field, base, shown)));
  }

  private static boolean alike(Field<?> field, Fields base, Snapshot shown) {
    boolean blank = base.isBlank(field) && shown.fields().isBlank(field);
    return blank || base.same(field, shown.fields());
  }

  private void count(Case one, Answer answer, boolean created, WriteResult.Written written) {
    Set<String> flows = new LinkedHashSet<>();
    changes(one.plan(), one, answer.side()).forEach(change -> flows.add(change.flow()));
    String host = one.pairing().host().name();
    if (created) {
      report.count(host, Counts::plusCreated);
    } else {
      flows.forEach(flow -> report.count(flow, Counts::plusUpdated));
    }
    report.wrote(one.pairing().system(answer.side()));
    context.tell(
        new SyncEvent.RecordWritten(
            host,
            one.pairing().system(answer.side()),
            one.pairing().feed(answer.side()).type().name(),
            written.snapshot().id().value(),
            created ? "create" : "update",
            1));
  }

  private static Optional<ErrorDetail> taken(Tx tx, Case one, Answer answer) {
    return answer.made().flatMap(id -> Twins.taken(tx, one, answer.side(), id));
  }

  /** Binds the created record to its link; true when the link had no record on that side. */
  boolean bind(Tx tx, Case one, Side side, Snapshot snapshot) {
    Link link = one.link().orElseThrow();
    if (link.state() != Link.State.PENDING_CREATE) {
      return false;
    }
    Link bound = link.bind(side, snapshot.id(), Link.State.ACTIVE, context.clock().instant());
    tx.links().put(List.of(bound));
    one.link(bound);
    return true;
  }

  /** Binds a record of which others completed what we had made a half of. */
  void complete(Tx tx, Case one) {
    String origin = one.link().orElseThrow().origin();
    Side side = origin.equals(Side.RIGHT.name()) ? Side.LEFT : Side.RIGHT;
    Snapshot view = one.on(side).view().orElseThrow();
    if (bind(tx, one, side, view)) {
      bound(tx, one, side, view, view.fields());
    }
  }

  /** A record was created: whoever waited for it goes on, and what it taught us is looked at. */
  void bound(Tx tx, Case one, Side side, Snapshot snapshot, Fields sent) {
    tx.matchIndex()
        .add(
            one.pairing().key(),
            side,
            Map.of(
                snapshot.id(),
                absorber.keys(
                    one.pairing(), side, snapshot.withFields(sent.with(snapshot.fields())))));
    parking.linked(tx, one);
    boolean teaches =
        Rules.keepsReference(context.topology(), one.pairing(), side.other())
            || snapshot.fields().keys().stream().anyMatch(field -> !sent.has(field));
    if (teaches) {
      Instant now = context.clock().instant();
      tx.observations()
          .put(
              List.of(
                  new Observation(
                      one.pairing().feed(side),
                      snapshot.id(),
                      Observation.State.PENDING,
                      context.sequence().next(),
                      now,
                      Observation.Origin.CHANGE,
                      false,
                      false,
                      snapshot,
                      Map.of())));
    }
  }

  /** True when the case may still be finished: nothing of the answer holds it back. */
  private boolean failed(Tx tx, Case one, Answer answer) {
    WriteResult result = answer.result();
    if (result instanceof WriteResult.Accepted accepted) {
      tx.intents().put(List.of(answer.intent().accepted(accepted.token(), accepted.deadline())));
      parking.inFlight(tx, one, detail(ErrorCode.OUTCOME_UNKNOWN, one, answer.side()));
    } else if (result instanceof WriteResult.Unknown unknown) {
      tx.intents().put(List.of(answer.intent().unknown(context.clock().instant())));
      parking.inFlight(tx, one, unknown.cause());
    } else {
      if (!(result instanceof WriteResult.Incomplete)) {
        tx.intents().close(List.of(answer.intent().id()));
      }
      refusedOrFailed(tx, one, answer, result);
    }
    return false;
  }

  private void refusedOrFailed(Tx tx, Case one, Answer answer, WriteResult result) {
    if (result instanceof WriteResult.Refused refused) {
      refused(tx, one, answer.side(), refused);
    } else if (result instanceof WriteResult.Failed failed) {
      parking.retry(tx, one, failed.cause(), failed.cause().code() == ErrorCode.RECORD_IN_USE);
    } else if (result instanceof WriteResult.Incomplete incomplete) {
      // Of an update the link is as it was: what is missing is written again.
      Link link = one.link().orElseThrow();
      if (link.state() == Link.State.PENDING_CREATE) {
        Instant now = context.clock().instant();
        tx.links().put(List.of(link.bind(answer.side(), incomplete.id(), link.state(), now)));
      }
      parking.retry(tx, one, incomplete.cause(), true);
    } else {
      // Stale, or an absence where nothing was asked: read again and decide anew.
      reread(tx, one, answer.side());
      parking.retry(tx, one, detail(ErrorCode.STALE_RECORD, one, answer.side()), true);
    }
  }

  private void refused(Tx tx, Case one, Side side, WriteResult.Refused refused) {
    boolean pending = one.link().orElseThrow().state() == Link.State.PENDING_CREATE;
    Optional<RecordId> free =
        refused
            .existingRecord()
            .filter(id -> pending && tx.links().live(one.pairing().key(), side, id).isEmpty());
    if (free.isPresent()) {
      couple(tx, one, side, free.get());
      parking.retry(tx, one, refused.cause(), false);
    } else if (refused.awaiting() != null) {
      parking.retry(tx, one, refused.cause(), true);
    } else {
      parking.reject(tx, one, refused.cause());
    }
  }

  private void reread(Tx tx, Case one, Side side) {
    one.on(side).id().ifPresent(id -> Intake.demandRead(context, tx, one.pairing().feed(side), id));
  }

  private static ErrorDetail detail(ErrorCode code, Case one, Side side) {
    return ErrorDetail.of(code)
        .system(one.pairing().system(side))
        .entity(one.pairing().feed(side).type().name())
        .record(one.on(side).id().map(id -> id.value()).orElse(""))
        .build();
  }

  /** Settles fields left open by an earlier answer, from the snapshot at hand (L10). */
  void answerOpen(Pairing pairing, Collection<Case> cases) {
    List<Case> open = cases.stream().filter(one -> !one.open().isEmpty()).toList();
    if (open.isEmpty()) {
      return;
    }
    Settlement settlement = noted.settlement(pairing);
    for (Case one : open) {
      List<Intent> left = new ArrayList<>(one.open());
      left.removeIf(
          intent -> intent.state() == Intent.State.OPEN && answer(settlement, one, intent));
      one.open(left);
    }
  }

  /** False where the side of the intent was not read. */
  private boolean answer(Settlement settlement, Case one, Intent intent) {
    Side side = one.pairing().sideOf(intent.feed());
    Optional<Snapshot> view = one.on(side).view().filter(v -> one.on(side).isWhole());
    if (view.isEmpty()) {
      return false;
    }
    Settled outcome =
        settlement.answer(
            one.pairing().system(side), noted.open(one.pairing(), intent, view.get()), view.get());
    Map<String, Base> bases = books.moved(one.bases(), outcome.moves(), List.of());
    one.bases(bases);
    context
        .ledger()
        .commitAll(
            tx -> {
              if (outcome.open().isEmpty()) {
                tx.intents().close(List.of(intent.id()));
              } else {
                tx.intents()
                    .put(List.of(IntentChanges.open(intent, view.get().id(), outcome.open())));
              }
              tx.bases().put(Map.of(one.link().orElseThrow().id(), bases));
              books.audit(
                  tx,
                  intent.feed(),
                  "update",
                  outcome.audit().stream().filter(entry -> !entry.taken()).toList());
              one.on(Side.LEFT)
                  .id()
                  .ifPresent(
                      id ->
                          books.reviews(
                              tx, one.pairing().feed(Side.LEFT), id, outcome.reviews(), Set.of()));
            });
    return true;
  }

  /** Tells a notice. */
  void tell(Case one, Notice notice) {
    parking.tell(one, notice);
  }
}
