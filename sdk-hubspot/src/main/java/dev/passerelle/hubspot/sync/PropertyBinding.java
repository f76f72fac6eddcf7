package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Field;
import dev.passerelle.hubspot.model.HubSpotObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field that lies in one property. */
final class PropertyBinding<T> implements Binding<T> {
  /** The longest single-line text (fact sheet §9, not confirmed). */
  private static final int LONGEST = 65_536;

  private final Field<T> field;
  private final String objectType;
  private final String property;
  private final Codec<T> codec;
  private final boolean unique;
  private final boolean readOnly;

  PropertyBinding(
      Field<T> field,
      String objectType,
      String property,
      Codec<T> codec,
      boolean unique,
      boolean readOnly) {
    this.field = field;
    this.objectType = objectType;
    this.property = property;
    this.codec = codec;
    this.unique = unique;
    this.readOnly = readOnly;
  }

  @Override
  public Field<T> field() {
    return field;
  }

  @Override
  public List<String> properties() {
    return List.of(property);
  }

  @Override
  public @Nullable T read(HubSpotObject object) {
    return object.text(property).map(codec.read()).orElse(null);
  }

  @Override
  public void write(@Nullable T value, @Nullable T before, Map<String, String> into) {
    into.put(property, value == null ? "" : codec.write().apply(value));
  }

  @Override
  public FieldRule<T> rule() {
    FieldRule<T> rule = FieldRule.of(field).maxLength(LONGEST).normalForm(codec.normalForm());
    if (readOnly) {
      return rule.readOnly();
    }
    return Catalogue.isRequired(objectType, property) ? rule.required() : rule;
  }

  @Override
  public List<Wanted> wanted() {
    return List.of(
        new Wanted(
            objectType, property, field.name(), codec.type(), codec.fieldType(), unique, false));
  }
}
