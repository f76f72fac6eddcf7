package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The receivables of billing documents (fact sheet §2.7): when they are due and what of them is
 * open. A payment of a part is a line of its own that names the invoice's accounting document.
 */
final class BillingItems implements Extras {
  private static final String ROWS = "+receivables";
  private static final String PAYMENTS = "+payments";
  private static final String AMOUNT = "AmountInTransactionCurrency";

  private final Site site;

  BillingItems(Site site) {
    this.site = site;
  }

  void put(Map<Field<?>, Binding<?>> all) {
    Set<String> paths = Set.of("BillingDocument", "TotalGrossAmount", ROWS);
    Layouts.put(all, Binding.readOnly(Invoice.DUE_DATE, paths, BillingItems::due));
    Layouts.put(all, Binding.readOnly(Invoice.REMAINING, paths, BillingItems::remaining));
    Layouts.put(
        all,
        Binding.readOnly(
            Invoice.PAID,
            paths,
            row -> {
              BigDecimal left = remaining(row);
              return left == null ? null : row.amount("TotalGrossAmount").subtract(left);
            }));
  }

  private static @org.jspecify.annotations.Nullable LocalDate due(S4Record document) {
    return document.rows(ROWS).stream()
        .flatMap(row -> row.date("NetDueDate").stream())
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Null where the document is not in accounting yet: nobody knows what of it is open. */
  private static @org.jspecify.annotations.Nullable BigDecimal remaining(S4Record document) {
    if (document.rows(ROWS).isEmpty()) {
      return null;
    }
    BigDecimal open = BigDecimal.ZERO;
    for (S4Record row : document.rows(ROWS)) {
      open = row.yes("IsCleared") ? open : open.add(row.amount(AMOUNT));
    }
    for (S4Record row : document.rows(PAYMENTS)) {
      open = open.signum() == 0 ? open : open.add(row.amount(AMOUNT));
    }
    return open.abs();
  }

  @Override
  public Set<S4HanaApi> services() {
    return Set.of(S4HanaApi.ACCOUNTING_ITEMS);
  }

  @Override
  public List<S4Record> onto(EntityMap map, List<S4Record> rows) {
    List<S4Record> all = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += Reading.VALUES) {
      all.addAll(chunk(rows.subList(from, Math.min(rows.size(), from + Reading.VALUES))));
    }
    return all;
  }

  private List<S4Record> chunk(List<S4Record> rows) {
    Map<String, List<S4Record>> receivables = new LinkedHashMap<>();
    Map<String, List<S4Record>> payments = new LinkedHashMap<>();
    List<String> numbers =
        rows.stream().flatMap(row -> row.number("BillingDocument").stream()).toList();
    AccountingItems items = new AccountingItems(site);
    items.all(
        ODataFilter.in("BillingDocument", numbers),
        row -> add(receivables, row.number("BillingDocument").orElse(""), row));
    List<String> accounting = new ArrayList<>();
    receivables
        .values()
        .forEach(
            all ->
                all.stream()
                    .filter(row -> !row.yes("IsCleared"))
                    .forEach(row -> row.number("AccountingDocument").ifPresent(accounting::add)));
    if (!accounting.isEmpty()) {
      items.all(
          ODataFilter.in("InvoiceReference", accounting).and(ODataFilter.eq("IsCleared", false)),
          row -> add(payments, row.number("InvoiceReference").orElse(""), row));
    }
    return rows.stream().map(row -> with(row, receivables, payments)).toList();
  }

  private static void add(Map<String, List<S4Record>> into, String key, S4Record row) {
    into.computeIfAbsent(key, name -> new ArrayList<>()).add(row);
  }

  private static S4Record with(
      S4Record row, Map<String, List<S4Record>> receivables, Map<String, List<S4Record>> payments) {
    List<S4Record> own =
        receivables.getOrDefault(row.number("BillingDocument").orElse(""), List.of());
    List<S4Record> parts = new ArrayList<>();
    own.forEach(
        each ->
            parts.addAll(
                payments.getOrDefault(each.number("AccountingDocument").orElse(""), List.of())));
    return Extras.with(Extras.with(row, ROWS, own), PAYMENTS, parts);
  }
}
