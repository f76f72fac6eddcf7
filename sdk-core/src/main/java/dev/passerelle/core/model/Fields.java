package dev.passerelle.core.model;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map of typed fields in which <em>absent</em> (nothing was said), <em>null</em> (said
 * to be empty) and an <em>empty value</em> differ.
 */
public final class Fields {
  private static final Fields EMPTY = new Fields(Map.of());

  private final Map<Field<?>, @Nullable Object> values;

  private Fields(Map<Field<?>, @Nullable Object> values) {
    this.values = values;
  }

  /** No field at all. */
  public static Fields empty() {
    return EMPTY;
  }

  /** One field. */
  public static <T> Fields of(Field<T> field, @Nullable T value) {
    return builder().set(field, value).build();
  }

  /** Two fields. */
  public static <A, B> Fields of(Field<A> a, @Nullable A va, Field<B> b, @Nullable B vb) {
    return builder().set(a, va).set(b, vb).build();
  }

  /** Three fields. */
  public static <A, B, C> Fields of(
      Field<A> a, @Nullable A va, Field<B> b, @Nullable B vb, Field<C> c, @Nullable C vc) {
    return builder().set(a, va).set(b, vb).set(c, vc).build();
  }

  /** An empty builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Whether the field is present, be it null. */
  public boolean has(Field<?> field) {
    return values.containsKey(field);
  }

  /** The value; empty when the field is absent or null. */
  public <T> Optional<T> get(Field<T> field) {
    return Optional.ofNullable(valueOf(field));
  }

  @SuppressWarnings("unchecked")
  private <T> @Nullable T valueOf(Field<T> field) {
    return (T) values.get(field);
  }

  /** Whether the field is absent, null or blank. */
  public <T> boolean isBlank(Field<T> field) {
    T value = valueOf(field);
    return value == null || field.type().blank(value);
  }

  /** The fields present, in insertion order. */
  public Set<Field<?>> keys() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /** Whether no field is present. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** A copy with one field set. */
  public <T> Fields with(Field<T> field, @Nullable T value) {
    return toBuilder().set(field, value).build();
  }

  /** A copy in which the fields of {@code other} replace or join these. */
  public Fields with(Fields other) {
    return other.isEmpty() ? this : toBuilder().setAll(other).build();
  }

  /** A copy without some fields. */
  public Fields without(Collection<? extends Field<?>> fields) {
    Builder copy = toBuilder();
    fields.forEach(copy::remove);
    return copy.build();
  }

  /** A copy with only the given fields. */
  public Fields only(Collection<? extends Field<?>> fields) {
    Builder copy = builder();
    for (Field<?> field : fields) {
      copy.copy(field, this);
    }
    return copy.build();
  }

  /** Whether a field has the same value on both sides; absent equals only absent. */
  public <T> boolean same(Field<T> field, Fields other) {
    T mine = valueOf(field);
    T theirs = other.valueOf(field);
    if (mine == null || theirs == null) {
      return mine == theirs && has(field) == other.has(field);
    }
    return mine == theirs || field.type().same(mine, theirs);
  }

  /** The JSON form of each present field, by name; a null field has a null value. */
  public Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    for (Field<?> field : values.keySet()) {
      json.put(field.name(), jsonOf(field));
    }
    return json;
  }

  private <T> @Nullable Object jsonOf(Field<T> field) {
    T value = valueOf(field);
    return value == null ? null : field.type().toJson(field.type().normalize(value));
  }

  /** The inverse of {@link #toJson} for the fields that are known; other names are ignored. */
  public static Fields fromJson(Map<String, ?> json, Collection<? extends Field<?>> known) {
    Builder fields = builder();
    for (Field<?> field : known) {
      if (json.containsKey(field.name())) {
        fields.setJson(field, json.get(field.name()));
      }
    }
    return fields.build();
  }

  /** A builder seeded with these fields. */
  public Builder toBuilder() {
    return values.isEmpty() ? new Builder() : new Builder(values);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Fields that
        && (values == that.values || (values.size() == that.values.size() && sameIn(that)));
  }

  private boolean sameIn(Fields that) {
    for (Field<?> field : values.keySet()) {
      if (!same(field, that)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return values.keySet().hashCode();
  }

  /** Names only: values may be personal. */
  @Override
  public String toString() {
    return values.keySet().toString();
  }

  /** Builds {@link Fields}. Not thread-safe. */
  public static final class Builder {
    private Map<Field<?>, @Nullable Object> values;

    /** Whether some fields have the map, too: it is copied before the next change. */
    private boolean shared;

    private Builder() {
      values = new LinkedHashMap<>();
    }

    private Builder(Map<Field<?>, @Nullable Object> start) {
      values = start;
      shared = true;
    }

    private Map<Field<?>, @Nullable Object> own() {
      if (shared) {
        values = new LinkedHashMap<>(values);
        shared = false;
      }
      return values;
    }

    private void remove(Field<?> field) {
      if (values.containsKey(field)) {
        own().remove(field);
      }
    }

    /** Sets a field, be it to null. */
    public <T> Builder set(Field<T> field, @Nullable T value) {
      own().put(Objects.requireNonNull(field, "field"), value);
      return this;
    }

    /** Sets a field when there is a value; leaves it absent otherwise. */
    public <T> Builder setIfPresent(Field<T> field, Optional<T> value) {
      value.ifPresent(present -> set(field, present));
      return this;
    }

    /** Sets all fields of another map. */
    public Builder setAll(Fields other) {
      own().putAll(other.values);
      return this;
    }

    /** Copies one field of another map; absent stays absent. */
    public Builder copy(Field<?> field, Fields from) {
      Object value = from.values.get(field);
      if (value != null || from.has(field)) {
        own().put(field, value);
      }
      return this;
    }

    <T> void setJson(Field<T> field, @Nullable Object json) {
      set(field, json == null ? null : field.type().fromJson(json));
    }

    /** For chains: hands the builder to some code. */
    public Builder with(Consumer<Builder> more) {
      more.accept(this);
      return this;
    }

    /** The fields; the builder may be used on. */
    public Fields build() {
      if (values.isEmpty()) {
        return EMPTY;
      }
      shared = true;
      return new Fields(values);
    }

    /** The fields set so far. */
    public Set<Field<?>> keys() {
      return new LinkedHashSet<>(values.keySet());
    }
  }
}
