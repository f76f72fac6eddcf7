package dev.passerelle.core.model;

/** A company or person that buys: an account in the CRM, a customer in the ERP. */
public final class Customer {
  /** The entity type. */
  public static final EntityType TYPE = EntityType.record("customer");

  /** The ERP’s customer number, as people write it (may be renamed; not the id). */
  public static final Field<String> CODE = Field.text("code");

  /** Name. */
  public static final Field<String> NAME = Field.text("name").personal();

  /** French company number, 9 digits. */
  public static final Field<String> SIREN = Field.text("siren");

  /** French establishment number, 14 digits. */
  public static final Field<String> SIRET = Field.text("siret");

  /** Intra-EU VAT number. */
  public static final Field<String> VAT_NUMBER = Field.text("vat_number");

  /** Main e-mail address. */
  public static final Field<String> EMAIL = Field.text("email").personal();

  /** Main phone number. */
  public static final Field<String> PHONE = Field.text("phone").personal();

  /** Web site. */
  public static final Field<String> WEBSITE = Field.text("website");

  /** Internet domain, for matching. */
  public static final Field<String> DOMAIN = Field.text("domain");

  /** Billing address, one value. */
  public static final Field<PostalAddress> BILLING_ADDRESS =
      Field.address("billing_address").personal();

  /** Principal delivery address, one value. */
  public static final Field<PostalAddress> SHIPPING_ADDRESS =
      Field.address("shipping_address").personal();

  /** The customer that pays, when it is another one (parent company in a CRM). */
  public static final Field<Ref> PAYER = Field.ref("payer");

  /** The payer’s customer number, when the payer is another customer. */
  public static final Field<String> PAYER_CODE = Field.text("payer_code");

  /** Sales representative or owner: the system’s own code. */
  public static final Field<String> OWNER = Field.code("owner");

  /** Price category or price list code. */
  public static final Field<String> PRICE_CATEGORY = Field.code("price_category");

  /** Accounting category that decides VAT. */
  public static final Field<String> TAX_CATEGORY = Field.code("tax_category");

  /** Payment terms code. */
  public static final Field<String> PAYMENT_TERMS = Field.code("payment_terms");

  /** State of use: {@link #ACTIVE}, {@link #DORMANT} or {@link #DELETED} after mapping. */
  public static final Field<String> STATE = Field.code("state");

  /** Electronic invoicing address (French reform). */
  public static final Field<String> E_INVOICING_ADDRESS = Field.text("e_invoicing_address");

  /** Chorus Pro service code of a public buyer. */
  public static final Field<String> CHORUS_SERVICE_CODE = Field.text("chorus_service_code");

  /** Chorus Pro commitment number of a public buyer. */
  public static final Field<String> CHORUS_COMMITMENT = Field.text("chorus_commitment");

  /** Free comment. */
  public static final Field<String> NOTE = Field.text("note");

  /** State: in use. */
  public static final String ACTIVE = "active";

  /** State: put to sleep. */
  public static final String DORMANT = "dormant";

  /** State: gone on the other side. */
  public static final String DELETED = "deleted";

  private Customer() {}
}
