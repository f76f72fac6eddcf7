package dev.passerelle.core.internal.engine;

import dev.passerelle.core.DocumentFlow;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.conflict.ConflictPolicies;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.gate.Gate;
import dev.passerelle.core.gate.Notice;
import dev.passerelle.core.gate.Verdict;
import dev.passerelle.core.internal.engine.Report.Counts;
import dev.passerelle.core.internal.ledger.Document;
import dev.passerelle.core.internal.ledger.Document.State;
import dev.passerelle.core.internal.ledger.Feed;
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
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Maps sources to the target's terms; requests and awaits the records they refer to (L17). */
final class DocumentMapper {
  private final Context context;
  private final DocumentFlow flow;
  private final DocumentDesk desk;
  private final Troubles troubles;
  private final Report report;
  private final DocumentOutcomes outcomes;
  private final EngineSystem target;
  private boolean requested;

  DocumentMapper(
      Context context,
      DocumentFlow flow,
      DocumentDesk desk,
      Troubles troubles,
      Report report,
      DocumentOutcomes outcomes) {
    this.context = context;
    this.flow = flow;
    this.desk = desk;
    this.troubles = troubles;
    this.report = report;
    this.outcomes = outcomes;
    target = context.topology().system(flow.target());
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
                Draft.open(drafts)
                    .forEach(draft -> draft.plan(plan(tx, planner, draft), flow.target())));
    early(Draft.open(drafts));
    requested = false;
    context.ledger().commitAll(tx -> Draft.open(drafts).forEach(draft -> await(tx, draft)));
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
      troubles.met(target, e);
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
      outcomes.reject(draft, verdict.notices());
    }
  }

  private static Plan plan(Draft draft) {
    return draft.plan().orElseThrow();
  }

  private void await(Tx tx, Draft draft) {
    Plan plan = plan(draft);
    if (!plan.refusals().isEmpty()) {
      ErrorDetail why = plan.refusals().get(0).detail();
      outcomes.rejectNow(
          tx, draft, List.of(new Notice(code(why), DocumentDesk.text(why), why.figures())));
      return;
    }
    if (plan.needs().isEmpty()) {
      return;
    }
    if (!target.shape(flow.targetType()).can(Capability.CREATE)) {
      outcomes.noWritePath(tx, draft);
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
        outcomes.rejectNow(tx, draft, List.of(customerFailed(tx, feed, id)));
        return;
      }
      if (need.policy().requests()) {
        requested |= isNew(draft, feed.key() + ":" + id.value());
        Intake.demand(context, tx, feed, id);
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
    outcomes.park(tx, draft, WaitingItem.Kind.REFERENCE, why, null, keys);
    draft.decide();
  }

  /** The customer that a document is for decides whose documents go one after another. */
  private void payers(List<Draft> drafts) {
    Draft.open(drafts)
        .forEach(
            draft ->
                draft
                    .target()
                    .get(SalesOrder.CUSTOMER)
                    .ifPresent(customer -> draft.payer(customer.value())));
  }

  /** Of each payer the first document that is not decided yet (L17). */
  List<Draft> firstOfEachPayer(List<Draft> drafts) {
    payers(drafts);
    List<Draft> first = new ArrayList<>();
    Set<String> payers = new LinkedHashSet<>();
    for (Draft draft : Draft.open(drafts)) {
      if (payers.add(draft.payer().isEmpty() ? draft.source().id().value() : draft.payer())) {
        first.add(draft);
      }
    }
    return first;
  }
}
