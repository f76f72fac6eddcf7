package dev.passerelle.testkit.simulation;

import dev.passerelle.core.WaitingEntry;
import dev.passerelle.core.model.DocumentReport;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.SalesOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Each approved quote has exactly one order, or is held or refused, and says which; no other quote
 * has one (invariant 3, L18).
 */
final class OrdersMatchQuotes implements Oracle {
  @Override
  public void judge(World world, List<Effect> fresh, Consumer<String> breach) {
    Map<String, Fields> orders = new LinkedHashMap<>();
    for (RecordId id : world.in("erp", SalesOrder.TYPE).ids()) {
      Fields order = world.in("erp", SalesOrder.TYPE).fields(id).orElse(Fields.empty());
      String number = order.get(SalesOrder.EXTERNAL_NUMBER).orElse("");
      if (orders.put(number, order) != null) {
        breach.accept("two orders of quote " + number);
      }
    }
    List<WaitingEntry> waiting = world.waiting();
    for (RecordId id : world.in("crm", Quote.TYPE).ids()) {
      judge(world, waiting, id, orders, breach);
    }
  }

  private static void judge(
      World world,
      List<WaitingEntry> waiting,
      RecordId id,
      Map<String, Fields> orders,
      Consumer<String> breach) {
    Fields quote = world.in("crm", Quote.TYPE).fields(id).orElse(Fields.empty());
    Optional<Fields> order =
        Optional.ofNullable(orders.get(quote.get(Quote.NUMBER).orElse("none")));
    boolean approved = quote.get(Quote.STATUS).filter("APPROVED"::equals).isPresent();
    boolean waits = world.waits(waiting, Quote.TYPE, "", id.value());
    if (!approved && order.isPresent()) {
      breach.accept("an order of quote " + id + ", which nobody approved");
    }
    if (approved && order.isEmpty() && !waits) {
      breach.accept("no order of quote " + id + ": " + quote.get(DocumentReport.STATUS));
    }
    order.ifPresent(made -> same(id, quote, made, waits, breach));
  }

  private static void same(
      RecordId id, Fields quote, Fields order, boolean waits, Consumer<String> breach) {
    if (!waits && !quote.get(DocumentReport.NUMBER).equals(order.get(SalesOrder.NUMBER))) {
      breach.accept("quote " + id + " does not show its order " + quote.get(DocumentReport.NUMBER));
    }
    if (!waits
        && !quote
            .get(DocumentReport.DELIVERY_STATUS)
            .equals(order.get(SalesOrder.DELIVERY_STATUS))) {
      breach.accept("quote " + id + " does not show the delivery of its order");
    }
  }
}
