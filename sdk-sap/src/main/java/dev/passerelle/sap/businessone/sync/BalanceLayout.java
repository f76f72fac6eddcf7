package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Ref;
import dev.passerelle.sap.businessone.model.B1Record;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a customer owes: a facet with a feed of its own, since a balance does not move the partner's
 * stamp (fact sheet §3). Amounts are in the company's currency.
 */
final class BalanceLayout {
  private static final String ACCOUNT = "CurrentAccountBalance";
  private static final String DELIVERIES = "OpenDeliveryNotesBalance";
  private static final String ORDERS = "OpenOrdersBalance";
  private static final String LIMIT = "CreditLimit";

  static final Set<Field<?>> FIELDS =
      Set.of(
          CustomerBalance.OUTSTANDING,
          CustomerBalance.ACCOUNTING,
          CustomerBalance.DELIVERIES,
          CustomerBalance.ORDERS,
          CustomerBalance.CREDIT_LIMIT,
          CustomerBalance.OVERRUN,
          CustomerBalance.OVERDUE,
          CustomerBalance.OLDEST_DUE_DATE,
          CustomerBalance.DAYS_OVERDUE,
          CustomerBalance.PAYER,
          CustomerBalance.AS_OF);

  /** What is told by open items only. */
  private static final Set<Field<?>> LATE =
      Set.of(
          CustomerBalance.OVERDUE, CustomerBalance.OLDEST_DUE_DATE, CustomerBalance.DAYS_OVERDUE);

  private static final Set<String> KEYS = Set.of("CardCode");

  private BalanceLayout() {}

  static EntityMap map(Site site, Selection selection) {
    OpenItems items = new OpenItems(site);
    EntityMap.Layout layout =
        new EntityMap.Layout(
            CustomerBalance.TYPE,
            List.of(PartnerLayout.source()),
            "",
            PartnerLayout.COLLECTIONS,
            row -> false,
            false,
            Set.of(),
            Layouts.LISTED,
            Completion.NONE,
            "",
            LATE.stream().anyMatch(selection::uses) ? items : Extras.NONE);
    Map<Field<?>, Binding<?>> all = new LinkedHashMap<>();
    figure(all, CustomerBalance.ACCOUNTING, ACCOUNT);
    figure(all, CustomerBalance.DELIVERIES, DELIVERIES);
    figure(all, CustomerBalance.ORDERS, ORDERS);
    figure(all, CustomerBalance.CREDIT_LIMIT, LIMIT);
    Set<String> sums = Set.of(ACCOUNT, DELIVERIES, ORDERS);
    Layouts.put(
        all, Binding.readOnly(CustomerBalance.OUTSTANDING, sums, BalanceLayout::outstanding));
    Layouts.put(
        all,
        Binding.readOnly(
            CustomerBalance.OVERRUN,
            Set.of(ACCOUNT, DELIVERIES, ORDERS, LIMIT),
            BalanceLayout::overrun));
    Layouts.put(
        all,
        Binding.readOnly(
            CustomerBalance.PAYER,
            Set.of("FatherCard", "CardCode"),
            row ->
                row.text("FatherCard")
                    .or(() -> row.text("CardCode"))
                    .map(code -> Ref.to(Customer.TYPE, code))
                    .orElse(null)));
    Layouts.put(
        all, Binding.readOnly(CustomerBalance.AS_OF, Set.of("CardCode"), row -> site.now()));
    late(all, items);
    return Layouts.map(site, layout, all, selection);
  }

  private static void late(Map<Field<?>, Binding<?>> all, OpenItems items) {
    Layouts.put(
        all, Binding.readOnly(CustomerBalance.OVERDUE, KEYS, row -> row.amount(OpenItems.OVERDUE)));
    Layouts.put(
        all,
        Binding.readOnly(
            CustomerBalance.OLDEST_DUE_DATE, KEYS, row -> row.date(OpenItems.OLDEST).orElse(null)));
    Layouts.put(
        all,
        Binding.readOnly(
            CustomerBalance.DAYS_OVERDUE,
            KEYS,
            row ->
                row.date(OpenItems.OLDEST)
                    .map(oldest -> ChronoUnit.DAYS.between(oldest, items.today()))
                    .orElse(null)));
  }

  private static void figure(
      Map<Field<?>, Binding<?>> all, Field<BigDecimal> field, String property) {
    Layouts.put(all, Binding.readOnly(field, Set.of(property), row -> row.amount(property)));
  }

  private static BigDecimal outstanding(B1Record row) {
    return row.amount(ACCOUNT).add(row.amount(DELIVERIES)).add(row.amount(ORDERS));
  }

  /** A limit of zero means that there is none. */
  private static BigDecimal overrun(B1Record row) {
    BigDecimal limit = row.amount(LIMIT);
    return limit.signum() <= 0
        ? BigDecimal.ZERO
        : outstanding(row).subtract(limit).max(BigDecimal.ZERO);
  }
}
