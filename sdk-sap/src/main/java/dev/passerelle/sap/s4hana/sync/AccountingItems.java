package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Customers' lines of accounting documents, of the company codes of the settings. The whole key is
 * always read, else a service that sums up would give sums.
 */
final class AccountingItems {
  static final String SET = "A_OperationalAcctgDocItemCube";
  static final String ITEM = "AccountingDocumentItem";

  private static final ODataQuery QUERY =
      ODataQuery.all()
          .select(
              "Customer",
              "BillingDocument",
              "InvoiceReference",
              "IsCleared",
              "ClearingAccountingDocument",
              "ClearingDocFiscalYear",
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
    Pages.all(
        site,
        S4HanaApi.ACCOUNTING_ITEMS,
        SET,
        QUERY,
        ofCustomers(site).and(condition),
        List.of("CompanyCode", "FiscalYear", "AccountingDocument", ITEM),
        each);
  }

  /** Lines of customers, in the company codes of the settings. */
  static ODataFilter ofCustomers(Site site) {
    ODataFilter customers = ODataFilter.eq("FinancialAccountType", "D");
    Set<String> companies = site.codes().companies().keySet();
    return companies.isEmpty()
        ? customers
        : customers.and(ODataFilter.in("CompanyCode", companies));
  }

  /** Requests for payment in advance are noted, not owed and not paid. */
  static boolean isNoted(S4Record line) {
    return line.text("SpecialGLCode").filter("F"::equals).isPresent();
  }
}
