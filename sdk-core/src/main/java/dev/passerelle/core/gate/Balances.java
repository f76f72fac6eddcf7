package dev.passerelle.core.gate;

import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Whose balance counts: the payer's, who is the customer unless its balance names another. */
final class Balances {
  private Balances() {}

  static Set<Need> needs(GateInput known) {
    Set<Need> needs = new LinkedHashSet<>();
    known
        .document()
        .get(SalesOrder.CUSTOMER)
        .ifPresent(ref -> needs.add(Need.record(CustomerBalance.TYPE, ref)));
    payer(known).ifPresent(ref -> needs.add(Need.record(CustomerBalance.TYPE, ref)));
    return needs;
  }

  static Optional<Ref> payer(GateInput known) {
    return known
        .document()
        .get(SalesOrder.CUSTOMER)
        .map(
            customer ->
                known
                    .record(CustomerBalance.TYPE, customer)
                    .flatMap(balance -> balance.get(CustomerBalance.PAYER))
                    .orElse(customer));
  }
}
