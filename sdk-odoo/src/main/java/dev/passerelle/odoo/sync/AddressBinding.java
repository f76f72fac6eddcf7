package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.odoo.model.OdooRecord;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The address of a partner: one canonical value, six fields of Odoo (fact sheet §2.1). */
final class AddressBinding implements Binding {
  private static final PostalAddress NOWHERE =
      new PostalAddress(null, null, null, null, null, null);

  private final Field<PostalAddress> field;
  private final Instance instance;

  AddressBinding(Field<PostalAddress> field, Instance instance) {
    this.field = field;
    this.instance = instance;
  }

  @Override
  public List<FieldRule<?>> rules() {
    return List.of(FieldRule.of(field));
  }

  @Override
  public Set<String> columns() {
    return Set.of("street", "street2", "zip", "city", "state_id", "country_id");
  }

  @Override
  public void read(OdooRecord record, Fields.Builder into) {
    PostalAddress address =
        new PostalAddress(
            record.text("street").orElse(null),
            record.text("street2").orElse(null),
            record.text("zip").orElse(null),
            record.text("city").orElse(null),
            record.link("state_id").map(this::region).orElse(null),
            record.link("country_id").map(instance.countries()::of).orElse(null));
    into.set(field, address.isBlank() ? null : address);
  }

  private String region(long id) {
    String code = instance.states().of(id);
    return code.substring(code.indexOf('/') + 1);
  }

  @Override
  public void write(
      Fields changed, Fields before, Optional<OdooRecord> current, Map<String, Object> into) {
    if (!changed.has(field)) {
      return;
    }
    PostalAddress now = changed.get(field).orElse(NOWHERE);
    boolean known = before.has(field);
    PostalAddress old = before.get(field).orElse(NOWHERE);
    part(known, old.street(), now.street(), "street", into);
    part(known, old.complement(), now.complement(), "street2", into);
    part(known, old.postalCode(), now.postalCode(), "zip", into);
    part(known, old.city(), now.city(), "city", into);
    boolean otherCountry = !known || !Objects.equals(old.country(), now.country());
    if (otherCountry) {
      into.put("country_id", country(now));
    }
    if (otherCountry || !Objects.equals(old.region(), now.region())) {
      into.put("state_id", state(now));
    }
  }

  private static void part(
      boolean known,
      @Nullable String old,
      @Nullable String now,
      String column,
      Map<String, Object> into) {
    if (!known || !Objects.equals(old, now)) {
      into.put(column, now == null ? Boolean.FALSE : now);
    }
  }

  private Object country(PostalAddress address) {
    return address
        .countryCode()
        .<Object>map(
            code ->
                instance
                    .countries()
                    .id(code)
                    .orElseThrow(() -> unknown("no country has this code")))
        .orElse(Boolean.FALSE);
  }

  private Object state(PostalAddress address) {
    String region = address.region();
    if (region == null) {
      return Boolean.FALSE;
    }
    Optional<Long> country = address.countryCode().flatMap(instance.countries()::id);
    return country
        .flatMap(id -> instance.states().id(id + "/" + region))
        .<Object>map(id -> id)
        .orElseThrow(() -> unknown("the country has no state of this code"));
  }

  private BadValue unknown(String why) {
    return new BadValue(ErrorCode.UNKNOWN_CODE, field.name(), why);
  }
}
