package dev.passerelle.core.gate;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.StockLevel;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

final class StockGate implements Gate {

  @Override
  public String name() {
    return "stock";
  }

  @Override
  public Set<Need> needs(GateInput known) {
    return Lines.products(known).stream()
        .map(ref -> Need.record(StockLevel.TYPE, ref))
        .collect(Collectors.toSet());
  }

  @Override
  public Verdict judge(GateInput input) {
    Verdict verdict = Verdict.PROCEED;
    for (Ref ref : Lines.products(input)) {
      Optional<BigDecimal> available =
          input.record(StockLevel.TYPE, ref).flatMap(stock -> stock.get(StockLevel.AVAILABLE));
      BigDecimal ordered = ordered(input, ref);
      if (available.isPresent() && available.get().compareTo(ordered) < 0) {
        verdict = verdict.and(tell(ref, available.get(), ordered));
      }
    }
    return verdict;
  }

  private static BigDecimal ordered(GateInput input, Ref product) {
    return Lines.items(input).stream()
        .filter(line -> line.product().filter(product::equals).isPresent())
        .map(DocumentLine::quantity)
        .flatMap(Optional::stream)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Verdict tell(Ref ref, BigDecimal available, BigDecimal ordered) {
    String have = Amounts.quantity(available);
    String want = Amounts.quantity(ordered);
    return Verdict.notice(
        ErrorCode.STOCK_SHORT,
        " " + ref.value() + ": " + have + " < " + want,
        Map.of("product", ref.value(), "available", have, "ordered", want));
  }
}
