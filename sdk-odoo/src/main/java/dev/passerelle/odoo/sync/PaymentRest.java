package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.odoo.model.Domain;
import dev.passerelle.odoo.model.OdooRecord;
import dev.passerelle.odoo.model.Query;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is left of a payment after the invoices that it pays: the open part of its entry (fact sheet
 * §2.7). Empty for a payment without an entry: from 18 on one may wait for the bank's statement.
 */
final class PaymentRest implements Part {
  private static final String LINE = "account.move.line";
  private static final String PAYMENT = "payment_id";
  private static final String OPEN = "amount_residual_currency";
  private static final Domain RECEIVABLE =
      Domain.where("account_id.account_type", "=", "asset_receivable");

  private final Instance instance;

  PaymentRest(Instance instance) {
    this.instance = instance;
  }

  @Override
  public List<FieldRule<?>> rules() {
    return List.of(FieldRule.of(Payment.UNALLOCATED).readOnly());
  }

  /**
   * The entry moves where a payment does not: what it pays shows there only, and up to 17 its state
   * does, too.
   */
  Trail trail() {
    return Trail.stamped(
        LINE, List.of(PAYMENT), RECEIVABLE.and(PAYMENT, "!=", false), PaymentRest::payments);
  }

  private static List<Change> payments(List<OdooRecord> rows) {
    return rows.stream()
        .flatMap(row -> row.link(PAYMENT).stream())
        .distinct()
        .map(id -> Change.of(RecordId.of(Long.toString(id))))
        .toList();
  }

  @Override
  public Map<Long, Fields> read(List<OdooRecord> records) {
    List<Long> ids = records.stream().map(OdooRecord::id).toList();
    Map<Long, BigDecimal> open = new LinkedHashMap<>();
    instance
        .model(LINE)
        .searchRead(
            Query.of(RECEIVABLE.and("parent_state", "=", "posted").and(PAYMENT, "in", ids))
                .fields(List.of(PAYMENT, OPEN)))
        .forEach(
            row -> row.link(PAYMENT).ifPresent(id -> open.merge(id, credit(row), BigDecimal::add)));
    Map<Long, Fields> fields = new LinkedHashMap<>();
    ids.forEach(id -> fields.put(id, Fields.of(Payment.UNALLOCATED, open.get(id))));
    return fields;
  }

  private static BigDecimal credit(OdooRecord row) {
    return row.number(OPEN).orElse(BigDecimal.ZERO).negate();
  }
}
