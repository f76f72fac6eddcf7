package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One way in which changes of a type show: by a stamp of its own set, or of another set whose rows
 * are a part of it.
 *
 * @param key the property that orders rows of one stamp
 * @param filter which rows count; null for all
 * @param query what is read of them
 * @param changes what the rows of a page report
 */
record Scan(
    S4HanaApi api,
    String set,
    String key,
    Stamp stamp,
    @Nullable ODataFilter filter,
    ODataQuery query,
    Function<List<S4Record>, List<Change>> changes) {

  ODataFilter with(ODataFilter other) {
    return filter == null ? other : filter.and(other);
  }
}
