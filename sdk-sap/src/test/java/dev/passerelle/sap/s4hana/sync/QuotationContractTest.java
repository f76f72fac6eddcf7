package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import java.util.Map;

class QuotationContractTest extends OrderContractTest {
  @Override
  protected EntityType type() {
    return Quote.TYPE;
  }

  @Override
  String set() {
    return "A_SalesQuotation";
  }

  @Override
  String name() {
    return "SalesQuotation";
  }

  @Override
  String plant() {
    return "Plant";
  }

  @Override
  boolean ordered() {
    return false;
  }

  @Override
  void draw(RecordId id) {
    systems
        .simulator
        .user()
        .change(
            "A_SalesQuotationItem",
            Map.of("SalesQuotation", id.value(), "SalesQuotationItem", "10"),
            Map.of("SalesDocumentRjcnReason", "50"));
  }
}
