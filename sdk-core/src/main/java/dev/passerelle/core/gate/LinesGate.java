package dev.passerelle.core.gate;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.DocumentLine;
import java.math.BigDecimal;
import java.util.Map;

final class LinesGate implements Gate {

  @Override
  public String name() {
    return "lines";
  }

  @Override
  public Verdict judge(GateInput input) {
    Verdict verdict = Verdict.PROCEED;
    for (DocumentLine line : Lines.items(input)) {
      if (line.product().isEmpty()) {
        verdict = verdict.and(reject(line, ErrorCode.PRODUCT_UNKNOWN));
      } else if (line.quantity().orElse(BigDecimal.ZERO).signum() == 0) {
        verdict = verdict.and(reject(line, ErrorCode.LINE_WITHOUT_VALUE));
      }
    }
    return verdict;
  }

  private static Verdict reject(DocumentLine line, ErrorCode code) {
    return Verdict.reject(code, ": line " + line.key(), Map.of("line", line.key()));
  }
}
