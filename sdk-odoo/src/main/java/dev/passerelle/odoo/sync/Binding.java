package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Fields;
import dev.passerelle.odoo.model.OdooRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How one or two canonical fields lie in the fields of Odoo. */
interface Binding {
  /** The canonical fields with their rules. */
  List<FieldRule<?>> rules();

  /** The fields of Odoo that hold them. */
  Set<String> columns();

  /** Puts what the record shows, null for empty. */
  void read(OdooRecord record, Fields.Builder into);

  /**
   * Puts what is to be written: only what differs from before.
   *
   * @param current the record as it is, where {@link #needsCurrent} asked for it
   * @throws BadValue for a value that Odoo cannot keep
   */
  void write(Fields changed, Fields before, Optional<OdooRecord> current, Map<String, Object> into);

  /** Whether a change of these fields can only be written by someone who knows the record. */
  default boolean needsCurrent(Set<?> changed) {
    return false;
  }
}
