package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.http.odata.ODataFilter;
import java.util.List;
import java.util.Optional;

/** How records are found by a value of a field: as a condition on their own set. */
@FunctionalInterface
interface Finder {
  /** The condition; empty where no record can have one of these values. */
  Optional<ODataFilter> condition(List<String> values);

  /** By a property of the set itself. */
  static Finder by(String property) {
    return values -> Optional.of(ODataFilter.in(property, values));
  }
}
