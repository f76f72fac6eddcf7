package dev.passerelle.testkit.simulation;

import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.SalesOrder;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The bookkeepers of the ERP: they invoice orders, each one once, and book payments. */
final class Invoicing {
  private final World world;
  private final Users users;
  private final Dice dice;
  private final Set<RecordId> invoiced = new HashSet<>();

  Invoicing(World world, Users users, Dice dice) {
    this.world = world;
    this.users = users;
    this.dice = dice;
  }

  /** What they do between two runs, if anything. */
  void act() {
    if (!world.extras.invoices()) {
      return;
    }
    orders().stream().filter(order -> dice.percent(60)).forEach(this::invoice);
    List<RecordId> invoices = world.living("erp", Invoice.TYPE);
    if (!invoices.isEmpty() && dice.percent(50)) {
      pay(dice.pick(invoices));
    }
  }

  private List<RecordId> orders() {
    return world.living("erp", SalesOrder.TYPE).stream()
        .filter(order -> !invoiced.contains(order))
        .toList();
  }

  private void invoice(RecordId order) {
    invoiced.add(order);
    Fields ordered = world.in("erp", SalesOrder.TYPE).fields(order).orElseThrow();
    BigDecimal gross = ordered.get(SalesOrder.GROSS).orElse(BigDecimal.ZERO);
    Fields invoice =
        Fields.builder()
            .set(Invoice.NUMBER, "F" + order)
            .set(Invoice.CUSTOMER, ordered.get(SalesOrder.CUSTOMER).orElseThrow())
            .set(Invoice.GROSS, gross)
            .set(Invoice.PAID, BigDecimal.ZERO)
            .set(Invoice.REMAINING, gross)
            .build();
    users.enter("erp", Invoice.TYPE, invoice);
  }

  /** A half of what is left, or all of it. */
  private void pay(RecordId id) {
    Fields before = world.in("erp", Invoice.TYPE).fields(id).orElseThrow();
    BigDecimal gross = before.get(Invoice.GROSS).orElse(BigDecimal.ZERO);
    BigDecimal left = before.get(Invoice.REMAINING).orElse(BigDecimal.ZERO);
    BigDecimal remaining =
        dice.percent(50) ? BigDecimal.ZERO : left.divideToIntegralValue(BigDecimal.valueOf(2));
    if (remaining.compareTo(left) != 0) {
      users.change(
          "erp",
          Invoice.TYPE,
          id,
          Fields.of(Invoice.PAID, gross.subtract(remaining), Invoice.REMAINING, remaining));
    }
  }
}
