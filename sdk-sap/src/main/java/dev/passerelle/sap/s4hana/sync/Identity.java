package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The properties that are a record's id. Numbers are told without the zeros in front; several parts
 * stand one behind the other, with a stroke between them.
 *
 * @param texts parts that are kept as they are, first in the id
 * @param numbers parts that are numbers kept as texts
 */
record Identity(List<String> texts, List<String> numbers) {
  private static final String STROKE = "/";

  static Identity number(String property) {
    return new Identity(List.of(), List.of(property));
  }

  List<String> properties() {
    List<String> all = new ArrayList<>(texts);
    all.addAll(numbers);
    return all;
  }

  /** Empty where a part is missing. */
  Optional<RecordId> of(S4Record row) {
    List<String> parts = new ArrayList<>();
    texts.forEach(name -> row.text(name).ifPresent(parts::add));
    numbers.forEach(name -> row.number(name).ifPresent(parts::add));
    return parts.size() == properties().size()
        ? Optional.of(RecordId.of(String.join(STROKE, parts)))
        : Optional.empty();
  }

  /** Records with one of these ids; empty where no record can have any of them. */
  Optional<ODataFilter> among(Collection<String> ids) {
    List<String> names = properties();
    if (names.size() == 1) {
      return Optional.of(ODataFilter.in(names.get(0), ids));
    }
    List<ODataFilter> any = new ArrayList<>();
    for (String id : ids) {
      String[] parts = id.split(STROKE, -1);
      if (parts.length == names.size()) {
        List<ODataFilter> all = new ArrayList<>();
        for (int at = 0; at < parts.length; at++) {
          all.add(ODataFilter.eq(names.get(at), parts[at]));
        }
        any.add(ODataFilter.all(all));
      }
    }
    return any.isEmpty() ? Optional.empty() : Optional.of(ODataFilter.any(any));
  }

  @Override
  public String toString() {
    return String.join(STROKE, properties());
  }
}
