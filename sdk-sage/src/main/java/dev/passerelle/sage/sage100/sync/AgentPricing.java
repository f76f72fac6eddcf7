package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Priced;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.TaxTotal;
import dev.passerelle.sage.sage100.model.AgentDocument;
import dev.passerelle.sage.sage100.model.AgentOutcome;
import dev.passerelle.sage.sage100.model.AgentRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prices of documents as Sage would make them, without saving them (contract §5, L18). */
final class AgentPricing {
  private final Site site;
  private final OrderForm form;
  private final OrderCustomers customers;
  private final AgentPath path;
  private final AgentRefusals refusals;

  AgentPricing(Site site, OrderForm form, AgentPath path) {
    this.site = site;
    this.form = form;
    this.customers = new OrderCustomers(site.gateway());
    this.path = path;
    this.refusals =
        new AgentRefusals(site.settings().system(), SalesOrder.TYPE.name(), column -> column);
  }

  List<Priced> price(List<Fields> documents) {
    Map<String, String> numbers = customers.numbers(documents);
    Map<String, AgentDocument> asked = new LinkedHashMap<>();
    Map<Integer, Priced> refused = new LinkedHashMap<>();
    for (int i = 0; i < documents.size(); i++) {
      Fields fields = documents.get(i);
      Optional<String> customer = customers.number(fields, numbers);
      OrderForm.Filled filled = form.fill(fields, customer, "");
      if (fields.get(SalesOrder.CUSTOMER).isPresent() && customer.isEmpty()) {
        refused.put(i, Priced.refused(unknownCustomer()));
      } else if (!filled.checked().errors().isEmpty()) {
        String system = site.settings().system();
        refused.put(i, Priced.refused(filled.checked().detail(system, "sales_order", "?")));
      } else {
        asked.put(Integer.toString(i), filled.document());
      }
    }
    Map<String, AgentOutcome> outcomes = asked.isEmpty() ? Map.of() : path.price(asked);
    List<Priced> priced = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      Priced no = refused.get(i);
      priced.add(no == null ? priced(outcomes.get(Integer.toString(i))) : no);
    }
    return priced;
  }

  private Priced priced(@Nullable AgentOutcome outcome) {
    if (outcome == null) {
      return Priced.refused(refusals.unknown("no price in the answer", "?"));
    }
    return switch (outcome.kind()) {
      case PRICED ->
          outcome
              .effect()
              .map(AgentPricing::totals)
              .orElseGet(() -> Priced.refused(refusals.unknown("no totals", "?")));
      case BUSY -> Priced.refused(refusals.busy(outcome, "?"));
      default -> Priced.refused(refusals.detail("?", outcome.errors()));
    };
  }

  private static Priced totals(AgentRecord record) {
    Set<TaxTotal> taxes = new LinkedHashSet<>();
    record.taxes().forEach(tax -> taxes.add(new TaxTotal(tax.rate(), tax.base(), tax.amount())));
    AgentRecord.AgentTotals totals = record.totals();
    return Priced.of(totals.net(), totals.vat(), totals.gross(), taxes);
  }

  private ErrorDetail unknownCustomer() {
    return ErrorDetail.of(ErrorCode.CUSTOMER_UNKNOWN)
        .system(site.settings().system())
        .field(SalesOrder.CUSTOMER.name())
        .build();
  }
}
