package dev.passerelle.core.gate;

import dev.passerelle.core.adapter.Priced;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Quote;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

final class TotalsGate implements Gate {
  private final BigDecimal tolerance;

  TotalsGate(BigDecimal tolerance) {
    this.tolerance = tolerance;
  }

  @Override
  public String name() {
    return "totals";
  }

  @Override
  public Set<Need> needs(GateInput known) {
    return Set.of(Need.price());
  }

  @Override
  public Verdict judge(GateInput input) {
    Optional<BigDecimal> net = input.source().get(Quote.NET);
    Verdict verdict = Verdict.PROCEED;
    if (net.isPresent()) {
      verdict = verdict.and(net(net.get(), sum(input)));
      verdict = verdict.and(net(net.get(), input.priced().flatMap(Priced::netTotal)));
    }
    return verdict.and(gross(input));
  }

  private static Verdict net(BigDecimal stated, Optional<BigDecimal> other) {
    if (other.isEmpty() || stated.compareTo(other.get()) == 0) {
      return Verdict.PROCEED;
    }
    return differ(Verdict.Outcome.REJECT, ErrorCode.TOTAL_MISMATCH, stated, other.get());
  }

  private Verdict gross(GateInput input) {
    Optional<BigDecimal> stated = input.source().get(Quote.GROSS);
    Optional<BigDecimal> priced = input.priced().flatMap(Priced::grossTotal);
    if (stated.isEmpty()
        || priced.isEmpty()
        || stated.get().subtract(priced.get()).abs().compareTo(tolerance) <= 0) {
      return Verdict.PROCEED;
    }
    return differ(Verdict.Outcome.NOTICE, ErrorCode.TAX_DIFFERENCE, stated.get(), priced.get());
  }

  private static Verdict differ(
      Verdict.Outcome outcome, ErrorCode code, BigDecimal stated, BigDecimal other) {
    String left = Amounts.text(stated);
    String right = Amounts.text(other);
    Map<String, String> figures = Map.of("actual", left, "expected", right);
    return new Verdict(outcome, List.of(Notice.of(code, ": " + left + " vs " + right, figures)));
  }

  /** The sum of the source's line totals; empty when a line does not show its own. */
  private static Optional<BigDecimal> sum(GateInput input) {
    List<DocumentLine> lines =
        input.source().get(Quote.LINES).orElse(List.of()).stream()
            .filter(line -> line.kind() == DocumentLine.Kind.ITEM)
            .toList();
    if (lines.isEmpty() || lines.stream().anyMatch(line -> line.net().isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        lines.stream()
            .map(line -> line.net().orElse(BigDecimal.ZERO))
            .reduce(BigDecimal.ZERO, BigDecimal::add));
  }
}
