package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The figures of a page of customers, from the services that have a part of them. */
final class Balances implements Extras {
  static final String FIGURES = "+figures";
  static final String ACCOUNTING = "accounting";
  static final String OVERDUE = "overdue";
  static final String CREDIT = "credit";
  static final String OLDEST = "oldest";
  static final String ORDERS = "orders";
  static final String DELIVERIES = "deliveries";
  static final String LIMIT = "limit";
  static final String STATE = "state";

  /** Customers in one condition: their numbers are short. */
  private static final int CUSTOMERS = 50;

  private final Site site;
  private final boolean documents;
  private final boolean limits;

  /**
   * What is needed.
   *
   * @param documents whether open orders and deliveries are read
   * @param limits whether credit limits are read
   */
  Balances(Site site, boolean documents, boolean limits) {
    this.site = site;
    this.documents = documents;
    this.limits = limits;
  }

  static S4Record figures(S4Record customer) {
    return customer.rows(FIGURES).stream()
        .findFirst()
        .orElseGet(() -> new S4Record(JsonTree.of(Map.of())));
  }

  /** The items of one customer, added up while they are read: none of them is kept. */
  private static final class Sum {
    private BigDecimal balance = BigDecimal.ZERO;
    private BigDecimal overdue = BigDecimal.ZERO;
    private BigDecimal credit = BigDecimal.ZERO;
    private @Nullable LocalDate oldest;

    void add(S4Record item, LocalDate today) {
      BigDecimal amount = item.amount("AmountInCompanyCodeCurrency");
      balance = balance.add(amount);
      LocalDate due = item.date("NetDueDate").orElse(null);
      if (amount.signum() < 0 && item.text("InvoiceReference").isEmpty()) {
        credit = credit.subtract(amount);
      } else if (due != null && due.isBefore(today)) {
        overdue = overdue.add(amount);
        boolean older = oldest == null || due.isBefore(oldest);
        oldest = older && amount.signum() > 0 ? due : oldest;
      }
    }

    void into(Map<String, @Nullable Object> values) {
      values.put(ACCOUNTING, balance);
      values.put(OVERDUE, overdue);
      values.put(CREDIT, credit);
      values.put(OLDEST, oldest == null ? null : oldest.toString());
    }
  }

  @Override
  public List<S4Record> onto(EntityMap map, List<S4Record> rows) {
    List<S4Record> all = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += CUSTOMERS) {
      all.addAll(chunk(rows.subList(from, Math.min(rows.size(), from + CUSTOMERS))));
    }
    return all;
  }

  @Override
  public Set<S4HanaApi> services() {
    Set<S4HanaApi> services = EnumSet.of(S4HanaApi.ACCOUNTING_ITEMS);
    if (documents) {
      services.add(DocumentLayout.orderNames(site).api());
      services.add(S4HanaApi.OUTBOUND_DELIVERY);
    }
    if (limits) {
      services.add(S4HanaApi.CREDIT);
    }
    return services;
  }

  private List<S4Record> chunk(List<S4Record> rows) {
    List<String> currencies = new ArrayList<>();
    Map<String, Sum> sums = sums(numbers(rows, "Customer"), currencies);
    String currency = currencies.isEmpty() ? site.codes().currency() : currencies.get(0);
    Map<String, Exposure.Open> open =
        documents ? new Exposure(site).of(numbers(rows, "Customer"), currency) : Map.of();
    Map<String, CreditLimits.Limit> known =
        limits ? new CreditLimits(site).of(numbers(rows, "BusinessPartner"), currency) : Map.of();
    List<S4Record> all = new ArrayList<>();
    for (S4Record row : rows) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      String customer = row.number("Customer").orElse("");
      Objects.requireNonNullElseGet(sums.get(customer), Sum::new).into(values);
      if (documents) {
        into(values, Objects.requireNonNullElse(open.get(customer), Exposure.Open.NOTHING));
      }
      if (limits) {
        String partner = row.number("BusinessPartner").orElse("");
        into(values, Objects.requireNonNullElse(known.get(partner), CreditLimits.Limit.NONE));
      }
      all.add(Extras.with(row, FIGURES, List.of(new S4Record(JsonTree.of(values)))));
    }
    return all;
  }

  private static void into(Map<String, @Nullable Object> values, Exposure.Open open) {
    values.put(ORDERS, open.orders());
    values.put(DELIVERIES, open.deliveries());
  }

  private static void into(Map<String, @Nullable Object> values, CreditLimits.Limit limit) {
    values.put(LIMIT, limit.amount());
    values.put(STATE, limit.state());
  }

  private static List<String> numbers(List<S4Record> rows, String property) {
    return rows.stream().flatMap(row -> row.number(property).stream()).toList();
  }

  private Map<String, Sum> sums(List<String> customers, List<String> currencies) {
    Map<String, Sum> sums = new LinkedHashMap<>();
    LocalDate today = site.today();
    new AccountingItems(site)
        .all(
            ODataFilter.in("Customer", customers).and(ODataFilter.eq("IsCleared", false)),
            item -> {
              oneCurrency(item, currencies);
              if (!AccountingItems.isNoted(item)) {
                sums.computeIfAbsent(item.number("Customer").orElse(""), key -> new Sum())
                    .add(item, today);
              }
            });
    return sums;
  }

  /** Amounts of two currencies have no sum. */
  private static void oneCurrency(S4Record item, List<String> currencies) {
    String currency = item.text("CompanyCodeCurrency").orElse("");
    if (currencies.isEmpty()) {
      currencies.add(currency);
    } else if (!currencies.get(0).equals(currency)) {
      throw InvalidConfiguration.inCode(
          ErrorCode.CONFIGURATION_INVALID,
          "company",
          "company codes of different currencies: " + currencies.get(0) + " and " + currency);
    }
  }
}
