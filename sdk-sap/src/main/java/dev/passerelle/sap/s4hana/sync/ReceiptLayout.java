package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.Ref;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Receipts: the customer's lines of an accounting document of a receipt's type, together (fact
 * sheet §2.7). Read only (L13), and listed: nothing tells when a line was cleared. The id is
 * company code, fiscal year, document and customer.
 */
final class ReceiptLayout {
  private static final List<String> DOCUMENT =
      List.of("CompanyCode", "FiscalYear", "AccountingDocument");
  private static final Identity ID =
      new Identity(List.of("CompanyCode", "FiscalYear"), List.of("AccountingDocument", "Customer"));
  private static final String AMOUNT = "AmountInTransactionCurrency";

  private ReceiptLayout() {}

  private static Source source(Site site) {
    ODataFilter receipts =
        AccountingItems.ofCustomers(site)
            .and(ODataFilter.in("AccountingDocumentType", site.codes().receiptTypes()));
    Optional<LocalDate> since = site.codes().receiptsSince();
    return new Source(
        S4HanaApi.ACCOUNTING_ITEMS,
        AccountingItems.SET,
        DOCUMENT,
        ID,
        since.map(day -> receipts.and(ODataFilter.ge("PostingDate", day))).orElse(receipts),
        "",
        AccountingItems.ITEM);
  }

  static EntityMap map(Site site, Selection selection) {
    Layout layout =
        Layout.of(Payment.TYPE, source(site))
            .always("SpecialGLCode")
            .member(row -> !AccountingItems.isNoted(row))
            .can(Layouts.LISTED)
            .page(1000)
            .extras(new Receipts(site, ID, selection.uses(Payment.INVOICES)))
            .build();
    Map<Field<?>, Binding<?>> all = new LinkedHashMap<>();
    text(all, Payment.NUMBER, "AccountingDocument", row -> row.number("AccountingDocument"));
    text(all, Payment.CURRENCY, "TransactionCurrency", row -> row.text("TransactionCurrency"));
    text(all, Payment.METHOD, "PaymentMethod", row -> row.text("PaymentMethod"));
    text(all, Payment.LABEL, "DocumentItemText", row -> row.text("DocumentItemText"));
    Layouts.put(
        all,
        Binding.readOnly(
            Payment.CUSTOMER,
            Set.of("Customer"),
            row -> row.number("Customer").map(it -> Ref.to(Customer.TYPE, it)).orElse(null)));
    Layouts.put(
        all,
        Binding.readOnly(
            Payment.DATE, Set.of("PostingDate"), row -> row.date("PostingDate").orElse(null)));
    Layouts.put(
        all,
        Binding.readOnly(
            Payment.BOUNCED,
            Set.of("IsReversed"),
            row -> Receipts.lines(row).stream().anyMatch(line -> line.yes("IsReversed"))));
    Layouts.put(
        all,
        Binding.readOnly(Payment.AMOUNT, Set.of(AMOUNT), row -> received(Receipts.lines(row))));
    Layouts.put(
        all,
        Binding.readOnly(
            Payment.UNALLOCATED,
            Set.of(AMOUNT, "IsCleared", "InvoiceReference"),
            row -> received(Receipts.lines(row).stream().filter(ReceiptLayout::isFree).toList())));
    Layouts.put(
        all,
        Binding.readOnly(
            Payment.INVOICES,
            Set.of("InvoiceReference", "InvoiceReferenceFiscalYear"),
            Receipts::invoices));
    return Layouts.map(site, layout, all, selection);
  }

  private static void text(
      Map<Field<?>, Binding<?>> all,
      Field<String> field,
      String property,
      Function<S4Record, Optional<String>> read) {
    Layouts.put(
        all,
        Binding.readOnly(
            field,
            Set.of(property),
            row ->
                Receipts.lines(row).stream()
                    .flatMap(line -> read.apply(line).stream())
                    .findFirst()
                    .orElse(null)));
  }

  /** On account: neither cleared nor for an invoice. */
  private static boolean isFree(S4Record line) {
    return !line.yes("IsCleared") && line.text("InvoiceReference").isEmpty();
  }

  /**
   * Credits are negative there. A residual item that the receipt made is a debit: it was not paid.
   */
  private static BigDecimal received(List<S4Record> lines) {
    return lines.stream()
        .map(line -> line.amount(AMOUNT))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .negate();
  }
}
