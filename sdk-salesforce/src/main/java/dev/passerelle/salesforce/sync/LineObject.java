package dev.passerelle.salesforce.sync;

import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.SalesOrder;
import java.util.Optional;

/**
 * The object that holds the lines of a kind of documents.
 *
 * @param name {@code OrderItem}
 * @param parent the column with the document's id
 * @param number the column with Salesforce's own number of the line
 * @param key the external id that holds the line's key
 * @param discounts whether lines have a discount and a place of their own
 * @param writable whether lines are written
 */
record LineObject(
    String name, String parent, String number, String key, boolean discounts, boolean writable) {

  static Optional<LineObject> of(EntityType type, String prefix) {
    String key = prefix + "Line_Key__c";
    if (type.equals(Quote.TYPE)) {
      return Optional.of(
          new LineObject("QuoteLineItem", "QuoteId", "LineNumber", key, true, false));
    }
    return type.equals(SalesOrder.TYPE)
        ? Optional.of(new LineObject("OrderItem", "OrderId", "OrderItemNumber", key, false, true))
        : Optional.empty();
  }
}
