package dev.passerelle.core.gate;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

final class BlockedCustomerGate implements Gate {
  private final String block;

  BlockedCustomerGate(String block) {
    this.block = block;
  }

  @Override
  public String name() {
    return "customer-not-blocked";
  }

  @Override
  public Set<Need> needs(GateInput known) {
    return Balances.needs(known);
  }

  @Override
  public Verdict judge(GateInput input) {
    Optional<Ref> customer = input.document().get(SalesOrder.CUSTOMER);
    boolean blocked =
        customer.filter(ref -> blocked(input, ref)).isPresent()
            || Balances.payer(input).filter(ref -> blocked(input, ref)).isPresent();
    return blocked ? Verdict.reject(ErrorCode.CUSTOMER_BLOCKED, "", Map.of()) : Verdict.PROCEED;
  }

  private boolean blocked(GateInput input, Ref customer) {
    return input
        .record(CustomerBalance.TYPE, customer)
        .flatMap(balance -> balance.get(CustomerBalance.CREDIT_STATE))
        .filter(block::equals)
        .isPresent();
  }
}
