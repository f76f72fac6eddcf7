package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Ref;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What customers owe: a facet of the customer, from the open items of accounting, from orders and
 * deliveries that are not billed, and from credit management (fact sheet §2.7); listed, since
 * nothing tells when an item was cleared.
 */
final class BalanceLayout {
  static final Set<Field<?>> FIELDS =
      Set.of(
          CustomerBalance.OUTSTANDING,
          CustomerBalance.ACCOUNTING,
          CustomerBalance.ORDERS,
          CustomerBalance.DELIVERIES,
          CustomerBalance.CREDIT_LIMIT,
          CustomerBalance.OVERRUN,
          CustomerBalance.CREDIT_STATE,
          CustomerBalance.OVERDUE,
          CustomerBalance.OLDEST_DUE_DATE,
          CustomerBalance.DAYS_OVERDUE,
          CustomerBalance.UNALLOCATED_CREDIT,
          CustomerBalance.PAYER,
          CustomerBalance.AS_OF);

  private static final Set<String> PATHS = Set.of("Customer", Balances.FIGURES);

  private BalanceLayout() {}

  static EntityMap map(Site site, Selection selection) {
    Map<Field<?>, Binding<?>> all = fields(site);
    // A company may have no credit management: who only wishes for limits does without.
    boolean limits = asks(selection.fields()) || site.offers(S4HanaApi.CREDIT);
    if (!limits) {
      all.remove(CustomerBalance.CREDIT_LIMIT);
      all.remove(CustomerBalance.CREDIT_STATE);
      all.remove(CustomerBalance.OVERRUN);
    }
    Layout layout =
        Layout.of(CustomerBalance.TYPE, PartnerLayout.source())
            .member(PartnerLayout::isCustomer)
            .can(Layouts.LISTED)
            .page(100)
            .extras(
                new Balances(site, usesDocuments(site, selection), limits && usesLimits(selection)))
            .build();
    return Layouts.map(site, layout, all, selection);
  }

  private static boolean asks(Set<Field<?>> fields) {
    return fields.contains(CustomerBalance.CREDIT_LIMIT)
        || fields.contains(CustomerBalance.CREDIT_STATE)
        || fields.contains(CustomerBalance.OVERRUN);
  }

  private static boolean usesLimits(Selection selection) {
    return asks(selection.fields()) || asks(selection.wished());
  }

  private static boolean usesDocuments(Site site, Selection selection) {
    boolean counted =
        site.codes().openDocumentsCount()
            && (selection.uses(CustomerBalance.OUTSTANDING)
                || selection.uses(CustomerBalance.OVERRUN));
    return counted
        || selection.uses(CustomerBalance.ORDERS)
        || selection.uses(CustomerBalance.DELIVERIES);
  }

  private static Map<Field<?>, Binding<?>> fields(Site site) {
    Map<Field<?>, Binding<?>> all = new LinkedHashMap<>();
    figure(all, CustomerBalance.ACCOUNTING, Balances.ACCOUNTING);
    figure(all, CustomerBalance.OVERDUE, Balances.OVERDUE);
    figure(all, CustomerBalance.UNALLOCATED_CREDIT, Balances.CREDIT);
    figure(all, CustomerBalance.ORDERS, Balances.ORDERS);
    figure(all, CustomerBalance.DELIVERIES, Balances.DELIVERIES);
    figure(all, CustomerBalance.CREDIT_LIMIT, Balances.LIMIT);
    Layouts.put(
        all,
        Binding.readOnly(
            CustomerBalance.OUTSTANDING, PATHS, row -> outstanding(site, Balances.figures(row))));
    Layouts.put(
        all,
        Binding.readOnly(
            CustomerBalance.OVERRUN, PATHS, row -> overrun(site, Balances.figures(row))));
    Layouts.put(
        all,
        Binding.readOnly(
            CustomerBalance.CREDIT_STATE,
            PATHS,
            row -> Balances.figures(row).text(Balances.STATE).orElse(null)));
    Layouts.put(
        all,
        Binding.readOnly(
            CustomerBalance.OLDEST_DUE_DATE,
            PATHS,
            row -> Balances.figures(row).date(Balances.OLDEST).orElse(null)));
    Layouts.put(all, Binding.readOnly(CustomerBalance.DAYS_OVERDUE, PATHS, row -> days(site, row)));
    Layouts.put(
        all,
        Binding.readOnly(
            CustomerBalance.PAYER,
            Set.of("Customer"),
            row -> row.number("Customer").map(code -> Ref.to(Customer.TYPE, code)).orElse(null)));
    Layouts.put(
        all, Binding.readOnly(CustomerBalance.AS_OF, Set.of("Customer"), row -> site.now()));
    return all;
  }

  private static void figure(Map<Field<?>, Binding<?>> all, Field<BigDecimal> field, String name) {
    Layouts.put(
        all,
        Binding.readOnly(field, PATHS, row -> Balances.figures(row).decimal(name).orElse(null)));
  }

  /** Null where a part of it is not known: a gate must not take it for nothing. */
  private static @Nullable BigDecimal outstanding(Site site, S4Record figures) {
    Optional<BigDecimal> accounting = figures.decimal(Balances.ACCOUNTING);
    if (!site.codes().openDocumentsCount()) {
      return accounting.orElse(null);
    }
    Optional<BigDecimal> orders = figures.decimal(Balances.ORDERS);
    Optional<BigDecimal> deliveries = figures.decimal(Balances.DELIVERIES);
    return accounting.isPresent() && orders.isPresent() && deliveries.isPresent()
        ? accounting.get().add(orders.get()).add(deliveries.get())
        : null;
  }

  private static @Nullable BigDecimal overrun(Site site, S4Record figures) {
    BigDecimal outstanding = outstanding(site, figures);
    Optional<BigDecimal> limit = figures.decimal(Balances.LIMIT);
    if (outstanding == null || limit.isEmpty()) {
      return limit.isEmpty() ? BigDecimal.ZERO : null;
    }
    return outstanding.subtract(limit.get()).max(BigDecimal.ZERO);
  }

  private static @Nullable Long days(Site site, S4Record row) {
    return Balances.figures(row)
        .date(Balances.OLDEST)
        .map(oldest -> ChronoUnit.DAYS.between(oldest, site.today()))
        .orElse(null);
  }
}
