package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Priced;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.TaxTotal;
import dev.passerelle.sap.s4hana.S4HanaCodes;
import dev.passerelle.sap.s4hana.S4Service;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Orders as the system would price them, with its own conditions where a line brings no price, and
 * with nothing saved (fact sheet §2.2).
 */
final class Simulation {
  private final Site site;
  private final DocumentNames names = DocumentNames.simulation();

  Simulation(Site site) {
    this.site = site;
  }

  List<Priced> price(List<Fields> documents) {
    List<Priced> all = new ArrayList<>();
    documents.forEach(document -> all.add(one(document)));
    return all;
  }

  private Priced one(Fields document) {
    Body body = Body.fresh();
    List<DocumentLine> lines = document.get(SalesOrder.LINES).orElse(List.of());
    if (lines.isEmpty() || document.isBlank(SalesOrder.CUSTOMER)) {
      return refused("a document without customer or lines");
    }
    Map<String, @Nullable Object> values = values(body, document, lines);
    if (!body.refusals().isEmpty()) {
      String why = body.refusals().get(0).message();
      return refused(why == null ? "a line cannot be said" : why);
    }
    S4Service service = site.service(names.api());
    try {
      return priced(service.ask(names.set(), values));
    } catch (RefusedByRemote e) {
      return Priced.refused(e.detail().toBuilder().entity(SalesOrder.TYPE.name()).build());
    }
  }

  private Priced refused(String why) {
    return Priced.refused(
        site.detail(ErrorCode.VALUE_INVALID, SalesOrder.TYPE)
            .field(SalesOrder.LINES.name())
            .cause(why)
            .build());
  }

  private Map<String, @Nullable Object> values(
      Body body, Fields document, List<DocumentLine> lines) {
    S4HanaCodes codes = site.codes();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put(names.type(), codes.orderType());
    values.put("SalesOrganization", codes.salesOrganization());
    values.put("DistributionChannel", codes.distributionChannel());
    values.put("OrganizationDivision", codes.division());
    document.get(SalesOrder.CUSTOMER).ifPresent(ref -> values.put("SoldToParty", ref.value()));
    document.get(SalesOrder.DATE).ifPresent(date -> values.put(names.date(), date));
    String currency =
        document
            .get(SalesOrder.CURRENCY)
            .filter(code -> !code.isBlank())
            .orElseGet(codes::currency);
    values.put("TransactionCurrency", currency);
    @Nullable String plant = document.get(SalesOrder.WAREHOUSE).orElse(null);
    values.put(names.items(), new Lines(site, names).write(body, lines, currency, plant));
    // Empty, they ask for it.
    values.put("to_Pricing", Map.of());
    return values;
  }

  private Priced priced(S4Record answer) {
    BigDecimal net = BigDecimal.ZERO;
    BigDecimal tax = BigDecimal.ZERO;
    Map<BigDecimal, BigDecimal[]> rates = new TreeMap<>();
    for (S4Record item : answer.rows(names.items())) {
      BigDecimal base = item.amount("NetAmount");
      BigDecimal amount = item.amount("TaxAmount");
      net = net.add(base);
      tax = tax.add(amount);
      if (base.signum() != 0) {
        BigDecimal[] sum =
            rates.computeIfAbsent(
                rate(base, amount), key -> new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO});
        sum[0] = sum[0].add(base);
        sum[1] = sum[1].add(amount);
      }
    }
    BigDecimal total =
        answer.one("to_Pricing").flatMap(it -> it.decimal("TotalNetAmount")).orElse(net);
    Set<TaxTotal> taxes = new LinkedHashSet<>();
    rates.forEach((rate, sum) -> taxes.add(new TaxTotal(rate, sum[0], sum[1])));
    return Priced.of(total, tax, total.add(tax), taxes);
  }

  /** The service tells amounts, no rate. */
  private static BigDecimal rate(BigDecimal base, BigDecimal tax) {
    return tax.multiply(BigDecimal.valueOf(100))
        .divide(base, 1, RoundingMode.HALF_UP)
        .stripTrailingZeros();
  }
}
