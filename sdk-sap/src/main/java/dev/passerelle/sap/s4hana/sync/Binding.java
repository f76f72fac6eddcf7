package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a field lies in a record.
 *
 * @param rule limits and normal form
 * @param paths what must be read for it, {@code to_Item/Material}; a last {@code ?} marks what
 *     older releases lack and can do without
 * @param read the value; null where there is none
 * @param write puts a value into a body; null for a field that is only read
 * @param alone whether it is written whatever the rest of the record is
 */
record Binding<T>(
    FieldRule<T> rule,
    Set<String> paths,
    Function<S4Record, @Nullable T> read,
    @Nullable Writing<T> write,
    boolean alone) {

  Binding(
      FieldRule<T> rule,
      Set<String> paths,
      Function<S4Record, @Nullable T> read,
      @Nullable Writing<T> write) {
    this(rule, paths, read, write, false);
  }

  /** Puts a value into a body. */
  @FunctionalInterface
  interface Writing<T> {
    void put(Body body, @Nullable T value, @Nullable T before);
  }

  static <T> Binding<T> readOnly(
      Field<T> field, Set<String> paths, Function<S4Record, @Nullable T> read) {
    return new Binding<>(FieldRule.of(field).readOnly(), paths, read, null);
  }

  Field<T> field() {
    return rule.field();
  }

  void readInto(S4Record row, Fields.Builder into) {
    into.set(field(), read.apply(row));
  }

  /** Puts the field's value into a body; nothing where the fields do not have it. */
  void writeInto(Body body, Fields values, Fields before) {
    Writing<T> writing = write;
    if (writing != null && values.has(field())) {
      writing.put(body, values.get(field()).orElse(null), before.get(field()).orElse(null));
    }
  }

  Binding<T> required() {
    return new Binding<>(rule.required(), paths, read, write, alone);
  }
}
