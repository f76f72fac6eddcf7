package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.odoo.model.Domain;
import dev.passerelle.odoo.model.OdooRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One table whose changes are changes of the records of an adapter (L4).
 *
 * @param model the table
 * @param fields what is read of a row
 * @param byStamp whether its rows are walked in the order of their stamps, else by id
 * @param window which rows concern the span from one instant to another; empty for none
 * @param changes what rows mean
 */
record Trail(
    String model,
    List<String> fields,
    boolean byStamp,
    BiFunction<Instant, Instant, Optional<Domain>> window,
    Function<List<OdooRecord>, List<Change>> changes) {
  static final String STAMP = "write_date";

  /** A table that bears stamps. */
  static Trail stamped(
      String model,
      List<String> fields,
      Domain which,
      Function<List<OdooRecord>, List<Change>> changes) {
    return new Trail(model, fields, true, (from, until) -> Optional.of(which), changes);
  }
}
