package dev.passerelle.odoo.sync;

import dev.passerelle.odoo.model.OdooRecord;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How a value lies in one field of Odoo.
 *
 * @param <T> the canonical value's type
 */
interface Codec<T> {
  /** The value that a record shows; empty where it has none. */
  Optional<T> read(OdooRecord record, String column);

  /** What is written for a value. */
  Object write(T value);

  /** What Odoo makes of a value (L12). */
  default UnaryOperator<T> normalForm() {
    return UnaryOperator.identity();
  }
}
