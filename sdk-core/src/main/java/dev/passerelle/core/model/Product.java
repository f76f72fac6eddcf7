package dev.passerelle.core.model;

import java.math.BigDecimal;
import java.util.Set;

/** The sellable article: the variant where a system has templates. */
public final class Product {
  /** The entity type. */
  public static final EntityType TYPE = EntityType.record("product");

  /** Article reference. */
  public static final Field<String> SKU = Field.text("sku");

  /** Designation. */
  public static final Field<String> NAME = Field.text("name");

  /** Long text. */
  public static final Field<String> DESCRIPTION = Field.text("description");

  /** EAN or other barcode. */
  public static final Field<String> BARCODE = Field.text("barcode");

  /** Family code. */
  public static final Field<String> FAMILY = Field.code("family");

  /** Sales unit code. */
  public static final Field<String> UNIT = Field.code("unit");

  /** Net base sales price per unit. */
  public static final Field<BigDecimal> PRICE = Field.decimal("price");

  /** All prices: one value. */
  public static final Field<Set<Price>> PRICES = Field.prices("prices");

  /** Sales tax code. */
  public static final Field<String> TAX_CODE = Field.code("tax_code");

  /** VAT rate in percent. */
  public static final Field<BigDecimal> VAT_RATE = Field.decimal("vat_rate");

  /** State of use, as {@link Customer#STATE}. */
  public static final Field<String> STATE = Field.code("state");

  private Product() {}
}
