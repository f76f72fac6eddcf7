package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.http.JsonTree;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of records lies in other sets and is read for a page of them at once. It is put into the
 * rows under names that begin with {@code +}, which no service has.
 */
@FunctionalInterface
interface Extras {
  /** Nothing. */
  Extras NONE = (map, rows) -> rows;

  /** The rows with what belongs to them. */
  List<S4Record> onto(EntityMap map, List<S4Record> rows);

  /** Whether all of it can only be read: what is written can be looked at without. */
  default boolean isReadOnly() {
    return this == NONE;
  }

  /** The services that it reads besides the records' own. */
  default Set<S4HanaApi> services() {
    return Set.of();
  }

  /** A row with rows of another set. */
  static S4Record with(S4Record row, String name, List<S4Record> others) {
    Map<String, Object> all = new LinkedHashMap<>(row.json().fields());
    all.put(name, others.stream().map(S4Record::json).toList());
    return new S4Record(JsonTree.of(all));
  }
}
