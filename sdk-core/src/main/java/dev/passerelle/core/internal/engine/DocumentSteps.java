package dev.passerelle.core.internal.engine;

import dev.passerelle.core.DocumentFlow;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Ticket.Operation;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.conflict.ConflictPolicies;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.gate.Gate;
import dev.passerelle.core.gate.Need;
import dev.passerelle.core.gate.Notice;
import dev.passerelle.core.gate.Verdict;
import dev.passerelle.core.internal.engine.DocumentReports.Telling;
import dev.passerelle.core.internal.engine.Report.Counts;
import dev.passerelle.core.internal.ledger.Document;
import dev.passerelle.core.internal.ledger.Document.State;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Intent;
import dev.passerelle.core.internal.ledger.Observation;
import dev.passerelle.core.internal.ledger.Payload;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.ledger.WaitingItem;
import dev.passerelle.core.internal.ledger.WaitingRoom;
import dev.passerelle.core.internal.plan.Plan;
import dev.passerelle.core.internal.plan.PlanInput;
import dev.passerelle.core.internal.plan.Planner;
import dev.passerelle.core.internal.plan.Side;
import dev.passerelle.core.internal.plan.SyncRules;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.Snapshot;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The steps of a document flow; their order is the cycle's. */
final class DocumentSteps {
  private final Context context;
  private final DocumentFlow flow;
  private final DocumentDesk desk;
  private final DocumentReports reports;
  private final Absorber absorber;
  private final Parking parking;
  private final Outbox outbox;
  private final Report report;
  private final Feed source;
  private final EngineSystem target;
  private boolean requested;

  DocumentSteps(
      Context context,
      DocumentFlow flow,
      DocumentDesk desk,
      DocumentReports reports,
      Absorber absorber,
      Parking parking,
      Outbox outbox,
      Report report) {
    this.context = context;
    this.flow = flow;
    this.desk = desk;
    this.reports = reports;
    this.absorber = absorber;
    this.parking = parking;
    this.outbox = outbox;
    this.report = report;
    this.source = context.topology().feed(flow.source(), flow.sourceType());
    this.target = context.topology().system(flow.target());
  }

  /** Confirmed drafts of a batch in source order (L17); what is gone or in flight is set aside. */
  List<Draft> gather(List<Observation> observations) {
    Map<RecordId, Observation> byId = new LinkedHashMap<>();
    observations.forEach(o -> byId.put(o.id(), o));
    Map<RecordId, Snapshot> values = new LinkedHashMap<>();
    List<RecordId> unread = new ArrayList<>();
    byId.forEach(
        (id, o) -> o.values().ifPresentOrElse(v -> values.put(id, v), () -> unread.add(id)));
    List<RecordId> gone = new ArrayList<>();
    EntityAdapter adapter = context.topology().system(source.system()).need(source.type());
    Calls.read(adapter, unread)
        .forEach(
            (id, answer) -> {
              if (answer instanceof Lookup.Found found) {
                values.put(id, found.snapshot());
              } else if (!(answer instanceof Lookup.Hidden)) {
                gone.add(id);
              }
            });
    return context.ledger().commit(tx -> drafts(tx, byId, values, unread, gone));
  }

  private List<Draft> drafts(
      Tx tx,
      Map<RecordId, Observation> byId,
      Map<RecordId, Snapshot> values,
      List<RecordId> unread,
      List<RecordId> gone) {
    Set<RecordId> news =
        absorber.confirm(
            tx, source, values.values().stream().filter(v -> unread.contains(v.id())).toList());
    Map<RecordId, Document> documents = tx.documents().of(flow.name(), byId.keySet());
    List<Draft> drafts = new ArrayList<>();
    for (Observation observation : byId.values()) {
      Snapshot value = values.get(observation.id());
      Document document = documents.get(observation.id());
      if (value == null) {
        vanished(tx, observation, document, gone.contains(observation.id()));
      } else if (inFlight(tx, document)) {
        tx.observations().park(List.of(observation));
      } else if (isEcho(observation, news) && isAside(tx, observation, document)) {
        echo(tx, observation.confirmed(value));
      } else {
        Observation confirmed = observation.confirmed(value);
        if (observation.values().isEmpty()) {
          tx.observations().confirm(List.of(confirmed));
        }
        Draft draft = new Draft(flow, confirmed, value);
        if (document != null) {
          draft.document(document);
        }
        drafts.add(draft);
      }
    }
    drafts.sort(Comparator.comparing((Draft d) -> order(d)).thenComparing(d -> d.source().id()));
    return drafts;
  }

  /** A hint that shows what is known already. */
  private static boolean isEcho(Observation observation, Set<RecordId> news) {
    return observation.values().isEmpty()
        && observation.origin() != Observation.Origin.DEMAND
        && !news.contains(observation.id());
  }

  /** Decided already, or set aside until something else brings it back. */
  private static boolean isAside(Tx tx, Observation observation, @Nullable Document document) {
    boolean open =
        document != null
            && document.made().isEmpty()
            && (document.state() == State.HELD || document.state() == State.WAITING);
    return !open || Parking.waits(tx, observation);
  }

  private void echo(Tx tx, Observation confirmed) {
    if (Parking.waits(tx, confirmed)) {
      Parking.echo(tx, confirmed);
    } else {
      settle(tx, confirmed);
    }
  }

  private static Instant order(Draft draft) {
    return draft
        .source()
        .fields()
        .get(Quote.VALIDATED_AT)
        .or(() -> draft.source().modifiedAt())
        .orElse(Instant.EPOCH);
  }

  private boolean inFlight(Tx tx, @Nullable Document document) {
    return document != null
        && !tx.intents().ofOwner(Outbox.owner(document), context.topology()::feed).isEmpty();
  }

  private void vanished(
      Tx tx, Observation observation, @Nullable Document document, boolean isGone) {
    if (isGone && document != null && document.made().isEmpty()) {
      tx.documents()
          .put(
              List.of(
                  new Document(
                      document.flow(),
                      document.source(),
                      State.CANCELLED,
                      document.generation(),
                      null,
                      document.payer(),
                      context.clock().instant(),
                      document.payload())));
    }
    settle(tx, observation);
  }

  private void settle(Tx tx, Observation observation) {
    tx.observations().settle(List.of(observation));
    tx.waiting().end(observation.feed(), observation.id());
    context.tell(
        new dev.passerelle.core.SyncEvent.Decided(
            observation.feed().system(),
            observation.feed().type().name(),
            observation.id().value(),
            observation.seenAt(),
            context.clock().instant()));
  }

  /** What was made already is only reported; what is not to be made is left or cancelled. */
  void sort(List<Draft> drafts) {
    for (Draft draft : drafts) {
      Optional<Document> document = draft.document();
      if (document.flatMap(Document::made).isPresent()) {
        changedAfter(draft, document.get());
        draft.decide();
      } else if (document.filter(d -> judgedAlready(d, draft)).isPresent()) {
        draft.decide();
      } else if (!wanted(draft)) {
        cancel(draft);
        draft.decide();
      }
    }
  }

  /** A refused document is judged again when its source changes, or when a person replays it. */
  private boolean judgedAlready(Document document, Draft draft) {
    return document.state() == State.REJECTED
        && DocumentDesk.digest(flow, draft.source().fields())
            .equals(Payload.text(document.payload(), DocumentDesk.JUDGED));
  }

  private boolean wanted(Draft draft) {
    return flow.validated(draft.source().fields()) && !expired(draft);
  }

  private boolean expired(Draft draft) {
    return flow.expiry(draft.source().fields()).filter(today()::isAfter).isPresent();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(
        context.clock().instant(), context.topology().system(flow.source()).descriptor().zone());
  }

  private void changedAfter(Draft draft, Document document) {
    String made = Payload.text(document.payload(), DocumentDesk.DIGEST);
    String now = DocumentDesk.digest(flow, draft.source().fields());
    if (made == null || made.equals(now) || document.state() == State.CHANGED_AFTER) {
      return;
    }
    Map<String, @Nullable Object> payload = new LinkedHashMap<>(document.payload());
    payload.put(DocumentDesk.MESSAGE, ErrorCode.CHANGED_AFTER_SYNC.name());
    payload.put(DocumentDesk.CODE, ErrorCode.CHANGED_AFTER_SYNC.name());
    Document changed =
        new Document(
            document.flow(),
            document.source(),
            State.CHANGED_AFTER,
            document.generation(),
            document.target(),
            document.payer(),
            context.clock().instant(),
            payload);
    draft.document(changed);
    context.ledger().commitAll(tx -> desk.store(tx, changed));
  }

  private void cancel(Draft draft) {
    draft
        .document()
        .filter(document -> document.state() != State.CANCELLED)
        .ifPresent(
            document -> {
              ErrorCode why = expired(draft) ? ErrorCode.QUOTE_EXPIRED : ErrorCode.QUOTE_WITHDRAWN;
              Document cancelled =
                  desk.state(draft, State.CANCELLED, List.of(Notice.of(why, "", Map.of())));
              context.ledger().commitAll(tx -> desk.store(tx, cancelled));
            });
  }

  /**
   * Maps the rest to the target's terms; what refers to records without counterpart waits.
   *
   * @return whether records were requested: they are made before any document of the batch (L17)
   */
  boolean map(List<Draft> drafts) {
    Planner planner = new Planner(List.of(rules(flow)));
    context
        .ledger()
        .commitAll(
            tx ->
                open(drafts).forEach(draft -> draft.plan(plan(tx, planner, draft), flow.target())));
    early(open(drafts));
    requested = false;
    context.ledger().commitAll(tx -> open(drafts).forEach(draft -> await(tx, draft)));
    return requested;
  }

  private static SyncRules rules(DocumentFlow flow) {
    Mapping mapping = flow.mapping();
    return new SyncRules(
        flow.name(),
        flow.sourceType(),
        flow.targetType(),
        mapping,
        ConflictPolicies.review(),
        Duration.ZERO);
  }

  private Plan plan(Tx tx, Planner planner, Draft draft) {
    EntityAdapter adapter = target.need(flow.targetType());
    Translator translator = new Translator(context.topology(), tx, false);
    return planner.plan(
        new PlanInput(
            Side.seen(flow.source(), draft.source(), null),
            Side.create(flow.target(), adapter.describe()),
            Map.of(),
            (system, ref) -> translator.translate(system, flow.target(), ref),
            context.clock().instant()));
  }

  static List<Draft> open(List<Draft> drafts) {
    return drafts.stream().filter(draft -> !draft.isDecided()).toList();
  }

  /** Gates that can already decide run before waiting: nothing is created for a doomed document. */
  private void early(List<Draft> drafts) {
    List<Draft> waiting = drafts.stream().filter(d -> !plan(d).needs().isEmpty()).toList();
    if (waiting.isEmpty()) {
      return;
    }
    Map<Draft, Draft> probes = new LinkedHashMap<>();
    waiting.forEach(draft -> probes.put(draft, probe(draft)));
    try {
      new NeedsReader(context.topology()).read(target, probes.values(), false);
    } catch (PasserelleException e) {
      // Too early to judge: the gates run again when everything is there.
      outbox.failed(target, e);
      return;
    }
    probes.forEach(this::early);
  }

  /** The document as it would be if its references were there. */
  private Draft probe(Draft draft) {
    Draft probe = new Draft(flow, draft.observation(), draft.source());
    Plan plan =
        new Planner(List.of(rules(flow)))
            .plan(
                new PlanInput(
                    Side.seen(flow.source(), draft.source(), null),
                    Side.create(flow.target(), target.need(flow.targetType()).describe()),
                    Map.of(),
                    (system, ref) ->
                        new dev.passerelle.core.internal.plan.RefTranslator.Resolved(
                            Ref.to(ref.type(), NeedsReader.PENDING)),
                    context.clock().instant()));
    probe.plan(plan, flow.target());
    return probe;
  }

  private void early(Draft draft, Draft probe) {
    Verdict verdict = Verdict.PROCEED;
    for (Gate gate : flow.gates()) {
      if (gate.needs(probe.gateInput()).stream().allMatch(probe.records()::containsKey)) {
        verdict = verdict.and(gate.judge(probe.gateInput()));
      }
    }
    if (verdict.outcome() == Verdict.Outcome.REJECT) {
      reject(draft, verdict.notices());
    }
  }

  private static Plan plan(Draft draft) {
    return draft.plan().orElseThrow();
  }

  private void await(Tx tx, Draft draft) {
    Plan plan = plan(draft);
    if (!plan.refusals().isEmpty()) {
      ErrorDetail why = plan.refusals().get(0).detail();
      rejectNow(tx, draft, List.of(new Notice(code(why), DocumentDesk.text(why), why.figures())));
      return;
    }
    if (plan.needs().isEmpty()) {
      return;
    }
    Set<String> keys = new LinkedHashSet<>();
    List<Object> asked = new ArrayList<>();
    for (dev.passerelle.core.internal.plan.Need need : plan.needs()) {
      if (need.reference().flatMap(Ref::id).isEmpty()) {
        continue;
      }
      Feed feed = context.topology().feed(need.system(), need.reference().get().type());
      RecordId id = need.reference().get().id().orElseThrow();
      if (Parking.isRejected(tx, feed, id)) {
        rejectNow(tx, draft, List.of(customerFailed(tx, feed, id)));
        return;
      }
      if (need.policy().requests()) {
        requested |= isNew(draft, feed.key() + ":" + id.value());
        Intake.demand(tx, context.sequence(), context.clock(), feed, id);
        asked.add(feed.key() + ":" + id.value());
      }
      keys.add(WaitingRoom.linkNeed(feed, id));
    }
    waits(tx, draft, plan.needs().get(0).detail(), keys, asked);
  }

  private static boolean isNew(Draft draft, String key) {
    return draft
        .document()
        .map(document -> Payload.list(document.payload(), DocumentDesk.REQUESTED))
        .filter(earlier -> earlier.contains(key))
        .isEmpty();
  }

  private static ErrorCode code(ErrorDetail why) {
    return why.code() == ErrorCode.REFERENCE_REJECTED
        ? ErrorCode.CUSTOMER_CREATE_FAILED
        : why.code();
  }

  private static Notice customerFailed(Tx tx, Feed feed, RecordId id) {
    String why = tx.waiting().find(feed, id, WaitingItem.RECORD).map(WaitingItem::code).orElse("");
    return Notice.of(ErrorCode.CUSTOMER_CREATE_FAILED, ": " + why, Map.of("reason", why));
  }

  private void waits(Tx tx, Draft draft, ErrorDetail why, Set<String> keys, List<Object> asked) {
    report.count(flow.name(), Counts::plusWaiting);
    Document document =
        desk.state(draft, State.WAITING, List.of(Notice.of(why.code(), "", why.figures())));
    Map<String, @Nullable Object> payload = new LinkedHashMap<>(document.payload());
    Set<Object> all = new LinkedHashSet<>(Payload.list(payload, DocumentDesk.REQUESTED));
    all.addAll(asked);
    payload.put(DocumentDesk.REQUESTED, List.copyOf(all));
    desk.store(tx, DocumentDesk.with(document, payload));
    park(tx, draft, WaitingItem.Kind.REFERENCE, why, null, keys);
    draft.decide();
  }

  private void park(
      Tx tx,
      Draft draft,
      WaitingItem.Kind kind,
      ErrorDetail why,
      @Nullable Instant due,
      Set<String> needs) {
    Observation o = draft.observation();
    tx.observations().park(List.of(o));
    int attempts =
        tx.waiting()
            .find(o.feed(), o.id(), WaitingItem.RECORD)
            .map(WaitingItem::attempts)
            .orElse(0);
    tx.waiting()
        .put(
            new WaitingItem(
                o.feed(),
                o.id(),
                WaitingItem.RECORD,
                kind,
                why.code().name(),
                why.responsible(),
                context.clock().instant(),
                due,
                kind == WaitingItem.Kind.RETRY ? attempts + 1 : attempts,
                Parking.detail(why)),
            needs);
  }

  /** Reads what gates need and judges; the strictest verdict wins (L18). */
  void judge(List<Draft> drafts) {
    List<Draft> open = open(drafts);
    if (open.isEmpty()) {
      return;
    }
    NeedsReader reader = new NeedsReader(context.topology());
    open.forEach(this::createdCustomer);
    try {
      reader.read(target, open, true);
    } catch (PasserelleException e) {
      outbox.failed(target, e);
      report.error(e.detail());
      open.forEach(draft -> hold(draft, List.of(needMissing(e.detail())), reader, true));
      return;
    }
    for (Draft draft : open) {
      draft.pending(pending(draft));
      verdict(draft, reader);
    }
  }

  /** The customer was created for this document: the salesperson is told its code. */
  private void createdCustomer(Draft draft) {
    List<Object> requested =
        draft
            .document()
            .map(d -> Payload.list(d.payload(), DocumentDesk.REQUESTED))
            .orElse(List.of());
    Optional<Ref> customer = draft.target().get(SalesOrder.CUSTOMER);
    if (requested.isEmpty() || customer.isEmpty()) {
      return;
    }
    NeedsReader reader = new NeedsReader(context.topology());
    Fields fields =
        reader
            .read(target, Customer.TYPE, Set.of(customer.get()))
            .getOrDefault(customer.get(), Optional.empty())
            .orElse(Fields.empty());
    String code = fields.get(Customer.CODE).orElse(customer.get().value());
    draft
        .notices()
        .add(
            new Notice(
                ErrorCode.CUSTOMER_CREATED,
                "customer " + code + " created",
                Map.of("customer", code)));
  }

  private BigDecimal pending(Draft draft) {
    return context
        .ledger()
        .read(
            tx -> {
              BigDecimal sum = BigDecimal.ZERO;
              for (Document other :
                  tx.documents().in(flow.name(), State.SENDING, Optional.empty(), 500)) {
                String gross = Payload.text(other.payload(), "planned");
                if (gross != null && draft.payer().equals(other.payer())) {
                  sum = sum.add(new BigDecimal(gross));
                }
              }
              return sum;
            });
  }

  private void verdict(Draft draft, NeedsReader reader) {
    Optional<ErrorDetail> refused = draft.priced().flatMap(p -> Optional.ofNullable(p.refused()));
    Set<Need> unread = NeedsReader.needs(draft);
    unread.removeIf(need -> need instanceof Need.Price || draft.records().containsKey(need));
    if (!unread.isEmpty()) {
      hold(draft, List.of(Notice.of(ErrorCode.NEED_MISSING, "", Map.of())), reader, true);
      return;
    }
    Verdict verdict = Verdict.PROCEED;
    for (Gate gate : flow.gates()) {
      verdict = verdict.and(gate.judge(draft.gateInput()));
    }
    if (verdict.outcome() == Verdict.Outcome.REJECT) {
      reject(draft, verdict.notices());
    } else if (refused.isPresent()) {
      reject(
          draft,
          List.of(new Notice(refused.get().code(), DocumentDesk.text(refused.get()), Map.of())));
    } else if (verdict.outcome() == Verdict.Outcome.HOLD) {
      hold(draft, verdict.notices(), reader, false);
    } else {
      draft.notices().addAll(verdict.notices());
    }
  }

  private static Notice needMissing(ErrorDetail why) {
    return Notice.of(ErrorCode.NEED_MISSING, ": " + why.code().name(), Map.of());
  }

  private void reject(Draft draft, List<Notice> notices) {
    context.ledger().commitAll(tx -> rejectNow(tx, draft, notices));
  }

  private void rejectNow(Tx tx, Draft draft, List<Notice> notices) {
    report.count(flow.name(), Counts::plusRejected);
    desk.store(tx, desk.state(draft, State.REJECTED, notices));
    draft.decide();
  }

  private void hold(Draft draft, List<Notice> notices, NeedsReader reader, boolean retry) {
    report.count(flow.name(), Counts::plusHeld);
    Set<String> keys = new LinkedHashSet<>();
    NeedsReader.needs(draft)
        .forEach(need -> reader.releaseKey(flow.target(), need).ifPresent(keys::add));
    Instant due =
        retry ? context.clock().instant().plus(context.settings().pause()) : endOfValidity(draft);
    ErrorDetail why = ErrorDetail.of(notices.get(0).code()).system(flow.target()).build();
    context
        .ledger()
        .commitAll(
            tx -> {
              desk.store(tx, desk.state(draft, State.HELD, notices));
              park(tx, draft, WaitingItem.Kind.HELD, why, due, keys);
            });
    draft.decide();
  }

  private @Nullable Instant endOfValidity(Draft draft) {
    return flow.expiry(draft.source().fields())
        .map(
            day ->
                day.plusDays(1)
                    .atStartOfDay(context.topology().system(flow.source()).descriptor().zone())
                    .toInstant())
        .orElse(null);
  }

  /** Of each payer the first document that is not decided yet (L17). */
  static List<Draft> firstOfEachPayer(List<Draft> drafts) {
    List<Draft> first = new ArrayList<>();
    Set<String> payers = new LinkedHashSet<>();
    for (Draft draft : open(drafts)) {
      if (payers.add(draft.payer().isEmpty() ? draft.source().id().value() : draft.payer())) {
        first.add(draft);
      }
    }
    return first;
  }

  /** Sends what passed its gates; each document is decided then, one way or the other. */
  void send(List<Draft> drafts) {
    List<Draft> ready = open(drafts);
    if (!target.shape(flow.targetType()).can(Capability.CREATE)) {
      ready.forEach(this::noWritePath);
      return;
    }
    Map<String, Draft> byKey = new LinkedHashMap<>();
    List<Parcel> parcels = new ArrayList<>();
    context.ledger().commitAll(tx -> ready.forEach(draft -> prepare(tx, draft, parcels, byKey)));
    Map<String, WriteResult> results = outbox.send(parcels);
    context
        .ledger()
        .commitAll(
            tx ->
                parcels.forEach(
                    parcel -> {
                      Draft draft = byKey.get(parcel.intent().id());
                      WriteResult result = results.get(parcel.intent().id());
                      if (draft != null && result != null) {
                        settle(tx, draft, parcel.intent(), result);
                      }
                    }));
  }

  private void noWritePath(Draft draft) {
    Notice notice = Notice.of(ErrorCode.PENDING_NO_WRITE_PATH, "", Map.of());
    ErrorDetail why = ErrorDetail.of(ErrorCode.PENDING_NO_WRITE_PATH).system(flow.target()).build();
    context
        .ledger()
        .commitAll(
            tx -> {
              desk.store(tx, desk.state(draft, State.WAITING, List.of(notice)));
              park(tx, draft, WaitingItem.Kind.REVIEW, why, null, Set.of());
            });
    draft.decide();
  }

  private void prepare(Tx tx, Draft draft, List<Parcel> parcels, Map<String, Draft> byKey) {
    Document sending = desk.state(draft, State.SENDING, List.copyOf(draft.notices()));
    Map<String, @Nullable Object> payload = new LinkedHashMap<>(sending.payload());
    payload.put(DocumentDesk.DIGEST, DocumentDesk.digest(flow, draft.source().fields()));
    draft
        .priced()
        .flatMap(p -> p.grossTotal())
        .ifPresent(gross -> payload.put("planned", gross.toPlainString()));
    Document document = DocumentDesk.with(sending, payload);
    draft.document(document);
    desk.store(tx, document);
    Parcel parcel = parcel(draft, document);
    parcels.add(parcel);
    byKey.put(parcel.intent().id(), draft);
  }

  private Parcel parcel(Draft draft, Document document) {
    String identity = context.topology().system(flow.source()).descriptor().identity();
    String reference =
        References.fit(
            flow.referenceFormat()
                .render(identity, document.source().value(), document.generation()),
            target.shape(flow.targetType()).referenceLength());
    Map<String, @Nullable Object> note = new LinkedHashMap<>();
    DocumentDesk.net(draft).ifPresent(net -> note.put("net", net.toPlainString()));
    String half = Payload.text(document.payload(), "half");
    Feed feed = context.topology().feed(flow.target(), flow.targetType());
    Intent intent =
        outbox.intent(
            feed,
            Outbox.owner(document),
            half == null ? Operation.CREATE : Operation.COMPLETE,
            reference,
            half == null ? null : RecordId.of(half),
            draft.target(),
            note);
    Write write =
        half == null
            ? new Write.Create(intent.id(), reference, draft.target())
            : new Write.Complete(intent.id(), reference, RecordId.of(half), draft.target());
    return new Parcel(target, flow.targetType(), write, intent);
  }

  private void settle(Tx tx, Draft draft, Intent intent, WriteResult result) {
    Document document = draft.document().orElseThrow();
    if (result instanceof WriteResult.Written written) {
      tx.intents().close(List.of(intent.id()));
      draft.document(desk.made(tx, flow, document, intent, written));
    } else if (result instanceof WriteResult.Accepted accepted) {
      tx.intents().put(List.of(intent.accepted(accepted.token(), accepted.deadline())));
      tx.observations().park(List.of(draft.observation()));
    } else if (result instanceof WriteResult.Unknown) {
      tx.intents().put(List.of(intent.unknown(context.clock().instant())));
      tx.observations().park(List.of(draft.observation()));
    } else {
      tx.intents().close(List.of(intent.id()));
      refusedOrFailed(tx, draft, document, result);
    }
    draft.decide();
  }

  private void refusedOrFailed(Tx tx, Draft draft, Document document, WriteResult result) {
    if (result instanceof WriteResult.Refused refused && refused.awaiting() == null) {
      Document rejected = desk.rejected(document, refused.cause());
      draft.document(rejected);
      desk.store(tx, rejected);
      return;
    }
    if (result instanceof WriteResult.Incomplete incomplete) {
      desk.half(tx, document, incomplete.id());
    }
    ErrorDetail why =
        result instanceof WriteResult.Failed failed
            ? failed.cause()
            : ErrorDetail.of(ErrorCode.OUTCOME_UNKNOWN).system(flow.target()).build();
    retry(tx, draft, why);
  }

  private void retry(Tx tx, Draft draft, ErrorDetail why) {
    Document document = draft.document().orElseThrow();
    int attempts = DocumentDesk.attempts(document) + 1;
    if (attempts >= context.settings().maxAttempts()) {
      Document rejected = desk.rejected(document, why);
      draft.document(rejected);
      desk.store(tx, rejected);
      return;
    }
    Map<String, @Nullable Object> payload = new LinkedHashMap<>(document.payload());
    payload.put("attempts", Integer.toString(attempts));
    tx.documents()
        .put(
            List.of(
                new Document(
                    document.flow(),
                    document.source(),
                    State.WAITING,
                    document.generation(),
                    document.target(),
                    document.payer(),
                    context.clock().instant(),
                    payload)));
    Instant due = context.clock().instant().plus(parking.backOff(attempts));
    park(tx, draft, WaitingItem.Kind.RETRY, why, due, Set.of());
  }

  /** Writes the report on every source whose document has something new to say. */
  void tell(List<Draft> drafts) {
    List<Telling> tellings = new ArrayList<>();
    for (Draft draft : drafts) {
      draft
          .document()
          .filter(DocumentSteps::tells)
          .ifPresent(document -> tellings.add(new Telling(document, draft.source().fields())));
    }
    Map<RecordId, ErrorDetail> failed = reports.tell(flow, tellings);
    context.ledger().commitAll(tx -> drafts.forEach(draft -> finish(tx, draft, failed)));
  }

  /** A document on its way is told about only where it cannot go on by itself. */
  private static boolean tells(Document document) {
    boolean noPath =
        ErrorCode.PENDING_NO_WRITE_PATH.name().equals(document.payload().get(DocumentDesk.CODE));
    return switch (document.state()) {
      case WAITING, SENDING -> noPath;
      case CANCELLED -> !DocumentReports.last(document).isEmpty();
      default -> true;
    };
  }

  private void finish(Tx tx, Draft draft, Map<RecordId, ErrorDetail> failed) {
    ErrorDetail why = failed.get(draft.source().id());
    if (why != null) {
      Instant due = context.clock().instant().plus(context.settings().pause());
      park(tx, draft, WaitingItem.Kind.RETRY, why, due, Set.of());
      return;
    }
    State state = draft.document().map(Document::state).orElse(State.CANCELLED);
    listed(tx, draft, state);
    if (state != State.HELD && state != State.WAITING && state != State.SENDING) {
      settle(tx, draft.observation());
    }
  }

  /** A refused document is listed until it is judged again (L26). */
  private void listed(Tx tx, Draft draft, State state) {
    String topic = "flow:" + flow.name();
    if (state != State.REJECTED) {
      tx.waiting().end(source, draft.source().id(), topic);
      return;
    }
    Map<String, @Nullable Object> payload = draft.document().orElseThrow().payload();
    String code = Payload.text(payload, DocumentDesk.CODE);
    ErrorCode why = code == null ? ErrorCode.REFUSED_BY_REMOTE : ErrorCode.valueOf(code);
    Map<String, @Nullable Object> detail = new LinkedHashMap<>();
    detail.put("message", Payload.text(payload, DocumentDesk.MESSAGE));
    tx.waiting()
        .put(
            new WaitingItem(
                source,
                draft.source().id(),
                topic,
                WaitingItem.Kind.REJECTED,
                why.name(),
                why.responsible(),
                context.clock().instant(),
                null,
                0,
                detail),
            Set.of());
  }

  /** Documents made that moved on: their sources are told. */
  void progress(List<Observation> observations) {
    Feed feed = context.topology().feed(flow.target(), flow.targetType());
    EntityAdapter adapter = target.need(flow.targetType());
    Map<RecordId, Snapshot> values = new LinkedHashMap<>();
    List<RecordId> unread = new ArrayList<>();
    observations.forEach(
        o -> o.values().ifPresentOrElse(v -> values.put(o.id(), v), () -> unread.add(o.id())));
    Calls.read(adapter, unread)
        .forEach(
            (id, answer) -> {
              if (answer instanceof Lookup.Found found) {
                values.put(id, found.snapshot());
              }
            });
    List<Telling> tellings =
        context
            .ledger()
            .commit(
                tx -> {
                  absorber.confirm(
                      tx,
                      feed,
                      values.values().stream().filter(v -> unread.contains(v.id())).toList());
                  return progressed(tx, values);
                });
    Map<RecordId, ErrorDetail> failed = reports.tell(flow, tellings);
    context
        .ledger()
        .commitAll(
            tx -> {
              observations.forEach(o -> settle(tx, o));
              failed.keySet().forEach(source -> desk.wake(tx, flow, source));
            });
  }

  private List<Telling> progressed(Tx tx, Map<RecordId, Snapshot> values) {
    List<Telling> tellings = new ArrayList<>();
    values.forEach(
        (id, snapshot) ->
            tx.documents()
                .withTarget(flow.name(), id)
                .forEach(
                    document -> {
                      desk.progressed(tx, document, snapshot);
                      Document now =
                          tx.documents().find(flow.name(), document.source()).orElse(document);
                      tellings.add(new Telling(now, DocumentReports.last(document)));
                    }));
    return tellings;
  }

  /** The customer that a document is for decides whose documents go one after another. */
  void payers(List<Draft> drafts) {
    open(drafts)
        .forEach(
            draft ->
                draft
                    .target()
                    .get(SalesOrder.CUSTOMER)
                    .ifPresent(customer -> draft.payer(customer.value())));
  }
}
