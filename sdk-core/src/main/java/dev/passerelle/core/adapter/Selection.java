package dev.passerelle.core.adapter;

import dev.passerelle.core.model.Field;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The fields that the flows use of one record type: the record's own and those of the facets that
 * lie on it. An adapter reads these and no others, and refuses an unknown one by name.
 *
 * @param fields in no particular order
 */
public record Selection(Set<Field<?>> fields) {

  /** Copies. */
  public Selection {
    fields = Set.copyOf(fields);
  }

  /** The given fields. */
  public static Selection of(Field<?>... fields) {
    return new Selection(Set.of(fields));
  }

  /** The given fields. */
  public static Selection of(Collection<? extends Field<?>> fields) {
    return new Selection(new LinkedHashSet<>(fields));
  }

  /** Whether a field is used. */
  public boolean uses(Field<?> field) {
    return fields.contains(field);
  }
}
