package dev.passerelle.core.model;

/**
 * Our reference as a system stores it on a record: it names the counterpart in the other system,
 * one-to-one (L20), for example {@code NEGOCE971:101} on a CRM company. An adapter that can store
 * it offers {@link #FIELD}; the engine matches by it (L8) and keeps it current.
 */
public final class Reference {
  /** The reference as a field, under the same rules as any other. */
  public static final Field<String> FIELD = Field.text("reference");

  private Reference() {}
}
