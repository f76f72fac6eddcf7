package dev.passerelle.sap.businessone.sync;

import dev.passerelle.sap.businessone.model.B1Record;
import java.util.List;

/**
 * What of records lies in other sets and is read for many of them at once. It is put into the rows
 * under names that begin with {@code +}, which no set has.
 */
@FunctionalInterface
interface Extras {
  /** Nothing. */
  Extras NONE = rows -> rows;

  /** The rows with what belongs to them, in their order. */
  List<B1Record> onto(List<B1Record> rows);
}
