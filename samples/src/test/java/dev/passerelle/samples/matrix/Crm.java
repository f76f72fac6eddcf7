package dev.passerelle.samples.matrix;

import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Fields;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** The side that has salespeople and quotes. */
interface Crm extends End {
  /** A user writes a quote; not validated yet. */
  String quote(String customer, List<DocumentLine> lines);

  /** Three people who look after customers, by their codes. */
  List<String> people();

  /** A user puts a person to another customer. */
  void move(String contact, String customer);

  /** It is validated. */
  void approve(String quote);

  /** The states of a quote that count as validated. */
  Set<String> approved();

  /** What became of a quote, as the salesperson sees it: {@code DocumentReport}. */
  Fields report(String quote);

  /** The ERP's invoices and credit notes, as the salesperson sees them. */
  List<Fields> invoices();

  /** The state of a customer that the salesperson sees: {@code Customer.STATE}'s words. */
  String state(String customer);

  /** What the salesperson sees that a customer owes. */
  BigDecimal owes(String customer);

  /** What the salesperson sees that is in stock. */
  BigDecimal stock(String product);
}
