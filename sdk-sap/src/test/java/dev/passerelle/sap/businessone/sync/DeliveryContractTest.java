package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.model.Delivery;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;

/** Booked documents are read; people may still change who sold. */
class DeliveryContractTest extends OrderContractTest {
  @Override
  protected EntityType type() {
    return Delivery.TYPE;
  }

  @Override
  String set() {
    return "DeliveryNotes";
  }

  @Override
  String prefix() {
    return "";
  }

  @Override
  Field<String> text() {
    return Delivery.OWNER;
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
    draw("Invoices", 15, id);
  }
}
