package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.sap.s4hana.S4HanaApi;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The set that records of a type come from.
 *
 * @param keys the properties that tell its records apart, by which it is listed
 * @param id what the id is; mostly the key
 * @param filter which records count; null for all
 * @param proof the set in which a record that a condition did not find is looked up by its id: a
 *     condition leaves out what the user may not see; empty where no such look is published
 * @param part the property that tells the rows of one record apart; empty where a record is a row
 */
record Source(
    S4HanaApi api,
    String set,
    List<String> keys,
    Identity id,
    @Nullable ODataFilter filter,
    String proof,
    String part) {

  static Source of(S4HanaApi api, String set, String key) {
    return of(api, set, key, key, null, set);
  }

  static Source of(
      S4HanaApi api,
      String set,
      String key,
      String id,
      @Nullable ODataFilter filter,
      String proof) {
    return new Source(api, set, List.of(key), Identity.number(id), filter, proof, "");
  }

  /** The key of a set that is ordered by one property. */
  String key() {
    return keys.get(0);
  }

  /** Whether a record may lie in several rows. */
  boolean isParted() {
    return !part.isEmpty();
  }

  /** Whether the id is something else than the key. */
  boolean isNamedByAnother() {
    return !id.properties().equals(keys);
  }

  /** In which order rows are read. */
  List<String> order() {
    List<String> order = new ArrayList<>(keys);
    if (isParted()) {
      order.add(part);
    }
    return order;
  }

  /** Both conditions; the other alone where all records count. */
  ODataFilter with(ODataFilter other) {
    return filter == null ? other : filter.and(other);
  }
}
