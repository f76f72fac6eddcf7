package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which customer number a partner has: most companies give both the same, not all. Neither ever
 * changes, so what was seen once is kept. Thread-safe.
 */
final class Partners {
  private static final int VALUES = 20;

  private final Site site;
  private final Map<String, String> customers = new ConcurrentHashMap<>();

  Partners(Site site) {
    this.site = site;
  }

  /** Customer numbers by partner; partners that are no customers are left out. */
  Map<String, String> customersOf(Collection<String> partners) {
    learn("BusinessPartner", missing(partners, customers.keySet()));
    Map<String, String> found = new LinkedHashMap<>();
    for (String partner : partners) {
      String customer = customers.get(partner);
      if (customer != null) {
        found.put(partner, customer);
      }
    }
    return found;
  }

  /** The partner of a customer. */
  Optional<String> partnerOf(String customer) {
    if (!customers.containsValue(customer)) {
      learn("Customer", List.of(customer));
    }
    return customers.entrySet().stream()
        .filter(each -> each.getValue().equals(customer))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static List<String> missing(Collection<String> wanted, Set<String> known) {
    Set<String> missing = new LinkedHashSet<>(wanted);
    missing.removeAll(known);
    return new ArrayList<>(missing);
  }

  private void learn(String property, List<String> values) {
    for (int from = 0; from < values.size(); from += VALUES) {
      List<String> chunk = values.subList(from, Math.min(values.size(), from + VALUES));
      ODataQuery query =
          ODataQuery.all()
              .select("BusinessPartner", "Customer")
              .filter(ODataFilter.in(property, chunk))
              .top(VALUES);
      for (S4Record row :
          site.service(S4HanaApi.BUSINESS_PARTNER).page("A_BusinessPartner", query).records()) {
        Optional<String> partner = row.number("BusinessPartner");
        Optional<String> customer = row.number("Customer");
        if (partner.isPresent() && customer.isPresent()) {
          customers.put(partner.get(), customer.get());
        }
      }
    }
  }
}
