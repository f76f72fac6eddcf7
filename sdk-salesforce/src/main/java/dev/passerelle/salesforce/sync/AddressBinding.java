package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.salesforce.model.ObjectDescription;
import dev.passerelle.salesforce.model.SalesforceRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An address: one value in five columns, of which only those that differ are written (L10). The
 * street has several lines, of which the first is ours and the rest the complement. Where state and
 * country are picklists in the org, their codes are used (fact sheet §9).
 */
final class AddressBinding implements Binding<PostalAddress> {
  private final Field<PostalAddress> field;
  private final String object;
  private final String street;
  private final String city;
  private final String postalCode;
  private final String state;
  private final String country;
  private final boolean there;

  /**
   * An address.
   *
   * @param prefix {@code Billing}, {@code Shipping}, {@code Mailing}
   */
  AddressBinding(
      Field<PostalAddress> field, String object, String prefix, ObjectDescription description) {
    this.field = field;
    this.object = object;
    street = prefix + "Street";
    city = prefix + "City";
    postalCode = prefix + "PostalCode";
    state = codeOrText(description, prefix + "State");
    country = codeOrText(description, prefix + "Country");
    there = columns().stream().allMatch(description::has);
  }

  private static String codeOrText(ObjectDescription description, String column) {
    return description.has(column + "Code") ? column + "Code" : column;
  }

  @Override
  public Field<PostalAddress> field() {
    return field;
  }

  @Override
  public List<String> columns() {
    return List.of(street, city, postalCode, state, country);
  }

  @Override
  public boolean there() {
    return there;
  }

  @Override
  public @Nullable PostalAddress read(SalesforceRecord record) {
    return address(
        record.text(street).orElse(null),
        record.text(postalCode).orElse(null),
        record.text(city).orElse(null),
        record.text(state).orElse(null),
        record.text(country).orElse(null));
  }

  private static @Nullable PostalAddress address(
      @Nullable String lines,
      @Nullable String postalCode,
      @Nullable String city,
      @Nullable String state,
      @Nullable String country) {
    String all = lines == null ? "" : lines.replace("\r\n", "\n").strip();
    int end = all.indexOf('\n');
    PostalAddress address =
        new PostalAddress(
            end < 0 ? all : all.substring(0, end).strip(),
            end < 0 ? null : all.substring(end + 1).strip(),
            postalCode,
            city,
            state,
            country);
    return address.isBlank() ? null : address;
  }

  @Override
  public void write(
      @Nullable PostalAddress value,
      @Nullable PostalAddress before,
      Map<String, @Nullable Object> into) {
    Map<String, @Nullable String> old = parts(before);
    parts(value)
        .forEach(
            (name, part) -> {
              if (before == null || !Objects.equals(part, old.get(name))) {
                into.put(name, part);
              }
            });
  }

  @Override
  public FieldRule<PostalAddress> rule() {
    return FieldRule.of(field).normalForm(this::normalForm);
  }

  private PostalAddress normalForm(PostalAddress value) {
    Map<String, @Nullable String> parts = parts(value);
    PostalAddress kept =
        address(
            parts.get(street),
            parts.get(postalCode),
            parts.get(city),
            parts.get(state),
            parts.get(country));
    return kept == null ? value : kept;
  }

  @Override
  public List<Wanted> wanted() {
    return columns().stream()
        .map(name -> new Wanted(object, name, field.name(), Wanted.Kind.TEXT, true))
        .toList();
  }

  private Map<String, @Nullable String> parts(@Nullable PostalAddress a) {
    Map<String, @Nullable String> parts = new LinkedHashMap<>();
    parts.put(street, a == null ? null : lines(a));
    parts.put(postalCode, a == null ? null : stripped(a.postalCode()));
    parts.put(city, a == null ? null : stripped(a.city()));
    parts.put(state, a == null ? null : stripped(a.region()));
    parts.put(country, a == null ? null : stripped(a.country()));
    return parts;
  }

  private static @Nullable String lines(PostalAddress address) {
    List<String> lines = new ArrayList<>();
    String first = stripped(address.street());
    String more = stripped(address.complement());
    if (first != null) {
      lines.add(first);
    }
    if (more != null) {
      lines.add(more);
    }
    return lines.isEmpty() ? null : String.join("\n", lines);
  }

  private static @Nullable String stripped(@Nullable String part) {
    return part == null ? null : part.strip();
  }
}
