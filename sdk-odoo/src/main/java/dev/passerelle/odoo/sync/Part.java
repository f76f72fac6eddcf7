package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Fields;
import dev.passerelle.odoo.model.OdooRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fields of a record that lie on other records, or have to be computed. */
interface Part {
  /** The canonical fields with their rules. */
  List<FieldRule<?>> rules();

  /** The fields of the record itself that must be known for it. */
  default Set<String> columns() {
    return Set.of();
  }

  /** The fields of each of these records; every record has an entry. */
  Map<Long, Fields> read(List<OdooRecord> records);
}
