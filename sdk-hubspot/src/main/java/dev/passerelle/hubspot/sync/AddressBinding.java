package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.hubspot.model.HubSpotObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An address: one value in six properties, of which only those that differ are written (L10). */
final class AddressBinding implements Binding<PostalAddress> {
  private final Field<PostalAddress> field;
  private final String objectType;
  private final String prefix;

  /**
   * An address in the properties {@code address, address2, zip, city, state, country}.
   *
   * @param prefix before each name; empty for HubSpot's own
   */
  AddressBinding(Field<PostalAddress> field, String objectType, String prefix) {
    this.field = field;
    this.objectType = objectType;
    this.prefix = prefix;
  }

  @Override
  public Field<PostalAddress> field() {
    return field;
  }

  @Override
  public List<String> properties() {
    return new ArrayList<>(parts(null).keySet());
  }

  @Override
  public @Nullable PostalAddress read(HubSpotObject object) {
    PostalAddress address =
        new PostalAddress(
            text(object, "address"),
            text(object, "address2"),
            text(object, "zip"),
            text(object, "city"),
            text(object, "state"),
            text(object, "country"));
    return address.isBlank() ? null : address;
  }

  /** Only the parts that differed were sent and come back; the others are as they were. */
  @Override
  public void readWritten(HubSpotObject shown, Fields sent, Fields.Builder into) {
    Map<String, @Nullable String> parts = parts(sent.get(field).orElse(null));
    parts.replaceAll((name, value) -> shown.shows(name) ? shown.text(name).orElse(null) : value);
    List<@Nullable String> values = new ArrayList<>(parts.values());
    PostalAddress address =
        new PostalAddress(
            values.get(0),
            values.get(1),
            values.get(2),
            values.get(3),
            values.get(4),
            values.get(5));
    into.set(field, address.isBlank() ? null : address);
  }

  @Override
  public void write(
      @Nullable PostalAddress value, @Nullable PostalAddress before, Map<String, String> into) {
    Map<String, @Nullable String> old = parts(before);
    parts(value)
        .forEach(
            (name, part) -> {
              if (before == null || !Objects.equals(part, old.get(name))) {
                into.put(name, part == null ? "" : part);
              }
            });
  }

  @Override
  public FieldRule<PostalAddress> rule() {
    return FieldRule.of(field);
  }

  @Override
  public List<Wanted> wanted() {
    return properties().stream()
        .map(name -> Wanted.needed(objectType, name, field, "string", "text"))
        .toList();
  }

  private Map<String, @Nullable String> parts(@Nullable PostalAddress address) {
    Map<String, @Nullable String> parts = new LinkedHashMap<>();
    parts.put(prefix + "address", address == null ? null : address.street());
    parts.put(prefix + "address2", address == null ? null : address.complement());
    parts.put(prefix + "zip", address == null ? null : address.postalCode());
    parts.put(prefix + "city", address == null ? null : address.city());
    parts.put(prefix + "state", address == null ? null : address.region());
    parts.put(prefix + "country", address == null ? null : address.country());
    return parts;
  }

  private @Nullable String text(HubSpotObject object, String name) {
    return object.text(prefix + name).orElse(null);
  }
}
