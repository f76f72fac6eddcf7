package dev.passerelle.salesforce.sync;

import dev.passerelle.salesforce.model.SalesforceRecord;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * How a value is kept in a column, and what Salesforce makes of it (fact sheet §9).
 *
 * @param kind what a set-up makes
 * @param read a record and a column to a value; throws on something else
 * @param write the value to what JSON holds
 * @param normalForm what Salesforce makes of a value (L12)
 */
record Codec<T>(
    Wanted.Kind kind,
    BiFunction<SalesforceRecord, String, Optional<T>> read,
    Function<T, Object> write,
    UnaryOperator<T> normalForm) {

  static <T> Codec<T> of(
      Wanted.Kind kind,
      BiFunction<SalesforceRecord, String, Optional<T>> read,
      Function<T, Object> write) {
    return new Codec<>(kind, read, write, UnaryOperator.identity());
  }

  Codec<T> normalForm(UnaryOperator<T> form) {
    return new Codec<>(kind, read, write, form);
  }
}
