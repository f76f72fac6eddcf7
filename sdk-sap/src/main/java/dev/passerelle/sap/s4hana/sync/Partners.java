package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.http.Lane;
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
  /** A large company has so many; more are asked for when they are needed. */
  private static final int KEPT = 100_000;

  private final Site site;
  private final Map<String, String> customers = new ConcurrentHashMap<>();
  private final Map<String, String> partners = new ConcurrentHashMap<>();

  Partners(Site site) {
    this.site = site;
  }

  /** Customer numbers by partner; partners that are no customers are left out. */
  Map<String, String> customersOf(Collection<String> wanted) {
    Map<String, String> found = new LinkedHashMap<>();
    learn("BusinessPartner", missing(wanted, customers.keySet())).forEach(found::putIfAbsent);
    for (String partner : wanted) {
      String customer = customers.get(partner);
      if (customer != null) {
        found.put(partner, customer);
      }
    }
    return found;
  }

  /** The partner of a customer. */
  Optional<String> partnerOf(String customer) {
    return known(customer)
        .or(
            () ->
                learn("Customer", List.of(customer)).entrySet().stream()
                    .filter(each -> each.getValue().equals(customer))
                    .map(Map.Entry::getKey)
                    .findFirst());
  }

  /** The partner of a customer that was met before; makes no call. */
  Optional<String> known(String customer) {
    return Optional.ofNullable(partners.get(customer));
  }

  /** Keeps the numbers of rows that show both. */
  void met(List<S4Record> rows) {
    for (S4Record row : rows) {
      Optional<String> partner = row.number("BusinessPartner");
      Optional<String> customer = row.number("Customer");
      if (partner.isPresent() && customer.isPresent() && customers.size() < KEPT) {
        customers.put(partner.get(), customer.get());
        partners.put(customer.get(), partner.get());
      }
    }
  }

  private static List<String> missing(Collection<String> wanted, Set<String> known) {
    Set<String> missing = new LinkedHashSet<>(wanted);
    missing.removeAll(known);
    return new ArrayList<>(missing);
  }

  /** Customers by partner, as just read. */
  private Map<String, String> learn(String property, List<String> values) {
    List<Questions.Question> questions = new ArrayList<>();
    for (List<String> chunk : Questions.chunks(values)) {
      ODataQuery query =
          ODataQuery.all()
              .select("BusinessPartner", "Customer")
              .filter(ODataFilter.in(property, chunk))
              .top(chunk.size());
      questions.add(new Questions.Question("A_BusinessPartner", query));
    }
    List<S4Record> rows =
        new Questions(site, S4HanaApi.BUSINESS_PARTNER, Lane.DOCUMENTS).rows(questions);
    met(rows);
    Map<String, String> found = new LinkedHashMap<>();
    for (S4Record row : rows) {
      row.number("Customer")
          .ifPresent(customer -> found.put(row.number("BusinessPartner").orElse(""), customer));
    }
    return found;
  }
}
