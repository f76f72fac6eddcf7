package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataMetadata;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What customers ordered and what was delivered to them and is not billed, gross: no service tells
 * the exposure that credit management computes (fact sheet §2.7), so it is added up from orders and
 * deliveries. A delivery's items have no price: they take their part of the order's item.
 */
final class Exposure {
  private static final String DELIVERIES = "A_OutbDeliveryHeader";
  private static final String DELIVERED = "to_DeliveryDocumentItem";
  private static final String UNIT = "DeliveryQuantityUnit";
  private static final List<String> UNBILLED = List.of("A", "B");
  private static final int SCALE = 2;

  private final Site site;
  private final DocumentNames names;

  Exposure(Site site) {
    this.site = site;
    this.names = DocumentLayout.orderNames(site);
  }

  /** Amounts of one customer; null where they cannot be told in the company's currency. */
  record Open(@Nullable BigDecimal orders, @Nullable BigDecimal deliveries) {
    static final Open NOTHING = new Open(BigDecimal.ZERO, BigDecimal.ZERO);

    private Open with(@Nullable BigDecimal ordered, @Nullable BigDecimal delivered) {
      return new Open(sum(orders, ordered), sum(deliveries, delivered));
    }

    private static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal other) {
      return one == null || other == null ? null : one.add(other);
    }
  }

  /**
   * By customer.
   *
   * @param currency the company's
   */
  Map<String, Open> of(List<String> customers, String currency) {
    Map<String, Open> open = new LinkedHashMap<>();
    if (customers.isEmpty()) {
      return open;
    }
    Map<String, S4Record> orders = new LinkedHashMap<>();
    orders(
        ODataFilter.in("SoldToParty", customers).and(ODataFilter.ne("OverallSDProcessStatus", "C")),
        order -> {
          order.number(names.number()).ifPresent(number -> orders.put(number, order));
          add(open, order, ordered(order, currency), BigDecimal.ZERO);
        });
    List<S4Record> deliveries = deliveries(customers);
    priced(deliveries, orders);
    for (S4Record delivery : deliveries) {
      add(open, delivery, BigDecimal.ZERO, delivered(delivery, orders, currency));
    }
    return open;
  }

  private static void add(
      Map<String, Open> open,
      S4Record document,
      @Nullable BigDecimal ordered,
      @Nullable BigDecimal delivered) {
    String customer = document.number("SoldToParty").orElse("");
    Open before = Objects.requireNonNullElse(open.get(customer), Open.NOTHING);
    open.put(customer, before.with(ordered, delivered));
  }

  private void orders(ODataFilter filter, Consumer<S4Record> each) {
    Set<String> paths = new LinkedHashSet<>();
    paths.addAll(List.of(names.number(), "SoldToParty", "TransactionCurrency"));
    for (String name :
        List.of(
            names.position(),
            "RequestedQuantity",
            names.unit(),
            "NetAmount",
            "TaxAmount",
            "SDProcessStatus",
            "OrderRelatedBillingStatus")) {
      paths.add(names.item(name));
    }
    paths.add(names.item(names.delivered()) + "/DeliveredQtyInOrderQtyUnit");
    // What older releases lack is done without.
    ODataMetadata published = site.metadata(names.api());
    paths.removeIf(path -> published.property(names.set(), path).isEmpty());
    Pages.all(
        site,
        names.api(),
        names.set(),
        EntityMap.tree(paths),
        filter,
        List.of(names.number()),
        each);
  }

  /** What of the items was neither delivered nor billed. */
  private @Nullable BigDecimal ordered(S4Record order, String currency) {
    BigDecimal open = BigDecimal.ZERO;
    for (S4Record item : order.rows(names.items())) {
      boolean done = is(item, "SDProcessStatus", "C") || is(item, "OrderRelatedBillingStatus", "C");
      BigDecimal quantity = item.amount("RequestedQuantity");
      BigDecimal left = quantity.subtract(deliveredOf(item));
      if (!done && left.signum() > 0) {
        open = open.add(part(item, left));
      }
    }
    return inCurrency(order, open, currency);
  }

  private BigDecimal deliveredOf(S4Record item) {
    return item.rows(names.delivered()).stream()
        .map(line -> line.amount("DeliveredQtyInOrderQtyUnit"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static boolean is(S4Record row, String property, String letter) {
    return row.text(property).filter(letter::equals).isPresent();
  }

  private static BigDecimal part(S4Record item, BigDecimal quantity) {
    BigDecimal gross = item.amount("NetAmount").add(item.amount("TaxAmount"));
    BigDecimal whole = item.amount("RequestedQuantity");
    return whole.signum() == 0
        ? gross
        : gross.multiply(quantity).divide(whole, SCALE, RoundingMode.HALF_UP);
  }

  private static @Nullable BigDecimal inCurrency(
      S4Record document, BigDecimal amount, String currency) {
    boolean same = document.text("TransactionCurrency").orElse(currency).equals(currency);
    return same || amount.signum() == 0 ? amount : null;
  }

  private List<S4Record> deliveries(List<String> customers) {
    Set<String> paths = new LinkedHashSet<>(List.of("DeliveryDocument", "SoldToParty"));
    for (String name :
        List.of(
            "ActualDeliveryQuantity",
            UNIT,
            "ReferenceSDDocument",
            "ReferenceSDDocumentItem",
            "DeliveryRelatedBillingStatus")) {
      paths.add(DELIVERED + "/" + name);
    }
    List<S4Record> deliveries = new ArrayList<>();
    Pages.all(
        site,
        S4HanaApi.OUTBOUND_DELIVERY,
        DELIVERIES,
        EntityMap.tree(paths),
        ODataFilter.in("SoldToParty", customers)
            .and(ODataFilter.in("OverallDelivReltdBillgStatus", UNBILLED)),
        List.of("DeliveryDocument"),
        deliveries::add);
    return deliveries;
  }

  /** Reads the orders that deliveries came from, as far as they are not known. */
  private void priced(List<S4Record> deliveries, Map<String, S4Record> orders) {
    List<String> missing =
        deliveries.stream()
            .flatMap(delivery -> delivery.rows(DELIVERED).stream())
            .flatMap(item -> item.number("ReferenceSDDocument").stream())
            .filter(number -> !orders.containsKey(number))
            .distinct()
            .toList();
    for (int from = 0; from < missing.size(); from += Reading.VALUES) {
      orders(
          ODataFilter.in(
              names.number(),
              missing.subList(from, Math.min(missing.size(), from + Reading.VALUES))),
          order -> order.number(names.number()).ifPresent(number -> orders.put(number, order)));
    }
  }

  /** Null where an item's order is not there or counts in another unit. */
  private @Nullable BigDecimal delivered(
      S4Record delivery, Map<String, S4Record> orders, String currency) {
    BigDecimal open = BigDecimal.ZERO;
    for (S4Record item : delivery.rows(DELIVERED)) {
      boolean counts =
          item.text("DeliveryRelatedBillingStatus").filter(UNBILLED::contains).isPresent();
      if (counts) {
        BigDecimal part = deliveredPart(item, orders, currency);
        if (part == null) {
          return null;
        }
        open = open.add(part);
      }
    }
    return open;
  }

  private @Nullable BigDecimal deliveredPart(
      S4Record item, Map<String, S4Record> orders, String currency) {
    S4Record order = orders.get(item.number("ReferenceSDDocument").orElse(""));
    if (order == null) {
      return null;
    }
    String position = item.number("ReferenceSDDocumentItem").orElse("");
    BigDecimal amount =
        order.rows(names.items()).stream()
            .filter(each -> each.number(names.position()).orElse("").equals(position))
            .filter(each -> each.text(names.unit()).equals(item.text(UNIT)))
            .findFirst()
            .map(each -> billable(each, item.amount("ActualDeliveryQuantity")))
            .orElse(null);
    return amount == null ? null : inCurrency(order, amount, currency);
  }

  /** What was billed by the order is not billed by the delivery. */
  private static BigDecimal billable(S4Record orderItem, BigDecimal quantity) {
    return is(orderItem, "OrderRelatedBillingStatus", "C")
        ? BigDecimal.ZERO
        : part(orderItem, quantity);
  }
}
