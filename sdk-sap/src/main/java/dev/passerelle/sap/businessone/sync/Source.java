package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataKey;
import org.jspecify.annotations.Nullable;

/**
 * One set that records of a type come from.
 *
 * @param set name of the set
 * @param key name of its key property
 * @param numeric whether the key is a number
 * @param prefix what ids of this set begin with, where a type has several sets; else empty
 * @param filter which records count; null for all
 */
record Source(
    String set, String key, boolean numeric, String prefix, @Nullable ODataFilter filter) {

  static Source byText(String set, String key, @Nullable ODataFilter filter) {
    return new Source(set, key, false, "", filter);
  }

  static Source byNumber(String set, String key, String prefix) {
    return new Source(set, key, true, prefix, null);
  }

  /** The key as a typed value for filters. */
  Object keyValue(String text) {
    return numeric ? (Object) Integer.valueOf(text) : text;
  }

  ODataKey odataKey(String text) {
    return numeric ? ODataKey.of(Integer.parseInt(text)) : ODataKey.of(text);
  }

  /** Whether a text can be a key of this set at all. */
  boolean fits(String text) {
    return !text.isEmpty() && (!numeric || text.matches("-?\\d{1,9}"));
  }

  /** Both conditions; the other alone where all records count. */
  ODataFilter with(ODataFilter other) {
    return filter == null ? other : filter.and(other);
  }
}
