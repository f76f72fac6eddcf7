package dev.passerelle.core.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** An offer made in the CRM (or in the ERP). */
public final class Quote {
  /** The entity type. */
  public static final EntityType TYPE = EntityType.document("quote");

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

  /** Title. */
  public static final Field<String> TITLE = Field.text("title");

  /** The system’s own status. */
  public static final Field<String> STATUS = Field.code("status");

  /** Whether a person released it for the ERP. */
  public static final Field<Boolean> SEND = Field.flag("send");

  /** When it was validated. */
  public static final Field<Instant> VALIDATED_AT = Field.instant("validated_at");

  /** Last day of validity. */
  public static final Field<LocalDate> EXPIRES = Field.date("expires");

  /** The deal it belongs to. */
  public static final Field<Ref> DEAL = Field.ref("deal");

  /** The person addressed. */
  public static final Field<Ref> CONTACT = Field.ref("contact");

  private Quote() {}
}
