package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Ref;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What customers owe: a facet of the customer, from the open items of accounting (fact sheet §2.7),
 * listed, since nothing tells when an item was cleared. Orders that are not billed are not in it.
 */
final class BalanceLayout {
  static final Set<Field<?>> FIELDS =
      Set.of(
          CustomerBalance.OUTSTANDING,
          CustomerBalance.ACCOUNTING,
          CustomerBalance.OVERDUE,
          CustomerBalance.OLDEST_DUE_DATE,
          CustomerBalance.DAYS_OVERDUE,
          CustomerBalance.UNALLOCATED_CREDIT,
          CustomerBalance.PAYER,
          CustomerBalance.AS_OF);

  private static final String SUMS = "+sums";
  private static final Set<String> PATHS = Set.of("Customer", SUMS);

  /** Requests for payment in advance: noted, not owed. */
  private static final String NOTED = "F";

  private BalanceLayout() {}

  static EntityMap map(Site site, Selection selection) {
    Layout layout =
        Layout.of(CustomerBalance.TYPE, PartnerLayout.source())
            .member(PartnerLayout::isCustomer)
            .can(Layouts.LISTED)
            .page(100)
            .extras((map, rows) -> summed(site, rows))
            .build();
    Map<Field<?>, Binding<?>> all = new LinkedHashMap<>();
    figure(all, CustomerBalance.OUTSTANDING, "balance");
    figure(all, CustomerBalance.ACCOUNTING, "balance");
    figure(all, CustomerBalance.OVERDUE, "overdue");
    figure(all, CustomerBalance.UNALLOCATED_CREDIT, "credit");
    Layouts.put(
        all, Binding.readOnly(CustomerBalance.OLDEST_DUE_DATE, PATHS, row -> sums(row).oldest()));
    Layouts.put(all, Binding.readOnly(CustomerBalance.DAYS_OVERDUE, PATHS, row -> days(site, row)));
    Layouts.put(
        all,
        Binding.readOnly(
            CustomerBalance.PAYER,
            PATHS,
            row -> row.number("Customer").map(code -> Ref.to(Customer.TYPE, code)).orElse(null)));
    Layouts.put(all, Binding.readOnly(CustomerBalance.AS_OF, PATHS, row -> site.now()));
    return Layouts.map(site, layout, all, selection);
  }

  private static void figure(Map<Field<?>, Binding<?>> all, Field<BigDecimal> field, String name) {
    Layouts.put(
        all,
        Binding.readOnly(
            field,
            PATHS,
            row ->
                row.rows(SUMS).stream()
                    .findFirst()
                    .map(sums -> sums.amount(name))
                    .orElse(BigDecimal.ZERO)));
  }

  private static @Nullable Long days(Site site, S4Record row) {
    LocalDate oldest = sums(row).oldest();
    return oldest == null ? null : ChronoUnit.DAYS.between(oldest, site.today());
  }

  private static Sums sums(S4Record row) {
    return row.rows(SUMS).stream()
        .findFirst()
        .map(sums -> new Sums(sums.date("oldest").orElse(null)))
        .orElse(new Sums(null));
  }

  /** What is read back. */
  private record Sums(@Nullable LocalDate oldest) {}

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

    S4Record row() {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      values.put("balance", balance);
      values.put("overdue", overdue);
      values.put("credit", credit);
      values.put("oldest", oldest == null ? null : oldest.toString());
      return new S4Record(dev.passerelle.core.http.JsonTree.of(values));
    }
  }

  private static List<S4Record> summed(Site site, List<S4Record> rows) {
    List<S4Record> all = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += Reading.VALUES) {
      List<S4Record> chunk = rows.subList(from, Math.min(rows.size(), from + Reading.VALUES));
      Map<String, Sum> sums = sums(site, chunk);
      for (S4Record row : chunk) {
        Sum sum = sums.getOrDefault(row.number("Customer").orElse(""), new Sum());
        all.add(Extras.with(row, SUMS, List.of(sum.row())));
      }
    }
    return all;
  }

  private static Map<String, Sum> sums(Site site, List<S4Record> customers) {
    List<String> numbers =
        customers.stream().flatMap(row -> row.number("Customer").stream()).toList();
    Map<String, Sum> sums = new LinkedHashMap<>();
    LocalDate today = site.today();
    List<String> currencies = new ArrayList<>();
    new AccountingItems(site)
        .all(
            ODataFilter.in("Customer", numbers).and(ODataFilter.eq("IsCleared", false)),
            item -> {
              oneCurrency(item, currencies);
              if (item.text("SpecialGLCode").filter(NOTED::equals).isEmpty()) {
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
