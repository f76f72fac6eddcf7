package dev.passerelle.samples.matrix;

import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * Fields of a customer of the kinds that names and addresses are not: a date, a number, yes or no,
 * a code that each system writes its own way, and a link to one of its people. Those of a company's
 * own are fields of its own in each system.
 */
final class Kinds {
  static final Field<LocalDate> SINCE = Field.date("customer_since");
  static final Field<BigDecimal> DISCOUNT = Field.decimal("agreed_discount");
  static final Field<Boolean> VIP = Field.flag("vip");
  static final Field<String> CATEGORY = Customer.PRICE_CATEGORY;
  static final Field<String> OWNER = Customer.OWNER;

  /** As the CRM calls price categories: {@link Erp#categories} in the same order. */
  static final List<String> CATEGORIES = List.of("retail", "trade", "projects");

  /** How far an invoice is paid, for salespeople: {@code open}, {@code part paid}, {@code paid}. */
  static final Field<String> PAYMENT = Field.code("payment");

  private Kinds() {}
}
