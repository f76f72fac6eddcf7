package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.hubspot.model.HubSpotObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fields of a record that do not lie in its own properties: associations, line items, values of an
 * associated record. Thread-safe.
 */
interface Part {
  /** The selected fields that it provides. */
  Set<Field<?>> fields();

  List<FieldRule<?>> rules();

  /** Own properties of the record that it needs to see. */
  default List<String> properties() {
    return List.of();
  }

  /** Properties that it needs in the account. */
  default List<Wanted> wanted() {
    return List.of();
  }

  /** Its fields of each record, by id. A record that is missing has none of them. */
  Map<String, Fields> read(Collection<HubSpotObject> objects);

  /** Other records whose changes are changes of these (R9). */
  default List<Trail> trails() {
    return List.of();
  }

  /** What must be written before the record itself. */
  default void writeBefore(List<Work> works) {}

  /**
   * What is written after the record itself; notes for each piece of work what became of it, and
   * does nothing for those that failed or have none of its fields.
   */
  default void writeAfter(List<Work> works) {}

  /** What of the sent fields is not there (yet), when a create is asked for after the fact. */
  default boolean lacks(Fields sent, Fields found) {
    return false;
  }
}
