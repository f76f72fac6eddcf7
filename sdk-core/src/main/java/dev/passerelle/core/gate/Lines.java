package dev.passerelle.core.gate;

import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The item lines of the document to be made. */
final class Lines {
  private Lines() {}

  static List<DocumentLine> items(GateInput input) {
    return input.document().get(SalesOrder.LINES).orElse(List.of()).stream()
        .filter(line -> line.kind() == DocumentLine.Kind.ITEM)
        .toList();
  }

  static Set<Ref> products(GateInput input) {
    return items(input).stream()
        .flatMap(line -> line.product().stream())
        .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
  }
}
