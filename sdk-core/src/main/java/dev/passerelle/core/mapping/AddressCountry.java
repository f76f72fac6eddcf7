package dev.passerelle.core.mapping;

import dev.passerelle.core.model.PostalAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Translates the country of an address. */
record AddressCountry(CodeTable countries) implements Converter<PostalAddress, PostalAddress> {
  AddressCountry {
    Objects.requireNonNull(countries, "countries");
  }

  @Override
  public Conversion<PostalAddress> toRight(PostalAddress value, Optional<PostalAddress> current) {
    return translate(value, current, countries::toRight);
  }

  @Override
  public Conversion<PostalAddress> toLeft(PostalAddress value, Optional<PostalAddress> current) {
    return translate(value, current, countries::toLeft);
  }

  private static Conversion<PostalAddress> translate(
      PostalAddress value,
      Optional<PostalAddress> current,
      Function<String, Conversion<String>> table) {
    if (value.countryCode().isEmpty()) {
      return Conversion.value(value);
    }
    Conversion<String> country = table.apply(value.countryCode().get());
    if (country instanceof Conversion.KeepTarget<String> keep) {
      String kept = current.flatMap(PostalAddress::countryCode).orElse(null);
      return Conversion.value(value.withCountry(kept), keep.notices());
    }
    return country.then(code -> Conversion.value(value.withCountry(code)));
  }

  @Override
  public String identity() {
    return "address country " + countries.fingerprint();
  }
}
