package dev.passerelle.core.gate;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Ref;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

final class ProductGate implements Gate {
  private final Field<String> state;
  private final String dormant;

  ProductGate(Field<String> state, String dormant) {
    this.state = state;
    this.dormant = dormant;
  }

  @Override
  public String name() {
    return "active-products";
  }

  @Override
  public Set<Need> needs(GateInput known) {
    return Lines.products(known).stream()
        .map(ref -> Need.record(Product.TYPE, ref))
        .collect(Collectors.toSet());
  }

  @Override
  public Verdict judge(GateInput input) {
    Verdict verdict = Verdict.PROCEED;
    for (Ref ref : Lines.products(input)) {
      Optional<Fields> product = input.record(Product.TYPE, ref);
      if (product.isEmpty()) {
        verdict = verdict.and(reject(ref, ErrorCode.PRODUCT_UNKNOWN));
      } else if (product.get().get(state).filter(dormant::equals).isPresent()) {
        verdict = verdict.and(reject(ref, ErrorCode.PRODUCT_INACTIVE));
      }
    }
    return verdict;
  }

  private static Verdict reject(Ref ref, ErrorCode code) {
    return Verdict.reject(code, ": " + ref.value(), Map.of("product", ref.value()));
  }
}
