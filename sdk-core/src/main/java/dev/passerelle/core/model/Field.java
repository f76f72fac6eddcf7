package dev.passerelle.core.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A typed key of {@link Fields}. The catalogue ({@link Customer}, {@link Product}, …) holds the
 * common ones; an embedder's own custom field is made with the same factories and takes part in
 * merge, diff and partial update like any other.
 *
 * <p>Names are unique within an entity type and its facets. Compared by name. Immutable.
 *
 * @param <T> the value's type
 */
public final class Field<T> {
  private final String name;
  private final FieldType<T> type;
  private final boolean personal;

  private Field(String name, FieldType<T> type, boolean personal) {
    this.name = Names.require("field", name);
    this.type = Objects.requireNonNull(type, "type");
    this.personal = personal;
  }

  /** A field of a given type. */
  public static <T> Field<T> of(String name, FieldType<T> type) {
    return new Field<>(name, type, false);
  }

  /** Text. */
  public static Field<String> text(String name) {
    return of(name, FieldTypes.TEXT);
  }

  /**
   * A system's own code (a country label, a tax code, a rep's number), translated by a code table.
   */
  public static Field<String> code(String name) {
    return of(name, FieldTypes.CODE);
  }

  /** An exact decimal; {@code 1.0} and {@code 1.00} are the same value. */
  public static Field<BigDecimal> decimal(String name) {
    return of(name, FieldTypes.DECIMAL);
  }

  /** A whole number. */
  public static Field<Long> integer(String name) {
    return of(name, FieldTypes.INTEGER);
  }

  /** True or false. */
  public static Field<Boolean> flag(String name) {
    return of(name, FieldTypes.FLAG);
  }

  /** A calendar date without zone. */
  public static Field<LocalDate> date(String name) {
    return of(name, FieldTypes.DATE);
  }

  /** An instant, kept to the millisecond. */
  public static Field<Instant> instant(String name) {
    return of(name, FieldTypes.INSTANT);
  }

  /** An amount with its currency. */
  public static Field<Money> money(String name) {
    return of(name, FieldTypes.MONEY);
  }

  /** A postal address: one value, merged as a whole (L10). */
  public static Field<PostalAddress> address(String name) {
    return of(name, FieldTypes.ADDRESS);
  }

  /** A reference to another record. */
  public static Field<Ref> ref(String name) {
    return of(name, FieldTypes.REF);
  }

  /** A set of references; order does not matter. */
  public static Field<Set<Ref>> refs(String name) {
    return of(name, FieldTypes.REFS);
  }

  /** A set of texts; order does not matter. */
  public static Field<Set<String>> texts(String name) {
    return of(name, FieldTypes.TEXTS);
  }

  /** The lines of a document, in order. */
  public static Field<List<DocumentLine>> lines(String name) {
    return of(name, FieldTypes.LINES);
  }

  /** VAT of a document per rate. */
  public static Field<Set<TaxTotal>> taxes(String name) {
    return of(name, FieldTypes.TAXES);
  }

  /** Prices of a product: one value. */
  public static Field<Set<Price>> prices(String name) {
    return of(name, FieldTypes.PRICES);
  }

  /** Quantities by warehouse code: one value. */
  public static Field<Map<String, BigDecimal>> quantities(String name) {
    return of(name, FieldTypes.QUANTITIES);
  }

  /**
   * The same field, marked as a personal datum: its value never shows in a log or message (L31).
   */
  public Field<T> personal() {
    return new Field<>(name, type, true);
  }

  /** The stable name. */
  public String name() {
    return name;
  }

  /** The type: equality, normal form, JSON form, references. */
  public FieldType<T> type() {
    return type;
  }

  /** Whether values are personal data. */
  public boolean isPersonal() {
    return personal;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Field<?> that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
