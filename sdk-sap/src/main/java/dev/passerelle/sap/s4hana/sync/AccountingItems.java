package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Customers' lines of accounting documents, of the company codes of the settings. */
final class AccountingItems {
  /** The whole key is read, else a service that sums up would give sums. */
  private static final List<String> KEYS =
      List.of("CompanyCode", "FiscalYear", "AccountingDocument", "AccountingDocumentItem");

  private static final ODataQuery QUERY =
      ODataQuery.all()
          .select(
              "Customer",
              "BillingDocument",
              "InvoiceReference",
              "IsCleared",
              "NetDueDate",
              "SpecialGLCode",
              "DebitCreditCode",
              "CompanyCodeCurrency",
              "AmountInCompanyCodeCurrency",
              "TransactionCurrency",
              "AmountInTransactionCurrency");

  private final Site site;

  AccountingItems(Site site) {
    this.site = site;
  }

  void all(ODataFilter condition, Consumer<S4Record> each) {
    List<ODataFilter> filters = new ArrayList<>();
    filters.add(ODataFilter.eq("FinancialAccountType", "D"));
    if (!site.codes().companies().isEmpty()) {
      filters.add(ODataFilter.in("CompanyCode", site.codes().companies().keySet()));
    }
    filters.add(condition);
    Pages.all(
        site,
        S4HanaApi.ACCOUNTING_ITEMS,
        "A_OperationalAcctgDocItemCube",
        QUERY,
        ODataFilter.all(filters),
        KEYS,
        each);
  }
}
