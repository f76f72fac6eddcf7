package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.sap.businessone.BusinessOneSettings;
import dev.passerelle.sap.businessone.model.B1Record;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One address among a partner's: the default one of its kind, else the first. Only parts that
 * change are sent, to the row that is there; where there is none, one is added and made the
 * default.
 */
final class Addresses {
  private static final String ROWS = "BPAddresses";

  private final boolean billing;
  private final String type;
  private final String defaultProperty;
  private final String name;
  private final Map<String, Function<PostalAddress, @Nullable String>> parts =
      new LinkedHashMap<>();

  private Addresses(boolean billing, BusinessOneSettings settings) {
    this.billing = billing;
    type = billing ? "bo_BillTo" : "bo_ShipTo";
    defaultProperty = billing ? "BilltoDefault" : "ShipToDefault";
    name = settings.addressName(billing);
    parts.put("Street", PostalAddress::street);
    parts.put(settings.addressComplement(), PostalAddress::complement);
    parts.put("ZipCode", PostalAddress::postalCode);
    parts.put("City", PostalAddress::city);
    parts.put("State", PostalAddress::region);
    parts.put("Country", PostalAddress::country);
  }

  static Binding<PostalAddress> binding(
      Field<PostalAddress> field, boolean billing, BusinessOneSettings settings) {
    Addresses addresses = new Addresses(billing, settings);
    return new Binding<>(
        FieldRule.of(field),
        Set.of(ROWS, addresses.defaultProperty),
        addresses::read,
        addresses::write,
        true);
  }

  private @Nullable PostalAddress read(B1Record partner) {
    return row(partner).map(this::address).filter(address -> !address.isBlank()).orElse(null);
  }

  private Optional<B1Record> row(B1Record partner) {
    List<B1Record> own =
        partner.rows(ROWS).stream()
            .filter(row -> row.text("AddressType").equals(Optional.of(type)))
            .toList();
    Optional<String> wanted = partner.text(defaultProperty);
    return own.stream()
        .filter(row -> wanted.isPresent() && row.text("AddressName").equals(wanted))
        .findFirst()
        .or(() -> own.stream().findFirst());
  }

  private PostalAddress address(B1Record row) {
    List<String> names = List.copyOf(parts.keySet());
    return new PostalAddress(
        row.text(names.get(0)).orElse(null),
        row.text(names.get(1)).orElse(null),
        row.text(names.get(2)).orElse(null),
        row.text(names.get(3)).orElse(null),
        row.text(names.get(4)).orElse(null),
        row.text(names.get(5)).orElse(null));
  }

  private void write(Body body, @Nullable PostalAddress value, @Nullable PostalAddress before) {
    Optional<B1Record> there = body.current().flatMap(this::row);
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    parts.forEach(
        (property, part) -> {
          String now = value == null ? null : part.apply(value);
          String old = before == null ? null : part.apply(before);
          boolean changes = before == null || !Objects.equals(now, old);
          if (changes && (there.isPresent() || now != null)) {
            row.put(property, now);
          }
        });
    if (row.isEmpty()) {
      return;
    }
    if (there.isPresent()) {
      row.put("RowNum", there.get().integer("RowNum").orElse(0));
      row.put("BPCode", body.current().flatMap(partner -> partner.text("CardCode")).orElse(null));
      body.row(ROWS, row, false);
    } else {
      row.put("AddressName", name);
      row.put("AddressType", type);
      body.put(defaultProperty, name);
      body.row(ROWS, row, true);
    }
  }

  @Override
  public String toString() {
    return billing ? "billing" : "shipping";
  }
}
