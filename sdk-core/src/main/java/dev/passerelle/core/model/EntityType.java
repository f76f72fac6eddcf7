package dev.passerelle.core.model;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind of business record: a plain record (customer), a document (quote, order) or a facet, which
 * lives on another type's record (a customer's balance). Compared by name. Immutable.
 */
public final class EntityType {

  /** How records of a type behave. */
  public enum Kind {
    /** Kept in step field by field. */
    RECORD,
    /** Made once, then followed. */
    DOCUMENT,
    /** Lives on its host's record: never created, archived or deleted by itself. */
    FACET
  }

  private final String name;
  private final Kind kind;
  private final @Nullable EntityType host;

  private EntityType(String name, Kind kind, @Nullable EntityType host) {
    this.name = Names.require("entity type", name);
    this.kind = kind;
    this.host = host;
  }

  /** A record type, for example {@code customer}. Lower-case letters, digits and underscores. */
  public static EntityType record(String name) {
    return new EntityType(name, Kind.RECORD, null);
  }

  /** A document type, for example {@code quote}. */
  public static EntityType document(String name) {
    return new EntityType(name, Kind.DOCUMENT, null);
  }

  /** A facet that lives on records of {@code host}; its snapshots carry the host's id. */
  public static EntityType facet(String name, EntityType host) {
    return new EntityType(name, Kind.FACET, Objects.requireNonNull(host, "host"));
  }

  /** The stable name. */
  public String name() {
    return name;
  }

  /** The kind. */
  public Kind kind() {
    return kind;
  }

  /** The type whose records carry this facet; empty for other kinds. */
  public Optional<EntityType> host() {
    return Optional.ofNullable(host);
  }

  /**
   * The type of the record that is read and written for this type: the host of a facet, else
   * itself.
   */
  public EntityType recordType() {
    return host == null ? this : host;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EntityType that && name.equals(that.name);
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
