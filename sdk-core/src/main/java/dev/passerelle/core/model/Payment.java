package dev.passerelle.core.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;

/** Money received from a customer. Never updated or deleted (L13). */
public final class Payment {
  /** The entity type. */
  public static final EntityType TYPE = EntityType.document("payment");

  /** Payment number. */
  public static final Field<String> NUMBER = Field.text("number");

  /** Who paid. */
  public static final Field<Ref> CUSTOMER = Field.ref("customer");

  /** Payment date. */
  public static final Field<LocalDate> DATE = Field.date("date");

  /** Amount. */
  public static final Field<BigDecimal> AMOUNT = Field.decimal("amount");

  /** ISO 4217 code. */
  public static final Field<String> CURRENCY = Field.code("currency");

  /** Means of payment code. */
  public static final Field<String> METHOD = Field.code("method");

  /** Text. */
  public static final Field<String> LABEL = Field.text("label");

  /** Invoices it pays. */
  public static final Field<Set<Ref>> INVOICES = Field.refs("invoices");

  /** Part not allocated to an invoice. */
  public static final Field<BigDecimal> UNALLOCATED = Field.decimal("unallocated");

  /** Whether it was rejected by the bank. */
  public static final Field<Boolean> BOUNCED = Field.flag("bounced");

  private Payment() {}
}
