package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.RecordId;

/** Booked documents are read; people may still change who sold. */
class InvoiceContractTest extends OrderContractTest {
  @Override
  protected EntityType type() {
    return Invoice.TYPE;
  }

  @Override
  String set() {
    return "Invoices";
  }

  @Override
  String prefix() {
    return "I";
  }

  @Override
  Field<String> text() {
    return Invoice.OWNER;
  }

  @Override
  String property() {
    return "SalesPersonCode";
  }

  @Override
  String value(int n, boolean changed) {
    return changed ? "2" : "1";
  }

  @Override
  void draw(RecordId id) {
    draw("CreditNotes", 13, id);
  }
}
