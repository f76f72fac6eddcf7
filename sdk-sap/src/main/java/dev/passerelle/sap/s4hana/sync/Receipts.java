package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Puts the lines of a receipt together, and finds the invoices that it pays: those that it cleared,
 * and those that its lines name since it paid a part of them.
 */
final class Receipts implements Extras {
  private static final String LINES = "+lines";
  private static final String INVOICES = "+invoices";

  private final Site site;
  private final Identity id;
  private final boolean invoices;

  Receipts(Site site, Identity id, boolean invoices) {
    this.site = site;
    this.id = id;
    this.invoices = invoices;
  }

  static List<S4Record> lines(S4Record receipt) {
    return receipt.rows(LINES);
  }

  static Set<Ref> invoices(S4Record receipt) {
    Set<Ref> refs = new LinkedHashSet<>();
    for (S4Record line : receipt.rows(INVOICES)) {
      line.number("BillingDocument").ifPresent(number -> refs.add(Ref.to(Invoice.TYPE, number)));
    }
    return refs;
  }

  @Override
  public Set<S4HanaApi> services() {
    return Set.of(S4HanaApi.ACCOUNTING_ITEMS);
  }

  @Override
  public List<S4Record> onto(EntityMap map, List<S4Record> rows) {
    Map<RecordId, List<S4Record>> receipts = new LinkedHashMap<>();
    for (S4Record row : rows) {
      id.of(row).ifPresent(key -> receipts.computeIfAbsent(key, any -> new ArrayList<>()).add(row));
    }
    List<List<S4Record>> all = List.copyOf(receipts.values());
    List<S4Record> whole = new ArrayList<>();
    for (int from = 0; from < all.size(); from += Reading.VALUES) {
      whole.addAll(chunk(all.subList(from, Math.min(all.size(), from + Reading.VALUES))));
    }
    return whole;
  }

  private List<S4Record> chunk(List<List<S4Record>> receipts) {
    Map<String, List<S4Record>> cleared = new LinkedHashMap<>();
    Map<String, List<S4Record>> named = new LinkedHashMap<>();
    if (invoices) {
      invoices(
          "ClearingAccountingDocument",
          numbers(receipts, "AccountingDocument"),
          line -> clearing(line, "ClearingDocFiscalYear", "ClearingAccountingDocument"),
          cleared);
      invoices(
          "AccountingDocument",
          numbers(receipts, "InvoiceReference"),
          line -> clearing(line, "FiscalYear", "AccountingDocument"),
          named);
    }
    return receipts.stream().map(lines -> whole(lines, cleared, named)).toList();
  }

  private static List<String> numbers(List<List<S4Record>> receipts, String property) {
    return receipts.stream()
        .flatMap(List::stream)
        .flatMap(line -> line.number(property).stream())
        .filter(number -> number.matches("\\d+"))
        .distinct()
        .toList();
  }

  private void invoices(
      String property,
      List<String> numbers,
      Function<S4Record, String> key,
      Map<String, List<S4Record>> into) {
    for (int from = 0; from < numbers.size(); from += Reading.VALUES) {
      List<String> some = numbers.subList(from, Math.min(numbers.size(), from + Reading.VALUES));
      new AccountingItems(site)
          .all(
              ODataFilter.in(property, some).and(ODataFilter.ne("BillingDocument", "")),
              line -> into.computeIfAbsent(key.apply(line), any -> new ArrayList<>()).add(line));
    }
  }

  /** Whose document: numbers begin anew with each company code and year. */
  private static String clearing(S4Record line, String year, String number) {
    return String.join(
        "/",
        line.text("CompanyCode").orElse(""),
        line.text(year).orElse(""),
        line.number(number).orElse(""),
        line.number("Customer").orElse(""));
  }

  private static S4Record whole(
      List<S4Record> lines,
      Map<String, List<S4Record>> cleared,
      Map<String, List<S4Record>> named) {
    Set<S4Record> paid = new LinkedHashSet<>();
    for (S4Record line : lines) {
      String own = clearing(line, "FiscalYear", "AccountingDocument");
      paid.addAll(cleared.getOrDefault(own, List.of()));
      String part = clearing(line, "InvoiceReferenceFiscalYear", "InvoiceReference");
      paid.addAll(named.getOrDefault(part, List.of()));
    }
    return Extras.with(Extras.with(lines.get(0), LINES, lines), INVOICES, List.copyOf(paid));
  }
}
