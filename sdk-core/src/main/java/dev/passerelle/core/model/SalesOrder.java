package dev.passerelle.core.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** A customer order. */
public final class SalesOrder {
  /** The entity type. */
  public static final EntityType TYPE = EntityType.document("sales_order");

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

  /** Who pays, when another customer. */
  public static final Field<Ref> PAYER = Field.ref("payer");

  /** The customer’s or the CRM’s number, shown to people. */
  public static final Field<String> EXTERNAL_NUMBER = Field.text("external_number");

  /** The system’s own status. */
  public static final Field<String> STATUS = Field.code("status");

  /** Warehouse code. */
  public static final Field<String> WAREHOUSE = Field.code("warehouse");

  /** Accounting category. */
  public static final Field<String> TAX_CATEGORY = Field.code("tax_category");

  /** The person who ordered. */
  public static final Field<Ref> CONTACT = Field.ref("contact");

  /** {@code open}, {@code partial}, {@code delivered} or {@code invoiced}: derived from lines. */
  public static final Field<String> DELIVERY_STATUS = Field.code("delivery_status");

  private SalesOrder() {}
}
