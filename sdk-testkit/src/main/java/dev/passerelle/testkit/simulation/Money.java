package dev.passerelle.testkit.simulation;

import dev.passerelle.core.WaitingEntry;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.SalesOrder;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the CRM shows as owed is what the ERP says, to the cent and over all customers, and no
 * document has a part of its lines or another net, unless its quote is listed as waiting: an order
 * cannot be completed for a customer that was deleted meanwhile (invariant 14, L19, L22).
 */
final class Money implements Oracle {
  @Override
  public void judge(World world, List<Effect> fresh, Consumer<String> breach) {
    List<WaitingEntry> waiting = world.waiting();
    owed(world, waiting, breach);
    Map<String, Fields> quotes = new HashMap<>();
    for (RecordId id : world.in("crm", Quote.TYPE).ids()) {
      if (!world.waits(waiting, Quote.TYPE, "", id.value())) {
        Fields quote = world.in("crm", Quote.TYPE).fields(id).orElse(Fields.empty());
        quote.get(Quote.NUMBER).ifPresent(number -> quotes.putIfAbsent(number, quote));
      }
    }
    for (RecordId id : world.in("erp", SalesOrder.TYPE).ids()) {
      Fields order = world.in("erp", SalesOrder.TYPE).fields(id).orElse(Fields.empty());
      Optional<Fields> quote =
          order.get(SalesOrder.EXTERNAL_NUMBER).map(number -> quotes.get(number));
      quote.ifPresent(source -> same(id, source, order, breach));
    }
  }

  private static void same(RecordId id, Fields quote, Fields order, Consumer<String> breach) {
    int lines = order.get(SalesOrder.LINES).map(List::size).orElse(0);
    if (lines != quote.get(Quote.LINES).map(List::size).orElse(0)) {
      breach.accept("order " + id + " has " + lines + " lines, and its quote others");
    }
    BigDecimal net = order.get(SalesOrder.NET).orElse(BigDecimal.ZERO);
    if (net.compareTo(quote.get(Quote.NET).orElse(BigDecimal.ZERO)) != 0) {
      breach.accept("order " + id + " has another net than its quote: " + net);
    }
  }

  private static void owed(World world, List<WaitingEntry> waiting, Consumer<String> breach) {
    BigDecimal erp = BigDecimal.ZERO;
    BigDecimal crm = BigDecimal.ZERO;
    for (LinkRow link : world.links()) {
      Optional<Fields> balance =
          world
              .in("erp", CustomerBalance.TYPE)
              .fields(RecordId.of(link.erp().isEmpty() ? "0" : link.erp()));
      if (link.is(Customer.TYPE)
          && link.active()
          && balance.isPresent()
          && !world.waits(waiting, Customer.TYPE, link.erp(), link.crm())) {
        erp = erp.add(outstanding(balance));
        crm = crm.add(outstanding(world.in("crm", Customer.TYPE).fields(RecordId.of(link.crm()))));
      }
    }
    if (erp.compareTo(crm) != 0) {
      breach.accept("the CRM shows " + crm + " as owed, the ERP " + erp);
    }
  }

  private static BigDecimal outstanding(Optional<Fields> fields) {
    return fields.flatMap(all -> all.get(CustomerBalance.OUTSTANDING)).orElse(BigDecimal.ZERO);
  }
}
