package dev.passerelle.core.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;

/** An opportunity. */
public final class Deal {
  /** The entity type. */
  public static final EntityType TYPE = EntityType.record("deal");

  /** Name. */
  public static final Field<String> NAME = Field.text("name");

  /** Stage id. */
  public static final Field<String> STAGE = Field.code("stage");

  /** Pipeline id. */
  public static final Field<String> PIPELINE = Field.code("pipeline");

  /** Amount. */
  public static final Field<BigDecimal> AMOUNT = Field.decimal("amount");

  /** ISO 4217 code. */
  public static final Field<String> CURRENCY = Field.code("currency");

  /** Expected or real close date. */
  public static final Field<LocalDate> CLOSE_DATE = Field.date("close_date");

  /** The customer. */
  public static final Field<Ref> CUSTOMER = Field.ref("customer");

  /** People involved. */
  public static final Field<Set<Ref>> CONTACTS = Field.refs("contacts");

  /** Owner code. */
  public static final Field<String> OWNER = Field.code("owner");

  private Deal() {}
}
