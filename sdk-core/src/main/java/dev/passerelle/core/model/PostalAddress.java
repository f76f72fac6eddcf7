package dev.passerelle.core.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A postal address. Empty parts are null; the country is the system's own code or label, translated
 * by a code table. Immutable.
 *
 * @param street first line
 * @param complement second line
 * @param postalCode postal code
 * @param city city
 * @param region state or region
 * @param country the system's own country code or label
 */
public record PostalAddress(
    @Nullable String street,
    @Nullable String complement,
    @Nullable String postalCode,
    @Nullable String city,
    @Nullable String region,
    @Nullable String country) {

  /** Blank parts become null, so that equal addresses are equal. */
  public PostalAddress {
    street = clean(street);
    complement = clean(complement);
    postalCode = clean(postalCode);
    city = clean(city);
    region = clean(region);
    country = clean(country);
  }

  private static @Nullable String clean(@Nullable String part) {
    return part == null || part.isBlank() ? null : part;
  }

  /** The same address in another country code. */
  public PostalAddress withCountry(@Nullable String code) {
    return new PostalAddress(street, complement, postalCode, city, region, code);
  }

  /** The country, if any. */
  public Optional<String> countryCode() {
    return Optional.ofNullable(country);
  }

  /** Whether no part is present. */
  public boolean isBlank() {
    return Stream.of(
            Optional.ofNullable(street),
            Optional.ofNullable(complement),
            Optional.ofNullable(postalCode),
            Optional.ofNullable(city),
            Optional.ofNullable(region),
            Optional.ofNullable(country))
        .allMatch(Optional::isEmpty);
  }

  Object toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    Json.put(map::put, "street", street);
    Json.put(map::put, "complement", complement);
    Json.put(map::put, "postalCode", postalCode);
    Json.put(map::put, "city", city);
    Json.put(map::put, "region", region);
    Json.put(map::put, "country", country);
    return map;
  }

  static PostalAddress fromMap(Map<String, Object> map) {
    return new PostalAddress(
        Json.text(map, "street"),
        Json.text(map, "complement"),
        Json.text(map, "postalCode"),
        Json.text(map, "city"),
        Json.text(map, "region"),
        Json.text(map, "country"));
  }

  /** Shows no part: an address is personal data. */
  @Override
  public String toString() {
    return "PostalAddress[…]";
  }
}
