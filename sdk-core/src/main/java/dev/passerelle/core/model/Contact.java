package dev.passerelle.core.model;

import java.util.Set;

/** A person at one or more customers. */
public final class Contact {
  /** The entity type. */
  public static final EntityType TYPE = EntityType.record("contact");

  /** First name. */
  public static final Field<String> FIRST_NAME = Field.text("first_name").personal();

  /** Last name. */
  public static final Field<String> LAST_NAME = Field.text("last_name").personal();

  /** Function. */
  public static final Field<String> JOB_TITLE = Field.text("job_title");

  /** E-mail address. */
  public static final Field<String> EMAIL = Field.text("email").personal();

  /** Land line. */
  public static final Field<String> PHONE = Field.text("phone").personal();

  /** Mobile phone. */
  public static final Field<String> MOBILE = Field.text("mobile").personal();

  /** The customers the person works for. */
  public static final Field<Set<Ref>> CUSTOMERS = Field.refs("customers");

  /** The main one of them. */
  public static final Field<Ref> PRIMARY_CUSTOMER = Field.ref("primary_customer");

  private Contact() {}
}
