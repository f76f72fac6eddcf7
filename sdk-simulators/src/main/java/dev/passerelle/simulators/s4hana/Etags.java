package dev.passerelle.simulators.s4hana;

import java.util.Map;

/** ETags: parts of a sales document carry that of the document (fact sheet §2.4, §6). */
final class Etags {
  private static final Map<String, String> DOCUMENTS =
      Map.of("SalesOrder", "A_SalesOrder", "SalesQuotation", "A_SalesQuotation");

  private final Store store;

  Etags(Store store) {
    this.store = store;
  }

  String of(Shape shape, Row row) {
    return root(shape, row).etag();
  }

  Row root(Shape shape, Row row) {
    for (Map.Entry<String, String> each : DOCUMENTS.entrySet()) {
      boolean part = shape.stored().startsWith(each.getValue());
      if (part && !shape.stored().equals(each.getValue())) {
        return store
            .find(each.getValue(), Map.of(each.getKey(), row.text(each.getKey())))
            .orElse(row);
      }
    }
    return row;
  }
}
