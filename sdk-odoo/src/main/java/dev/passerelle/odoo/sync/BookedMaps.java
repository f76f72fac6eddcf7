package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.Ref;
import dev.passerelle.odoo.model.Domain;
import dev.passerelle.odoo.model.FieldInfo;
import dev.passerelle.odoo.model.OdooRecord;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is booked: invoices with credit notes, and payments (fact sheet §2.5, §2.6). Read only. */
final class BookedMaps {
  static final String MOVE = "account.move";
  static final String PAYMENT = "account.payment";
  private static final String STATE = "state";
  private static final String TOTAL = "amount_total";
  private static final String OPEN = "amount_residual";

  /** What a user never posted is not booked; what was taken back to draft is shown so. */
  private static final String POSTED_ONCE = "posted_before";

  private static final String INVOICES = "reconciled_invoice_ids";
  private static final Set<String> NOT_RECEIVED = Set.of("cancel", "canceled", "rejected");
  private static final List<String> SALES = List.of("out_invoice", "out_refund", "out_receipt");

  private BookedMaps() {}

  static RecordMap.Builder invoices(Instance instance) {
    InvoiceLines lines = new InvoiceLines(instance);
    return new RecordMap.Builder(Invoice.TYPE, MOVE)
        .filter(Domain.where("move_type", "in", SALES).and(POSTED_ONCE, "=", true))
        .add(RecordMaps.text(Invoice.NUMBER, "name").readOnly())
        .add(RecordMaps.customer(Invoice.CUSTOMER, "commercial_partner_id").readOnly())
        .add(ColumnBinding.of(Invoice.DATE, "invoice_date", Codecs.date()).readOnly())
        .add(ColumnBinding.of(Invoice.DUE_DATE, "invoice_date_due", Codecs.date()).readOnly())
        .add(RecordMaps.link(Invoice.OWNER, "invoice_user_id").readOnly())
        .add(RecordMaps.currency(Invoice.CURRENCY, instance))
        .add(RecordMaps.amount(Invoice.NET, "amount_untaxed"))
        .add(RecordMaps.amount(Invoice.TAX, "amount_tax"))
        .add(RecordMaps.amount(Invoice.GROSS, TOTAL))
        .add(new Derived<>(Invoice.POSTED, Set.of(STATE), record -> Optional.of(isPosted(record))))
        .add(new Derived<>(Invoice.STATUS, Set.of(STATE, "payment_state"), BookedMaps::status))
        .add(figure(Invoice.REMAINING, record -> amount(record, OPEN)))
        .add(figure(Invoice.PAID, BookedMaps::paid))
        .add(lines)
        .add(
            lines.trail(
                Domain.where("move_id.move_type", "in", SALES)
                    .and("move_id." + POSTED_ONCE, "=", true)))
        .find(Invoice.NUMBER, "name");
  }

  private static boolean isPosted(OdooRecord record) {
    return record.text(STATE).orElse("").equals("posted");
  }

  /** How far a posted one is paid; else that it is a draft again, or cancelled. */
  private static Optional<String> status(OdooRecord record) {
    return record.text(isPosted(record) ? "payment_state" : STATE);
  }

  private static BigDecimal paid(OdooRecord record) {
    return amount(record, TOTAL).subtract(amount(record, OPEN));
  }

  /** A draft shows its total as open, and nobody owes it. */
  private static Derived<BigDecimal> figure(
      Field<BigDecimal> field, Function<OdooRecord, BigDecimal> read) {
    return new Derived<>(
        field,
        Set.of(STATE, TOTAL, OPEN),
        record -> Optional.of(isPosted(record) ? read.apply(record) : BigDecimal.ZERO));
  }

  private static BigDecimal amount(OdooRecord record, String column) {
    return record.number(column).orElse(BigDecimal.ZERO);
  }

  /** Money that customers sent; what was sent to them is left out. */
  static RecordMap.Builder payments(Instance instance) {
    Map<String, FieldInfo> known = instance.fields(PAYMENT);
    PaymentRest rest = new PaymentRest(instance);
    ColumnBinding<Ref> customer =
        RecordMaps.customer(Payment.CUSTOMER, CommercialPartner.PARTNER).readOnly();
    return new RecordMap.Builder(Payment.TYPE, PAYMENT)
        .filter(
            Domain.where("partner_type", "=", "customer")
                .and("payment_type", "=", "inbound")
                .and(STATE, "in", booked(known)))
        .add(customer)
        .add(new CommercialPartner(instance, Payment.CUSTOMER, customer.rule()))
        .add(RecordMaps.text(Payment.NUMBER, "name").readOnly())
        .add(ColumnBinding.of(Payment.DATE, "date", Codecs.date()).readOnly())
        .add(RecordMaps.amount(Payment.AMOUNT, "amount"))
        .add(RecordMaps.currency(Payment.CURRENCY, instance))
        .add(RecordMaps.link(Payment.METHOD, "payment_method_line_id").readOnly())
        .add(RecordMaps.text(Payment.LABEL, known.containsKey("memo") ? "memo" : "ref").readOnly())
        .add(
            new Derived<>(
                Payment.INVOICES, Set.of(INVOICES), record -> Optional.of(invoices(record))))
        .add(
            new Derived<>(Payment.BOUNCED, Set.of(STATE), record -> Optional.of(isBounced(record))))
        .add(rest)
        .add(rest.trail())
        .find(Payment.NUMBER, "name");
  }

  /** All states but the first one; their names differ between versions. */
  private static List<String> booked(Map<String, FieldInfo> known) {
    return Optional.ofNullable(known.get(STATE)).map(FieldInfo::options).orElse(List.of()).stream()
        .filter(state -> !state.equals("draft"))
        .toList();
  }

  private static boolean isBounced(OdooRecord record) {
    return NOT_RECEIVED.contains(record.text(STATE).orElse(""));
  }

  private static Set<Ref> invoices(OdooRecord record) {
    return record.links(INVOICES).stream()
        .map(id -> Ref.to(Invoice.TYPE, Long.toString(id)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** A value that Odoo computes from others of the record. */
  private record Derived<T>(
      Field<T> field, Set<String> columns, Function<OdooRecord, Optional<T>> read)
      implements Binding {
    @Override
    public List<FieldRule<?>> rules() {
      return List.of(FieldRule.of(field).readOnly());
    }

    @Override
    public void read(OdooRecord record, Fields.Builder into) {
      into.set(field, read.apply(record).orElse(null));
    }

    @Override
    public void write(
        Fields changed, Fields before, Optional<OdooRecord> current, Map<String, Object> into) {
      // Never: what is booked is not ours to change (L13).
    }
  }
}
