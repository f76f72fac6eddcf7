package dev.passerelle.core.gate;

import dev.passerelle.core.adapter.Priced;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Quote;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

final class CreditLimitGate implements Gate {

  @Override
  public String name() {
    return "credit-limit";
  }

  @Override
  public Set<Need> needs(GateInput known) {
    Set<Need> needs = new LinkedHashSet<>(Balances.needs(known));
    needs.add(Need.price());
    return needs;
  }

  @Override
  public Verdict judge(GateInput input) {
    Optional<Fields> balance =
        Balances.payer(input).flatMap(payer -> input.record(CustomerBalance.TYPE, payer));
    if (balance.isEmpty()) {
      return Verdict.PROCEED;
    }
    BigDecimal limit = amount(balance.get(), CustomerBalance.CREDIT_LIMIT);
    boolean unknown = balance.get().get(CustomerBalance.OUTSTANDING).isEmpty();
    if (limit.signum() > 0 && unknown) {
      String need = CustomerBalance.OUTSTANDING.name();
      return Verdict.hold(ErrorCode.NEED_MISSING, ": " + need, Map.of("field", need));
    }
    BigDecimal total = amount(balance.get(), CustomerBalance.OUTSTANDING).add(gross(input));
    if (balance.get().get(CustomerBalance.ORDERS).isPresent()) {
      total = total.add(input.pending());
    }
    if (limit.signum() <= 0 || total.compareTo(limit) <= 0) {
      return Verdict.PROCEED;
    }
    return Verdict.hold(
        ErrorCode.CREDIT_LIMIT_EXCEEDED,
        ": " + Amounts.text(total) + " > " + Amounts.text(limit),
        Map.of("actual", Amounts.text(total), "limit", Amounts.text(limit)));
  }

  private static BigDecimal gross(GateInput input) {
    return input
        .priced()
        .flatMap(Priced::grossTotal)
        .or(() -> input.source().get(Quote.GROSS))
        .orElse(BigDecimal.ZERO);
  }

  private static BigDecimal amount(
      Fields balance, dev.passerelle.core.model.Field<BigDecimal> field) {
    return balance.get(field).orElse(BigDecimal.ZERO);
  }
}
