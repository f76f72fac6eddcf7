package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.core.model.Customer;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.List;
import java.util.Optional;

/** Partners by what lies in sets of its own: the partner's number is looked up there first. */
final class PartnerFinders {
  private static final int MOST = 200;
  private static final int PARTNERS = 100;

  private final Site site;

  PartnerFinders(Site site) {
    this.site = site;
  }

  Optional<ODataFilter> byTaxNumber(List<String> values) {
    ODataFilter number = ODataFilter.in("BPTaxNumber", values);
    String type = site.codes().taxNumbers().get(Customer.VAT_NUMBER);
    ODataFilter filter = type == null ? number : number.and(ODataFilter.eq("BPTaxType", type));
    return partners("A_BusinessPartnerTaxNumber", filter);
  }

  Optional<ODataFilter> byEmail(List<String> values) {
    List<String> addresses =
        column("A_AddressEmailAddress", "AddressID", ODataFilter.in("EmailAddress", values));
    return addresses.isEmpty()
        ? Optional.empty()
        : partners("A_BusinessPartnerAddress", ODataFilter.in("AddressID", addresses));
  }

  private Optional<ODataFilter> partners(String set, ODataFilter filter) {
    List<String> partners = column(set, "BusinessPartner", filter);
    return partners.isEmpty()
        ? Optional.empty()
        : Optional.of(ODataFilter.in("BusinessPartner", partners));
  }

  private List<String> column(String set, String property, ODataFilter filter) {
    ODataQuery query = ODataQuery.all().select(property).filter(filter).top(MOST);
    List<S4Record> rows = site.service(S4HanaApi.BUSINESS_PARTNER).page(set, query).records();
    return rows.stream()
        .flatMap(row -> row.text(property).stream())
        .distinct()
        .limit(PARTNERS)
        .toList();
  }
}
