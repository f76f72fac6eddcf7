package dev.passerelle.core.internal.engine;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Ticket.Operation;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Intent;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.internal.ledger.Records;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.plan.PlannedChange;
import dev.passerelle.core.internal.plan.Settled;
import dev.passerelle.core.internal.safeguard.Safeguard;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settles writes whose outcome is not known, by asking what became of them (L20, L21). */
final class Fates {
  private static final int PAGE = 2_000;

  /** The fewest that are asked about at once; more where a system reads more at once. */
  private static final int BATCH = 200;

  private final Context context;
  private final Settling settling;
  private final Parking parking;
  private final Bookkeeping books;
  private final Troubles troubles;
  private final Vanishing vanishing;
  private final IntentChanges noted;
  private final Unproven unproven;
  private final DocumentDesk documents;
  private final Report report;

  Fates(
      Context context,
      Settling settling,
      Parking parking,
      Bookkeeping books,
      IntentChanges noted,
      Troubles troubles,
      Vanishing vanishing,
      DocumentDesk documents,
      Report report) {
    this.context = context;
    this.settling = settling;
    this.parking = parking;
    this.books = books;
    this.troubles = troubles;
    this.vanishing = vanishing;
    this.documents = documents;
    this.report = report;
    this.noted = noted;
    unproven = new Unproven(noted, books);
  }

  /** Asks about every open intent of systems that can be reached. */
  void settle() {
    Optional<String> after = Optional.empty();
    List<Intent> page;
    do {
      Optional<String> from = after;
      page = context.ledger().read(tx -> tx.intents().open(from, PAGE, context.topology()::feed));
      Map<Feed, List<Intent>> byFeed = new LinkedHashMap<>();
      page.stream()
          .filter(intent -> intent.state() != Intent.State.OPEN)
          .forEach(i -> byFeed.computeIfAbsent(i.feed(), f -> new ArrayList<>()).add(i));
      byFeed.forEach(this::settle);
      after = page.isEmpty() ? Optional.empty() : Optional.of(page.get(page.size() - 1).id());
    } while (page.size() == PAGE);
  }

  private void settle(Feed feed, List<Intent> intents) {
    EngineSystem system = context.topology().system(feed.system());
    if (!system.isOpen() || !system.available(context.clock().instant())) {
      return;
    }
    EntityAdapter adapter = system.need(feed.type());
    int size = Math.max(BATCH, adapter.describe().readBatch());
    troubles.attempt(
        system, () -> Calls.chunks(intents, size).forEach(some -> settle(adapter, some)));
  }

  private void settle(EntityAdapter adapter, List<Intent> intents) {
    Map<String, WriteResult> answers = new LinkedHashMap<>();
    adapter
        .fate(intents.stream().map(Intent::ticket).toList())
        .forEach(answer -> answers.put(answer.key(), answer));
    Map<RecordId, Snapshot> now = Unproven.read(adapter, unproven(adapter, intents, answers));
    context
        .ledger()
        .commitAll(
            tx -> {
              readAhead(tx, intents, answers);
              for (Intent intent : intents) {
                WriteResult answer = answers.get(intent.id());
                if (answer != null) {
                  settle(tx, adapter, intent, answer, intent.target().map(now::get).orElse(null));
                }
              }
            });
  }

  /** A link, and the record that the write to one of its sides made or changed. */
  record Fate(Link link, Side side, Optional<RecordId> made) {}

  private void readAhead(Tx tx, List<Intent> intents, Map<String, WriteResult> answers) {
    List<Intent> plain = intents.stream().filter(intent -> !documents.owns(intent)).toList();
    tx.links().ahead(plain.stream().flatMap(intent -> linkId(intent).stream()).toList());
    Map<Pairing, List<Fate>> fates = new LinkedHashMap<>();
    for (Intent intent : plain) {
      link(tx, intent)
          .ifPresent(
              link ->
                  pairing(link)
                      .ifPresent(
                          pairing ->
                              fates
                                  .computeIfAbsent(pairing, p -> new ArrayList<>())
                                  .add(
                                      new Fate(
                                          link,
                                          pairing.sideOf(intent.feed()),
                                          Settling.made(answers.get(intent.id()))))));
    }
    fates.forEach((pairing, all) -> ReadAhead.fates(tx, context.topology(), pairing, all));
  }

  private static Optional<String> linkId(Intent intent) {
    return Optional.of(intent.owner())
        .filter(owner -> owner.startsWith("link:"))
        .map(owner -> owner.substring("link:".length()));
  }

  /** The records of updates of which no answer tells all. */
  private List<RecordId> unproven(
      EntityAdapter adapter, List<Intent> intents, Map<String, WriteResult> answers) {
    return intents.stream()
        .filter(this::updatesRecord)
        .filter(intent -> isUnproven(adapter, intent, answers.get(intent.id())))
        .flatMap(intent -> intent.target().stream())
        .distinct()
        .toList();
  }

  private boolean isUnproven(EntityAdapter adapter, Intent intent, @Nullable WriteResult answer) {
    boolean absent =
        answer instanceof WriteResult.Absent
            && intent.state() != Intent.State.SENT
            && !early(adapter, intent);
    return absent || answer instanceof WriteResult.Incomplete;
  }

  private void settle(
      Tx tx, EntityAdapter adapter, Intent intent, WriteResult answer, @Nullable Snapshot now) {
    if (answer instanceof WriteResult.Absent) {
      absent(tx, adapter, intent, now);
    } else if (answer instanceof WriteResult.Accepted accepted) {
      tx.intents().put(List.of(intent.accepted(accepted.token(), accepted.deadline())));
      if (accepted.deadline().isBefore(context.clock().instant())) {
        report.error(overdue(intent, accepted.deadline()));
      }
    } else if (answer instanceof WriteResult.Written written) {
      written(tx, intent, written);
    } else if (answer instanceof WriteResult.Refused refused) {
      tx.intents().close(List.of(intent.id()));
      concern(tx, intent, one -> parking.reject(tx, one, refused.cause()), refused.cause());
    } else if (answer instanceof WriteResult.Incomplete && updatesRecord(intent)) {
      unproven(tx, intent, now);
    } else if (answer instanceof WriteResult.Incomplete incomplete) {
      incomplete(tx, intent, incomplete);
    }
  }

  private static ErrorDetail overdue(Intent intent, Instant deadline) {
    return ErrorDetail.of(ErrorCode.WRITE_OVERDUE)
        .system(intent.feed().system())
        .entity(intent.feed().type().name())
        .record(intent.target().map(RecordId::value).orElse(intent.owner()))
        .figure("until", deadline)
        .build();
  }

  /**
   * Absent counts only after the time in which the system may still execute the request (L20). Of a
   * write whose sender died before it noted an outcome, nobody knows when it was sent: that time
   * begins when the sender's lease had surely ended, that is now (L29).
   */
  private void absent(Tx tx, EntityAdapter adapter, Intent found, @Nullable Snapshot now) {
    CreateSafety safety = adapter.describe().createSafety();
    Intent intent = found;
    boolean creates = intent.operation() == Operation.CREATE;
    if (intent.state() == Intent.State.SENT) {
      intent = intent.unknown(context.clock().instant());
      tx.intents().put(List.of(intent));
    }
    if (early(adapter, intent)) {
      return;
    }
    if (creates && safety.kind() == CreateSafety.Kind.UNSAFE) {
      ErrorDetail unknown =
          ErrorDetail.of(ErrorCode.OUTCOME_UNKNOWN)
              .system(intent.feed().system())
              .entity(intent.feed().type().name())
              .build();
      concern(tx, intent, one -> parking.review(tx, one, unknown), unknown);
      return;
    }
    if (updatesRecord(intent)) {
      unproven(tx, intent, now);
    } else {
      tx.intents().close(List.of(intent.id()));
      again(tx, intent);
    }
  }

  /** What shows of an update is settled; the rest is decided anew. Its link is as it was. */
  private void unproven(Tx tx, Intent intent, @Nullable Snapshot now) {
    tx.intents().close(List.of(intent.id()));
    link(tx, intent)
        .ifPresent(link -> pairing(link).ifPresent(p -> unproven.settle(tx, p, link, intent, now)));
    again(tx, intent);
  }

  private boolean updatesRecord(Intent intent) {
    return intent.operation() == Operation.UPDATE && !documents.owns(intent);
  }

  private boolean early(EntityAdapter adapter, Intent intent) {
    AdapterDescriptor shape = adapter.describe();
    Duration wait = shape.callTimeout().plus(shape.createSafety().maxLag());
    return intent.sentAt().plus(wait).isAfter(context.clock().instant())
        && Safeguard.PATIENCE.isOn();
  }

  /** The write surely did not happen: its observations are decided anew. */
  private void again(Tx tx, Intent intent) {
    if (documents.owns(intent)) {
      documents.again(tx, intent);
      return;
    }
    link(tx, intent).ifPresent(link -> release(tx, link));
  }

  private static Optional<Link> link(Tx tx, Intent intent) {
    return linkId(intent).flatMap(id -> tx.links().find(id));
  }

  private Optional<Pairing> pairing(Link link) {
    return context.topology().pairings().stream()
        .filter(pairing -> pairing.key().equals(link.pairing()))
        .findFirst();
  }

  private void release(Tx tx, Link link) {
    pairing(link)
        .ifPresent(
            pairing -> {
              for (Side side : Side.values()) {
                link.on(side)
                    .ifPresent(
                        id -> {
                          tx.observations().release(pairing.feed(side), id);
                          pairing
                              .facets(side)
                              .forEach(
                                  facet ->
                                      tx.observations()
                                          .release(
                                              context.topology().feed(pairing.system(side), facet),
                                              id));
                        });
              }
            });
  }

  private void written(Tx tx, Intent intent, WriteResult.Written written) {
    if (documents.owns(intent)) {
      documents.written(tx, intent, written);
      return;
    }
    tx.intents().close(List.of(intent.id()));
    Optional<Link> link = link(tx, intent);
    Optional<Pairing> pairing = link.flatMap(this::pairing);
    if (link.isEmpty() || pairing.isEmpty()) {
      return;
    }
    Case one = new Case(pairing.get(), pairing.get().sideOf(intent.feed()).other());
    one.link(link.get());
    if (Vanishing.side(intent.note()).isPresent()) {
      vanishing.written(tx, pairing.get(), one, intent, written);
      release(tx, link.get());
      return;
    }
    if (isTaken(tx, one, intent, written.snapshot().id())) {
      return;
    }
    apply(tx, pairing.get(), one, intent, written.snapshot());
    // What came back is the record as it is now: others may have changed it since.
    books.wrote(tx, intent.feed(), written.snapshot(), Records.State.LIVE, false);
    report.wrote(intent.feed().system());
    release(tx, one.link().orElseThrow());
  }

  private void apply(Tx tx, Pairing pairing, Case one, Intent intent, Snapshot snapshot) {
    Side side = pairing.sideOf(intent.feed());
    boolean bound = settling.bind(tx, one, side, snapshot);
    List<PlannedChange<?>> changes = noted.of(pairing, intent);
    Fields shown = intent.sent().with(snapshot.fields());
    Settled settled =
        noted.settlement(pairing).answer(pairing.system(side), changes, snapshot.withFields(shown));
    noted.move(tx, pairing, one.link().orElseThrow(), settled.moves(), changes);
    String operation = bound ? "create" : "update";
    books.audit(tx, intent.feed(), operation, settled.audit());
    noted.auditUnmapped(tx, intent, snapshot.id(), operation);
    one.link()
        .flatMap(link -> link.on(Side.LEFT))
        .ifPresent(
            left -> books.reviews(tx, pairing.feed(Side.LEFT), left, settled.reviews(), Set.of()));
    if (bound) {
      report.count(pairing.host().name(), Report.Counts::plusCreated);
      settling.bound(tx, one, side, snapshot, intent.sent());
    }
  }

  private void incomplete(Tx tx, Intent intent, WriteResult.Incomplete incomplete) {
    if (documents.owns(intent)) {
      documents.incomplete(tx, intent, incomplete);
      return;
    }
    Optional<Link> link = link(tx, intent);
    Optional<Pairing> pairing = link.flatMap(this::pairing);
    if (link.isPresent() && pairing.isPresent()) {
      Case one = new Case(pairing.get(), pairing.get().sideOf(intent.feed()).other());
      one.link(link.get());
      if (isTaken(tx, one, intent, incomplete.id())) {
        tx.intents().close(List.of(intent.id()));
        return;
      }
      Link half =
          link.get()
              .bind(
                  pairing.get().sideOf(intent.feed()),
                  incomplete.id(),
                  Link.State.PENDING_CREATE,
                  context.clock().instant());
      tx.links().put(List.of(half));
      unproven.half(tx, pairing.get(), intent, incomplete.id());
      release(tx, half);
    } else {
      tx.intents().close(List.of(intent.id()));
    }
  }

  private boolean isTaken(Tx tx, Case one, Intent intent, RecordId found) {
    Optional<ErrorDetail> taken = Twins.taken(tx, one, one.pairing().sideOf(intent.feed()), found);
    taken.ifPresent(
        why -> {
          noted.auditTaken(tx, one.pairing(), intent, found);
          concern(tx, intent, c -> parking.taken(tx, c, why), why);
        });
    return taken.isPresent();
  }

  /** Does something about the case behind an intent: its observations, whatever their state. */
  private void concern(
      Tx tx, Intent intent, java.util.function.Consumer<Case> action, ErrorDetail cause) {
    if (documents.owns(intent)) {
      documents.refused(tx, intent, cause);
      return;
    }
    Optional<Link> link = link(tx, intent);
    link.flatMap(this::pairing)
        .ifPresent(
            pairing -> {
              Case one = new Case(pairing, pairing.sideOf(intent.feed()).other());
              one.link(link.orElseThrow());
              for (Side side : Side.values()) {
                one.on(side)
                    .id()
                    .ifPresent(
                        id ->
                            one.on(side)
                                .observations()
                                .addAll(
                                    tx.observations()
                                        .of(pairing.feed(side), List.of(id))
                                        .values()));
              }
              action.accept(one);
            });
  }
}
