package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Delivery;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.sap.businessone.model.B1Record;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the ERP books: deliveries, invoices with credit notes, and receipts (fact sheet §2.3). Read
 * only (L13).
 */
final class BookedLayout {
  private static final String INVOICE = "I";
  private static final String CREDIT_NOTE = "C";
  private static final int ORDER_TYPE = 17;
  private static final int DELIVERY_TYPE = 15;
  private static final Set<String> PAYMENT_PARTS =
      Set.of("CashSum", "TransferSum", "PaymentChecks", "PaymentCreditCards");
  private static final Set<Capability> BOOKED =
      Set.of(Capability.CHANGES, Capability.LIST, Capability.FIND);

  private BookedLayout() {}

  static EntityMap deliveries(Site site, Selection selection) {
    Map<Field<?>, Binding<?>> all = readOnly(DocumentLayout.common(site));
    Layouts.put(all, drawn(Delivery.ORDERS, SalesOrder.TYPE, ORDER_TYPE));
    return Layouts.map(
        site,
        layout(Delivery.TYPE, "ODLN", Source.byNumber("DeliveryNotes", "DocEntry", "")),
        all,
        selection);
  }

  static EntityMap invoices(Site site, Selection selection) {
    Map<Field<?>, Binding<?>> all = readOnly(DocumentLayout.common(site));
    Layouts.put(all, drawn(Invoice.ORDERS, SalesOrder.TYPE, ORDER_TYPE));
    Layouts.put(all, drawn(Invoice.DELIVERIES, Delivery.TYPE, DELIVERY_TYPE));
    Layouts.put(
        all,
        Binding.readOnly(
            Invoice.DUE_DATE, Set.of("DocDueDate"), row -> row.date("DocDueDate").orElse(null)));
    Layouts.put(
        all,
        Binding.readOnly(
            Invoice.KIND,
            Set.of("DocObjectCode"),
            row ->
                row.text("DocObjectCode").orElse("").equals("oCreditNotes")
                    ? "credit_note"
                    : "invoice"));
    paid(all, site);
    return Layouts.map(
        site,
        layout(
            Invoice.TYPE,
            "OINV",
            Source.byNumber("Invoices", "DocEntry", INVOICE),
            Source.byNumber("CreditNotes", "DocEntry", CREDIT_NOTE)),
        all,
        selection);
  }

  private static void paid(Map<Field<?>, Binding<?>> all, Site site) {
    Set<String> properties =
        Set.of("PaidToDate", "PaidToDateFC", "DocTotal", "DocTotalFc", "DocCurrency");
    Layouts.put(all, Binding.readOnly(Invoice.PAID, properties, row -> paid(site, row)));
    Layouts.put(
        all,
        Binding.readOnly(
            Invoice.REMAINING,
            properties,
            row ->
                DocumentLayout.gross(row, DocumentLayout.isForeign(site, row))
                    .subtract(paid(site, row))));
  }

  private static BigDecimal paid(Site site, B1Record row) {
    return row.amount(DocumentLayout.isForeign(site, row) ? "PaidToDateFC" : "PaidToDate");
  }

  private static EntityMap.Layout layout(EntityType type, String table, Source... sources) {
    return new EntityMap.Layout(
        type,
        List.of(sources),
        table,
        DocumentLayout.COLLECTIONS,
        row -> false,
        true,
        Set.of(Invoice.NUMBER),
        BOOKED,
        Completion.NONE);
  }

  private static Map<Field<?>, Binding<?>> readOnly(Map<Field<?>, Binding<?>> all) {
    Map<Field<?>, Binding<?>> booked = new LinkedHashMap<>();
    all.values().forEach(binding -> Layouts.put(booked, unwritten(binding)));
    return booked;
  }

  private static <T> Binding<T> unwritten(Binding<T> binding) {
    return Binding.readOnly(binding.field(), binding.properties(), binding.read());
  }

  /** The documents that the lines were drawn from. */
  private static Binding<Set<Ref>> drawn(Field<Set<Ref>> field, EntityType from, int baseType) {
    return Binding.readOnly(
        field,
        DocumentLayout.COLLECTIONS,
        document -> {
          Set<Ref> refs = new LinkedHashSet<>();
          for (B1Record line : document.rows("DocumentLines")) {
            if (line.integer("BaseType").orElse(-1) == baseType) {
              line.text("BaseEntry").ifPresent(entry -> refs.add(Ref.to(from, entry)));
            }
          }
          return refs;
        });
  }

  /** Receipts of customers, listed: they have no stamp. */
  static EntityMap payments(Site site, Selection selection) {
    Map<Field<?>, Binding<?>> all = new LinkedHashMap<>();
    Layouts.put(
        all,
        Binding.readOnly(Payment.NUMBER, Set.of("DocNum"), row -> row.text("DocNum").orElse(null)));
    Layouts.put(
        all,
        Binding.readOnly(
            Payment.CUSTOMER,
            Set.of("CardCode"),
            row -> row.text("CardCode").map(code -> Ref.to(Customer.TYPE, code)).orElse(null)));
    Layouts.put(
        all,
        Binding.readOnly(Payment.DATE, Set.of("DocDate"), row -> row.date("DocDate").orElse(null)));
    Layouts.put(
        all,
        Binding.readOnly(
            Payment.CURRENCY, Set.of("DocCurrency"), row -> row.text("DocCurrency").orElse(null)));
    Layouts.put(
        all,
        Binding.readOnly(
            Payment.LABEL, Set.of("Remarks"), row -> row.text("Remarks").orElse(null)));
    Layouts.put(
        all, Binding.readOnly(Payment.BOUNCED, Set.of("Cancelled"), row -> row.yes("Cancelled")));
    Layouts.put(all, Binding.readOnly(Payment.AMOUNT, PAYMENT_PARTS, BookedLayout::amount));
    Layouts.put(
        all,
        Binding.readOnly(Payment.INVOICES, Set.of("PaymentInvoices"), BookedLayout::paidInvoices));
    Set<String> rest = new LinkedHashSet<>(PAYMENT_PARTS);
    rest.add("PaymentInvoices");
    Layouts.put(
        all,
        Binding.readOnly(
            Payment.UNALLOCATED,
            rest,
            row -> amount(row).subtract(sum(row, "PaymentInvoices", "SumApplied"))));
    EntityMap.Layout layout =
        new EntityMap.Layout(
            Payment.TYPE,
            List.of(
                new Source(
                    "IncomingPayments",
                    "DocEntry",
                    true,
                    "",
                    ODataFilter.eq("DocType", "rCustomer"))),
            "ORCT",
            Set.of("PaymentInvoices", "PaymentChecks", "PaymentCreditCards"),
            row -> false,
            false,
            Set.of(),
            Layouts.LISTED,
            Completion.NONE);
    return Layouts.map(site, layout, all, selection);
  }

  private static BigDecimal amount(B1Record row) {
    return row.amount("CashSum")
        .add(row.amount("TransferSum"))
        .add(sum(row, "PaymentChecks", "CheckSum"))
        .add(sum(row, "PaymentCreditCards", "CreditSum"));
  }

  private static BigDecimal sum(B1Record row, String collection, String property) {
    return row.rows(collection).stream()
        .map(each -> each.amount(property))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static @Nullable Set<Ref> paidInvoices(B1Record row) {
    Set<Ref> refs = new LinkedHashSet<>();
    for (B1Record each : row.rows("PaymentInvoices")) {
      String type = each.text("InvoiceType").orElse("");
      String prefix =
          type.equals("it_Invoice") ? INVOICE : type.equals("it_CredItnote") ? CREDIT_NOTE : "";
      if (!prefix.isEmpty()) {
        each.text("DocEntry").ifPresent(entry -> refs.add(Ref.to(Invoice.TYPE, prefix + entry)));
      }
    }
    return refs;
  }
}
