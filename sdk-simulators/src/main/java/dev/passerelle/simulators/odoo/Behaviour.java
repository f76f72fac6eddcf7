package dev.passerelle.simulators.odoo;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a model does beyond keeping values. */
interface Behaviour {
  /** Fills what was not given; the row has its own values already. */
  default void defaults(Row row, Map<String, @Nullable Object> given) {}

  /** After a create or a write of these fields. */
  default void changed(long id, Set<String> fields) {}

  /** Before fields are written; may refuse. */
  default void beforeWrite(Row row, Map<String, @Nullable Object> values) {}

  /** Before the row is deleted; may refuse. */
  default void beforeUnlink(Row row) {}
}
