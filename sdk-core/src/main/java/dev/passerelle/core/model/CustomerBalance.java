package dev.passerelle.core.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** What a customer owes: a facet of {@link Customer}. Amounts are in the company currency. */
public final class CustomerBalance {
  /** The entity type. */
  public static final EntityType TYPE = EntityType.facet("customer_balance", Customer.TYPE);

  /** Accounting balance plus open documents, as the ERP’s setting says. */
  public static final Field<BigDecimal> OUTSTANDING = Field.decimal("outstanding");

  /** Accounting balance. */
  public static final Field<BigDecimal> ACCOUNTING = Field.decimal("outstanding_accounting");

  /** Invoices not yet in accounting. */
  public static final Field<BigDecimal> INVOICES = Field.decimal("outstanding_invoices");

  /** Delivered, not yet invoiced. */
  public static final Field<BigDecimal> DELIVERIES = Field.decimal("outstanding_deliveries");

  /** In picking. */
  public static final Field<BigDecimal> PICKINGS = Field.decimal("outstanding_pickings");

  /** Ordered, not yet delivered. */
  public static final Field<BigDecimal> ORDERS = Field.decimal("outstanding_orders");

  /** Authorised limit; 0 has the meaning the ERP’s setting says. */
  public static final Field<BigDecimal> CREDIT_LIMIT = Field.decimal("credit_limit");

  /** Outstanding above the limit, never negative. */
  public static final Field<BigDecimal> OVERRUN = Field.decimal("overrun");

  /** Past due, unallocated. */
  public static final Field<BigDecimal> OVERDUE = Field.decimal("overdue");

  /** Due date of the oldest overdue item; null if none. */
  public static final Field<LocalDate> OLDEST_DUE_DATE = Field.date("oldest_due_date");

  /** Days since the oldest due date; null if none. */
  public static final Field<Long> DAYS_OVERDUE = Field.integer("days_overdue");

  /** Credits not allocated to an item. */
  public static final Field<BigDecimal> UNALLOCATED_CREDIT = Field.decimal("unallocated_credit");

  /** {@code deliver}, {@code watch} or {@code block} after mapping. */
  public static final Field<String> CREDIT_STATE = Field.code("credit_state");

  /** The customer whose limit and balance a credit gate judges. */
  public static final Field<Ref> PAYER = Field.ref("balance_payer");

  /** When the figures were read (ALONG, L32). */
  public static final Field<Instant> AS_OF = Field.instant("balance_as_of");

  private CustomerBalance() {}
}
