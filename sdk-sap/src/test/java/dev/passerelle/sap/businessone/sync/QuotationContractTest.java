package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;

/** A quotation is an order in all but its set, its free text and what comes of it. */
class QuotationContractTest extends OrderContractTest {
  @Override
  protected EntityType type() {
    return Quote.TYPE;
  }

  @Override
  String set() {
    return "Quotations";
  }

  @Override
  Field<String> text() {
    return Quote.TITLE;
  }

  @Override
  String property() {
    return "Comments";
  }

  @Override
  void draw(RecordId id) {
    draw("Orders", 23, id);
  }
}
