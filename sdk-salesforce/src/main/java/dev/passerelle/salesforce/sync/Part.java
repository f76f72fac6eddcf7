package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.salesforce.model.SalesforceRecord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fields of a record that lie in records of another object: prices, lines. Thread-safe. */
interface Part {
  /** The selected fields that it provides. */
  Set<Field<?>> fields();

  List<FieldRule<?>> rules();

  /** Own columns of the record that it needs to see. */
  default List<String> columns() {
    return List.of();
  }

  /** Columns that it needs in the org. */
  default List<Wanted> wanted() {
    return List.of();
  }

  /** Its fields of each record, by id. A record that is missing has none of them. */
  Map<String, Fields> read(Collection<SalesforceRecord> records);

  /** Other objects whose changes are changes of these (R9). */
  List<Trail> trails();

  /** What it cannot keep of the changed fields: told before anything is sent. */
  default List<FieldError> refuse(Fields changed) {
    return List.of();
  }

  /** What of the record itself must be written with it, at creation. */
  default Map<String, Object> atCreation(Fields fields) {
    return Map.of();
  }

  /**
   * What is written after the record itself; notes for each piece of work what became of it, and
   * does nothing for those that failed or have none of its fields.
   */
  default void writeAfter(List<Work> works) {}

  /** Whether it writes rows of another object. */
  default boolean writesRows() {
    return false;
  }

  /** What of the sent fields is not there (yet), when a create is asked for after the fact. */
  default boolean lacks(Fields sent, Fields found) {
    return fields().stream().anyMatch(field -> sent.has(field) && !sent.same(field, found));
  }
}
