package dev.passerelle.core.internal.engine;

import dev.passerelle.core.DocumentFlow;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.gate.Gate;
import dev.passerelle.core.gate.Need;
import dev.passerelle.core.gate.Notice;
import dev.passerelle.core.gate.Verdict;
import dev.passerelle.core.internal.ledger.Document;
import dev.passerelle.core.internal.ledger.Document.State;
import dev.passerelle.core.internal.ledger.Payload;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what gates need and lets them judge; the strictest verdict wins (L18). */
final class DocumentJudge {
  private final Context context;
  private final DocumentFlow flow;
  private final Troubles troubles;
  private final DocumentOutcomes outcomes;
  private final EngineSystem target;

  DocumentJudge(Context context, DocumentFlow flow, Troubles troubles, DocumentOutcomes outcomes) {
    this.context = context;
    this.flow = flow;
    this.troubles = troubles;
    this.outcomes = outcomes;
    target = context.topology().system(flow.target());
  }

  /**
   * Reads what gates need and judges; the strictest verdict wins (L18). A document that is half
   * made has passed: it is completed, since half of it must not stay (L19, L22).
   */
  void judge(List<Draft> drafts) {
    List<Draft> open =
        Draft.open(drafts).stream().filter(draft -> !DocumentDesk.isHalf(draft)).toList();
    if (open.isEmpty()) {
      return;
    }
    NeedsReader reader = new NeedsReader(context.topology());
    open.forEach(this::createdCustomer);
    try {
      reader.read(target, open, true);
    } catch (PasserelleException e) {
      troubles.met(target, e);
      open.forEach(draft -> outcomes.hold(draft, List.of(needMissing(e.detail())), reader, true));
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
      outcomes.hold(draft, List.of(Notice.of(ErrorCode.NEED_MISSING, "", Map.of())), reader, true);
      return;
    }
    Verdict verdict = Verdict.PROCEED;
    for (Gate gate : flow.gates()) {
      verdict = verdict.and(gate.judge(draft.gateInput()));
    }
    if (verdict.outcome() == Verdict.Outcome.REJECT) {
      outcomes.reject(draft, verdict.notices());
    } else if (refused.isPresent()) {
      outcomes.reject(
          draft,
          List.of(new Notice(refused.get().code(), DocumentDesk.text(refused.get()), Map.of())));
    } else if (verdict.outcome() == Verdict.Outcome.HOLD) {
      outcomes.hold(draft, verdict.notices(), reader, false);
    } else {
      draft.notices().addAll(verdict.notices());
    }
  }

  private static Notice needMissing(ErrorDetail why) {
    return Notice.of(ErrorCode.NEED_MISSING, ": " + why.code().name(), Map.of());
  }
}
