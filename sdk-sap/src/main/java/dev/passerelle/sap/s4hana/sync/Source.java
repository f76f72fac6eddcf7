package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.sap.s4hana.S4HanaApi;
import org.jspecify.annotations.Nullable;

/**
 * The set that records of a type come from.
 *
 * @param key its key property, by which it is listed
 * @param id the property that the id is; mostly the key
 * @param filter which records count; null for all
 * @param proof the set in which a record that a condition did not find is looked up by its id: a
 *     condition leaves out what the user may not see; empty where no such look is published
 */
record Source(
    S4HanaApi api, String set, String key, String id, @Nullable ODataFilter filter, String proof) {

  static Source of(S4HanaApi api, String set, String key) {
    return new Source(api, set, key, key, null, set);
  }

  /** Both conditions; the other alone where all records count. */
  ODataFilter with(ODataFilter other) {
    return filter == null ? other : filter.and(other);
  }
}
