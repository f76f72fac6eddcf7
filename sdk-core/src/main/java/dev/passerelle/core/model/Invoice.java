package dev.passerelle.core.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** An invoice, a credit note or a deposit invoice. Never updated or deleted once posted (L13). */
public final class Invoice {
  /** The entity type. */
  public static final EntityType TYPE = EntityType.document("invoice");

  /** The number people know it by. */
  public static final Field<String> NUMBER = Field.text("number");

  /** The customer. */
  public static final Field<Ref> CUSTOMER = Field.ref("customer");

  /** Document date. */
  public static final Field<LocalDate> DATE = Field.date("date");

  /** ISO 4217 code. */
  public static final Field<String> CURRENCY = Field.code("currency");

  /** The lines, in order. */
  public static final Field<List<DocumentLine>> LINES = Field.lines("lines");

  /** Net total. */
  public static final Field<BigDecimal> NET = Field.decimal("net");

  /** Tax total. */
  public static final Field<BigDecimal> TAX = Field.decimal("tax");

  /** Gross total. */
  public static final Field<BigDecimal> GROSS = Field.decimal("gross");

  /** VAT per rate. */
  public static final Field<Set<TaxTotal>> TAXES = Field.taxes("taxes");

  /** Sales representative or owner code. */
  public static final Field<String> OWNER = Field.code("owner");

  /** {@code invoice}, {@code credit_note} or {@code deposit}. */
  public static final Field<String> KIND = Field.code("kind");

  /** The system’s own status. */
  public static final Field<String> STATUS = Field.code("status");

  /** Due date (the last one). */
  public static final Field<LocalDate> DUE_DATE = Field.date("due_date");

  /** Paid so far. */
  public static final Field<BigDecimal> PAID = Field.decimal("paid");

  /** Still to pay. */
  public static final Field<BigDecimal> REMAINING = Field.decimal("remaining");

  /** Whether it is in accounting. */
  public static final Field<Boolean> POSTED = Field.flag("posted");

  /** The orders invoiced. */
  public static final Field<Set<Ref>> ORDERS = Field.refs("orders");

  /** The deliveries invoiced. */
  public static final Field<Set<Ref>> DELIVERIES = Field.refs("deliveries");

  private Invoice() {}
}
