package dev.passerelle.core.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Goods sent to a customer. */
public final class Delivery {
  /** The entity type. */
  public static final EntityType TYPE = EntityType.document("delivery");

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

  /** The orders delivered. */
  public static final Field<Set<Ref>> ORDERS = Field.refs("orders");

  /** The system’s own status. */
  public static final Field<String> STATUS = Field.code("status");

  private Delivery() {}
}
