package dev.passerelle.testkit.simulation;

import dev.passerelle.core.WaitingEntry;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Each invoice of the ERP is in the CRM once, with its customer and all its amounts, or something
 * about it is open (invariants 3, 6 and 14).
 */
final class InvoicesShown implements Oracle {
  @Override
  public void judge(World world, List<Effect> fresh, Consumer<String> breach) {
    if (!world.extras.invoices()) {
      return;
    }
    Map<String, Fields> shown = new HashMap<>();
    for (RecordId id : world.in("crm", Invoice.TYPE).ids()) {
      Fields invoice = world.in("crm", Invoice.TYPE).fields(id).orElse(Fields.empty());
      if (shown.put(invoice.get(Invoice.NUMBER).orElse(""), invoice) != null) {
        breach.accept("two invoices " + invoice.get(Invoice.NUMBER) + " in the CRM");
      }
    }
    List<WaitingEntry> waiting = world.waiting();
    for (RecordId id : world.in("erp", Invoice.TYPE).ids()) {
      if (!world.waits(waiting, Invoice.TYPE, id.value(), "")) {
        Fields booked = world.in("erp", Invoice.TYPE).fields(id).orElse(Fields.empty());
        same(world, booked, shown.get(booked.get(Invoice.NUMBER).orElse("none")), breach);
      }
    }
  }

  private static void same(
      World world, Fields booked, @Nullable Fields shown, Consumer<String> breach) {
    String number = booked.get(Invoice.NUMBER).orElse("");
    if (shown == null) {
      breach.accept("invoice " + number + " is not in the CRM");
      return;
    }
    BigDecimal paid = shown.get(Invoice.PAID).orElse(BigDecimal.ZERO);
    BigDecimal left = shown.get(Invoice.REMAINING).orElse(BigDecimal.ZERO);
    BigDecimal gross = booked.get(Invoice.GROSS).orElse(BigDecimal.ZERO);
    if (gross.compareTo(paid.add(left)) != 0) {
      breach.accept("invoice " + number + " is " + gross + ", and shown as " + paid + " + " + left);
    }
    Optional<String> counterpart =
        booked.get(Invoice.CUSTOMER).flatMap(ref -> counterpart(world, ref));
    if (!counterpart.equals(shown.get(Invoice.CUSTOMER).map(Ref::value))) {
      breach.accept("invoice " + number + " has another customer in the CRM: " + shown);
    }
  }

  private static Optional<String> counterpart(World world, Ref ref) {
    return world.links().stream()
        .filter(link -> link.is(Customer.TYPE) && link.erp().equals(ref.value()))
        .map(LinkRow::crm)
        .findFirst();
  }
}
