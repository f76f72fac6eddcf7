package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.http.odata.ODataDialect;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.sap.s4hana.S4HanaCodes;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of a partner, told apart by their usage. One whose validity has ended is no longer one
 * (fact sheet §2.1). Only parts that change are sent, to the address that is there; where there is
 * none, one is added with its usage.
 */
final class Addresses {
  static final String WAY = "to_BusinessPartnerAddress";
  private static final String USAGE = "to_AddressUsage";

  private final Site site;
  private final boolean billing;
  private final String usage;
  private final Map<String, Part> parts = new LinkedHashMap<>();

  /** A part of an address, with the longest text of its property. */
  private record Part(Function<PostalAddress, @Nullable String> value, int length) {}

  private Addresses(Site site, boolean billing) {
    S4HanaCodes codes = site.codes();
    this.site = site;
    this.billing = billing;
    usage = codes.addressUsage(billing);
    parts.put("StreetName", new Part(PostalAddress::street, 60));
    parts.put(codes.addressComplement(), new Part(PostalAddress::complement, 40));
    parts.put("PostalCode", new Part(PostalAddress::postalCode, 10));
    parts.put("CityName", new Part(PostalAddress::city, 40));
    parts.put("Region", new Part(PostalAddress::region, 3));
    parts.put("Country", new Part(PostalAddress::country, 3));
  }

  static Binding<PostalAddress> binding(Site site, Field<PostalAddress> field, boolean billing) {
    Addresses addresses = new Addresses(site, billing);
    Set<String> paths = new LinkedHashSet<>(keys());
    addresses.parts.keySet().forEach(name -> paths.add(WAY + "/" + name));
    paths.add(WAY + "/HouseNumber");
    return new Binding<>(
        FieldRule.of(field),
        paths,
        partner -> addresses.read(partner),
        (body, value, before) -> addresses.write(field, body, value, before));
  }

  /** What tells addresses apart. */
  static Set<String> keys() {
    return Set.of(
        "BusinessPartner",
        WAY + "/BusinessPartner",
        WAY + "/AddressID",
        WAY + "/ValidityEndDate",
        WAY + "/" + USAGE + "/AddressUsage",
        WAY + "/" + USAGE + "/AddressID",
        WAY + "/" + USAGE + "/BusinessPartner",
        WAY + "/" + USAGE + "/ValidityEndDate");
  }

  /** The address that e-mail, phone and web site lie at. */
  static Optional<S4Record> standard(Site site, S4Record partner) {
    return new Addresses(site, true).row(partner);
  }

  private Optional<S4Record> row(S4Record partner) {
    Instant now = site.now();
    List<S4Record> valid =
        partner.rows(WAY).stream()
            .filter(row -> row.instant("ValidityEndDate").map(now::isBefore).orElse(true))
            .toList();
    Optional<S4Record> used = valid.stream().filter(row -> usage(row, now).isPresent()).findFirst();
    return used.or(() -> billing ? valid.stream().findFirst() : Optional.empty());
  }

  private Optional<S4Record> usage(S4Record address, Instant now) {
    return address.rows(USAGE).stream()
        .filter(row -> row.text("AddressUsage").equals(Optional.of(usage)))
        .filter(row -> row.instant("ValidityEndDate").map(now::isBefore).orElse(true))
        .findFirst();
  }

  private @Nullable PostalAddress read(S4Record partner) {
    return row(partner).map(this::address).filter(address -> !address.isBlank()).orElse(null);
  }

  private PostalAddress address(S4Record row) {
    String street = row.text("StreetName").orElse("");
    String house = row.text("HouseNumber").orElse("");
    String line = site.codes().houseNumberFirst() ? house + " " + street : street + " " + house;
    return new PostalAddress(
        line.strip(),
        row.text(site.codes().addressComplement()).orElse(null),
        row.text("PostalCode").orElse(null),
        row.text("CityName").orElse(null),
        row.text("Region").orElse(null),
        row.text("Country").orElse(null));
  }

  private void write(
      Field<PostalAddress> field,
      Body body,
      @Nullable PostalAddress value,
      @Nullable PostalAddress before) {
    Map<String, @Nullable Object> changes = changes(field, body, value, before);
    if (!changes.isEmpty()) {
      if (changes.containsKey("StreetName")) {
        // Our street has the number in it.
        changes.put("HouseNumber", "");
      }
      values(body).putAll(changes);
    }
  }

  private Map<String, @Nullable Object> changes(
      Field<PostalAddress> field,
      Body body,
      @Nullable PostalAddress value,
      @Nullable PostalAddress before) {
    Map<String, @Nullable Object> changes = new LinkedHashMap<>();
    boolean there = body.current().flatMap(this::row).isPresent();
    parts.forEach(
        (property, part) -> {
          String now = value == null ? null : part.value().apply(value);
          String old = before == null ? null : part.value().apply(before);
          if (now != null && now.length() > part.length()) {
            body.refuse(FieldError.tooLong(field.name(), now.length(), part.length()));
          } else if ((before == null || !there || !Objects.equals(now, old))
              && (there || now != null)) {
            changes.put(property, now == null ? "" : now);
          }
        });
    return changes;
  }

  /** Where values of this address go. */
  private Map<String, @Nullable Object> values(Body body) {
    return values(site, body, billing);
  }

  static Map<String, @Nullable Object> values(Site site, Body body, boolean billing) {
    Addresses addresses = new Addresses(site, billing);
    String label = billing ? "billing" : "shipping";
    if (body.isNew()) {
      return addresses.used(body.inside(label, WAY));
    }
    S4Record partner = body.current().orElseThrow();
    Optional<S4Record> row = addresses.row(partner).filter(it -> addresses.isOwn(partner, it));
    if (row.isPresent()) {
      return body.part("A_BusinessPartnerAddress", key(row.get()), row.get());
    }
    addresses.release(body, partner);
    String way =
        "A_BusinessPartner"
            + Steps.key(partner.text("BusinessPartner").orElse("?")).encoded(ODataDialect.V2);
    return addresses.used(body.added(way + "/" + WAY, label));
  }

  /** An address that serves both purposes is the billing address; the other gets its own. */
  private boolean isOwn(S4Record partner, S4Record row) {
    return billing
        || !new Addresses(site, true)
            .row(partner)
            .flatMap(other -> other.text("AddressID"))
            .equals(row.text("AddressID"));
  }

  private void release(Body body, S4Record partner) {
    row(partner)
        .flatMap(shared -> usage(shared, site.now()))
        .ifPresent(
            row ->
                body.removed(
                    "A_BuPaAddressUsage",
                    Steps.key(
                        "BusinessPartner",
                        partner.text("BusinessPartner").orElse("?"),
                        "ValidityEndDate",
                        row.instant("ValidityEndDate").orElse(Instant.EPOCH),
                        "AddressUsage",
                        usage,
                        "AddressID",
                        row.text("AddressID").orElse("?")),
                    row));
  }

  private Map<String, @Nullable Object> used(Map<String, @Nullable Object> address) {
    address.put(USAGE, List.of(Map.of("AddressUsage", usage)));
    return address;
  }

  static dev.passerelle.core.http.odata.ODataKey key(S4Record address) {
    return Steps.key(
        "BusinessPartner",
        address.text("BusinessPartner").orElse("?"),
        "AddressID",
        address.text("AddressID").orElse("?"));
  }
}
