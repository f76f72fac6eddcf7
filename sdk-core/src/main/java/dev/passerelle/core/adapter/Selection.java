package dev.passerelle.core.adapter;

import dev.passerelle.core.model.Field;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The fields that the flows use of one record type: the record's own and those of the facets that
 * lie on it. An adapter reads these and no others.
 *
 * @param fields needed: an adapter that does not have one refuses it by name
 * @param wished used where the adapter has them, left out without a word where it has not (match
 *     keys, {@code Reference.FIELD})
 */
public record Selection(Set<Field<?>> fields, Set<Field<?>> wished) {

  /** Copies. */
  public Selection {
    fields = Set.copyOf(fields);
    wished = Set.copyOf(wished);
  }

  /** The given fields, all needed. */
  public static Selection of(Field<?>... fields) {
    return new Selection(Set.of(fields), Set.of());
  }

  /** The given fields, all needed. */
  public static Selection of(Collection<? extends Field<?>> fields) {
    return new Selection(new LinkedHashSet<>(fields), Set.of());
  }

  /** The same selection with wished fields. */
  public Selection wishing(Collection<? extends Field<?>> more) {
    Set<Field<?>> all = new LinkedHashSet<>(wished);
    all.addAll(more);
    all.removeAll(fields);
    return new Selection(fields, all);
  }

  /** The same selection, in which the fields that another one needs are needed too. */
  public Selection needing(Selection other) {
    Set<Field<?>> all = new LinkedHashSet<>(fields);
    all.addAll(other.fields);
    return of(all).wishing(wished);
  }

  /** Whether a field is used. */
  public boolean uses(Field<?> field) {
    return fields.contains(field) || wished.contains(field);
  }
}
