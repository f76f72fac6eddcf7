package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.salesforce.model.SalesforceRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field that lies in one or several columns of the record itself. */
interface Binding<T> {
  Field<T> field();

  /** The columns to read and write. */
  List<String> columns();

  /** Whether the org has all of them, and the user sees them. */
  boolean there();

  /** What the record shows; null when it is not set. Throws on something that is no such value. */
  @Nullable T read(SalesforceRecord record);

  /**
   * Puts the columns that differ.
   *
   * @param before what the field was; null when that is not known
   */
  void write(@Nullable T value, @Nullable T before, Map<String, @Nullable Object> into);

  FieldRule<T> rule();

  /** The columns that this needs in the org. */
  List<Wanted> wanted();

  /** Sets the field when the record shows it. */
  default void readInto(SalesforceRecord record, Fields.Builder into) {
    if (there() && columns().stream().allMatch(record::shows)) {
      into.set(field(), read(record));
    }
  }

  /** Writes the field when it is among the changed ones. */
  default void writeFrom(Fields changed, Fields before, Map<String, @Nullable Object> into) {
    if (changed.has(field())) {
      write(changed.get(field()).orElse(null), before.get(field()).orElse(null), into);
    }
  }
}
