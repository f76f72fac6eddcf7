package dev.passerelle.core.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A reference from one record to another of the same system, by id or by natural key (a product's
 * SKU). References by id are translated through links; references by natural key are resolved on
 * the target itself (L17). Immutable.
 *
 * @param type the entity type referred to
 * @param key the natural key's field name; null for a reference by id
 * @param value the id or the natural key's value
 */
public record Ref(EntityType type, @Nullable String key, String value) {

  /** Refuses an empty value. */
  public Ref {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a reference to " + type + " needs a value");
    }
  }

  /** A reference by the system's own id. */
  public static Ref to(EntityType type, RecordId id) {
    return new Ref(type, null, id.value());
  }

  /** A reference by the system's own id. */
  public static Ref to(EntityType type, String id) {
    return new Ref(type, null, id);
  }

  /**
   * A reference by a natural key, for example {@code Ref.byKey(Product.TYPE, Product.SKU, "A1")}.
   */
  public static Ref byKey(EntityType type, Field<String> key, String value) {
    return new Ref(type, key.name(), value);
  }

  /** The id, when this is a reference by id. */
  public Optional<RecordId> id() {
    return key == null ? Optional.of(RecordId.of(value)) : Optional.empty();
  }

  /** The natural key's field name, when this is a reference by natural key. */
  public Optional<String> naturalKey() {
    return Optional.ofNullable(key);
  }

  Object toJson() {
    return List.of(type.name(), type.kind().name(), key == null ? "" : key, value);
  }

  static Ref fromJson(Object json) {
    List<Object> parts = Json.list(json);
    String name = (String) parts.get(0);
    EntityType type =
        EntityType.Kind.DOCUMENT.name().equals(parts.get(1))
            ? EntityType.document(name)
            : EntityType.record(name);
    String key = (String) parts.get(2);
    return new Ref(type, key.isEmpty() ? null : key, (String) parts.get(3));
  }

  @Override
  public String toString() {
    return type + (key == null ? "#" : "/" + key + "=") + value;
  }
}
