package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.http.odata.ODataDialect;
import dev.passerelle.core.http.odata.ODataKey;
import dev.passerelle.core.model.Field;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * E-mail, phone and web site: rows of the standard address, the default one of each kind, else the
 * first. Emptied, the row is removed.
 *
 * @param way from the address to the rows
 * @param set that they lie in
 * @param property of the value
 * @param standard the flag of the default row
 * @param keys properties of the key, in order
 */
record Reach(String way, String set, String property, String standard, List<String> keys) {
  private static final List<String> KEYS = List.of("AddressID", "Person", "OrdinalNumber");

  static final Reach EMAIL =
      new Reach(
          "to_EmailAddress",
          "A_AddressEmailAddress",
          "EmailAddress",
          "IsDefaultEmailAddress",
          KEYS);

  static final Reach PHONE =
      new Reach(
          "to_PhoneNumber", "A_AddressPhoneNumber", "PhoneNumber", "IsDefaultPhoneNumber", KEYS);

  static final Reach WEBSITE =
      new Reach(
          "to_URLAddress",
          "A_AddressHomePageURL",
          "WebsiteURL",
          "IsDefaultURLAddress",
          List.of(
              "AddressID", "Person", "OrdinalNumber", "ValidityStartDate", "IsDefaultURLAddress"));

  Binding<String> binding(Site site, Field<String> field, int length) {
    Set<String> paths = new LinkedHashSet<>(Addresses.keys());
    for (String key : keys) {
      paths.add(Addresses.WAY + "/" + way + "/" + key);
    }
    paths.add(Addresses.WAY + "/" + way + "/" + property);
    paths.add(Addresses.WAY + "/" + way + "/" + standard);
    return new Binding<>(
        FieldRule.of(field).maxLength(length).normalForm(String::strip),
        paths,
        partner ->
            Addresses.standard(site, partner)
                .flatMap(this::row)
                .flatMap(row -> row.text(property))
                .orElse(null),
        (body, value, before) -> write(site, body, value));
  }

  private Optional<S4Record> row(S4Record address) {
    List<S4Record> rows = address.rows(way);
    return rows.stream()
        .filter(row -> row.yes(standard))
        .findFirst()
        .or(() -> rows.stream().findFirst());
  }

  private void write(Site site, Body body, @Nullable String value) {
    Optional<S4Record> address =
        body.current().flatMap(partner -> Addresses.standard(site, partner));
    Optional<S4Record> row = address.flatMap(this::row);
    boolean blank = value == null || value.isBlank();
    if (row.isPresent() && blank) {
      body.removed(set, key(row.get()), row.get());
    } else if (row.isPresent()) {
      body.part(set, key(row.get()), row.get()).put(property, value);
    } else if (!blank && address.isPresent()) {
      String from =
          "A_BusinessPartnerAddress" + Addresses.key(address.get()).encoded(ODataDialect.V2);
      body.added(from + "/" + way, set).putAll(values(value));
    } else if (!blank) {
      Addresses.values(site, body, true).put(way, List.of(values(value)));
    }
  }

  private Map<String, @Nullable Object> values(@Nullable String value) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put(property, value);
    values.put(standard, true);
    return values;
  }

  private ODataKey key(S4Record row) {
    Map<String, Object> parts = new LinkedHashMap<>();
    for (String each : keys) {
      parts.put(each, part(row, each));
    }
    return ODataKey.of(parts);
  }

  private static Object part(S4Record row, String name) {
    if (name.startsWith("Is")) {
      return row.yes(name);
    }
    return name.endsWith("Date")
        ? row.date(name).orElse(LocalDate.EPOCH)
        : row.text(name).orElse("");
  }
}
