package dev.passerelle.samples.matrix;

import dev.passerelle.core.model.Fields;
import java.math.BigDecimal;
import java.util.List;

/** The side that has stock, prices and the books. */
interface Erp extends End {
  /** A user puts a customer away as one does in this system: archived, asleep, frozen. */
  void retire(String customer);

  /** Three price categories, by their codes. */
  List<String> categories();

  /** Three people who look after customers, by their codes; none where a customer has nobody. */
  default List<String> people() {
    return List.of();
  }

  /** A user counts a product: so many are there. */
  void stock(String product, BigDecimal quantity);

  /** An order: customer, external number, net, number, delivery status. */
  Fields order(String id);

  /** A user delivers everything. */
  void deliver(String order);

  /** A user invoices an order and posts the invoice. */
  String invoice(String order);

  /** A user makes and posts a credit note about something of an order that was invoiced. */
  void credit(String order, String invoice);

  /** A user books what the customer sent. */
  void pay(String invoice, BigDecimal amount);

  /** What users see that a customer owes, gross. */
  BigDecimal owes(String customer);
}
