package dev.passerelle.core.model;

/** A sales representative in the ERP, an owner or user in the CRM. */
public final class Employee {
  /** The entity type. */
  public static final EntityType TYPE = EntityType.record("employee");

  /** The system’s own number or id. */
  public static final Field<String> CODE = Field.text("code");

  /** First name. */
  public static final Field<String> FIRST_NAME = Field.text("first_name").personal();

  /** Last name. */
  public static final Field<String> LAST_NAME = Field.text("last_name").personal();

  /** E-mail address. */
  public static final Field<String> EMAIL = Field.text("email").personal();

  /** Whether in use. */
  public static final Field<String> STATE = Field.code("state");

  private Employee() {}
}
