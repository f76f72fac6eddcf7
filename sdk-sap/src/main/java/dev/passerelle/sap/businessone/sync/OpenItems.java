package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.Lane;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.sap.businessone.BusinessOneObjects;
import dev.passerelle.sap.businessone.model.B1Record;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is overdue: invoices that are open and whose day is past, in the company's currency (fact
 * sheet §2.4). Entries by hand and opening balances are no invoices; no service shows them.
 */
final class OpenItems implements Extras {
  /** What is overdue; nothing where nothing is. */
  static final String OVERDUE = "+overdue";

  /** Since when the oldest of it is due. */
  static final String OLDEST = "+oldest";

  private static final String INVOICES = "Invoices";
  private static final String KEY = "DocEntry";

  /** Customers in one condition: an address has room for more. */
  private static final int CUSTOMERS = 50;

  private static final int PAGE = 200;

  private final Site site;

  OpenItems(Site site) {
    this.site = site;
  }

  LocalDate today() {
    return LocalDate.ofInstant(site.now(), site.settings().zone());
  }

  /** The items of one customer, added up while they are read: none of them is kept. */
  private static final class Sum {
    private BigDecimal overdue = BigDecimal.ZERO;
    private @Nullable LocalDate oldest;

    void add(B1Record invoice) {
      overdue = overdue.add(invoice.amount("DocTotal").subtract(invoice.amount("PaidToDate")));
      LocalDate due = invoice.date("DocDueDate").orElse(null);
      oldest = oldest == null || (due != null && due.isBefore(oldest)) ? due : oldest;
    }
  }

  @Override
  public List<B1Record> onto(List<B1Record> rows) {
    List<B1Record> all = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += CUSTOMERS) {
      List<B1Record> some = rows.subList(from, Math.min(rows.size(), from + CUSTOMERS));
      Map<String, Sum> sums = sums(some);
      some.forEach(row -> all.add(with(row, sums.get(code(row)))));
    }
    return all;
  }

  private static String code(B1Record row) {
    return row.text("CardCode").orElse("");
  }

  private static B1Record with(B1Record row, @Nullable Sum sum) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(row.json().fields());
    all.put(OVERDUE, sum == null ? BigDecimal.ZERO : sum.overdue);
    all.put(OLDEST, sum == null || sum.oldest == null ? null : sum.oldest.toString());
    return new B1Record(JsonTree.of(all));
  }

  private Map<String, Sum> sums(List<B1Record> customers) {
    ODataFilter late =
        ODataFilter.all(
            List.of(
                ODataFilter.eq("DocumentStatus", "bost_Open"),
                ODataFilter.lt("DocDueDate", today()),
                ODataFilter.in("CardCode", customers.stream().map(OpenItems::code).toList())));
    Map<String, Sum> sums = new LinkedHashMap<>();
    List<B1Record> page = page(late);
    while (!page.isEmpty()) {
      page.forEach(each -> sums.computeIfAbsent(code(each), key -> new Sum()).add(each));
      int last = page.get(page.size() - 1).integer(KEY).orElse(Integer.MAX_VALUE);
      page = page.size() < PAGE ? List.of() : page(late.and(ODataFilter.gt(KEY, last)));
    }
    return sums;
  }

  private List<B1Record> page(ODataFilter filter) {
    BusinessOneObjects invoices = site.client().in(Lane.LISTS).objects(INVOICES);
    ODataQuery query =
        ODataQuery.all()
            .select(KEY, "CardCode", "DocDueDate", "DocTotal", "PaidToDate")
            .filter(filter)
            .orderBy(KEY)
            .top(PAGE);
    try {
      return invoices.page(query, PAGE).records();
    } catch (AccessDenied e) {
      throw e.missing().isEmpty() ? new AccessDenied(e.detail(), INVOICES) : e;
    }
  }
}
