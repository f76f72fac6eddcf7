package dev.passerelle.hubspot.sync;

import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Ref;
import dev.passerelle.hubspot.model.AssociationSpec;
import dev.passerelle.hubspot.model.Associations.Associated;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reference field that is an association.
 *
 * @param toObject the other object type
 * @param toType the entity that it holds
 * @param many the field that takes all associated records; null for a single one
 * @param one the field that takes one of them; null for a set
 * @param spec the association type that marks the one; null where any will do
 * @param only whether a record without that type is none
 */
record Relation(
    String toObject,
    EntityType toType,
    @Nullable Field<Set<Ref>> many,
    @Nullable Field<Ref> one,
    @Nullable AssociationSpec spec,
    boolean only) {

  /** Child to parent among companies (fact sheet §2, not confirmed). */
  static final AssociationSpec PARENT_COMPANY = AssociationSpec.hubSpot(14);

  static final AssociationSpec PRIMARY_COMPANY_OF_CONTACT = AssociationSpec.hubSpot(1);
  static final AssociationSpec PRIMARY_COMPANY_OF_DEAL = AssociationSpec.hubSpot(5);

  static Relation all(Field<Set<Ref>> field, EntityType toType) {
    return new Relation(object(toType), toType, field, null, null, false);
  }

  /** The record with the given association type, else the oldest. */
  static Relation preferring(Field<Ref> field, EntityType toType, @Nullable AssociationSpec spec) {
    return new Relation(object(toType), toType, null, field, spec, false);
  }

  /** The record with the given association type and no other. */
  static Relation only(Field<Ref> field, EntityType toType, AssociationSpec spec) {
    return new Relation(object(toType), toType, null, field, spec, true);
  }

  Field<?> field() {
    if (many != null) {
      return many;
    }
    if (one != null) {
      return one;
    }
    throw new IllegalStateException("a relation needs a field");
  }

  Set<Ref> all(List<Associated> associated) {
    Set<Ref> refs = new LinkedHashSet<>();
    associated.forEach(each -> refs.add(Ref.to(toType, each.toObjectId())));
    return refs;
  }

  Optional<Ref> one(List<Associated> associated) {
    AssociationSpec wanted = spec;
    Optional<Associated> marked =
        wanted == null
            ? Optional.empty()
            : associated.stream().filter(each -> each.is(wanted)).min(BY_ID);
    return marked
        .or(() -> only ? Optional.empty() : associated.stream().min(BY_ID))
        .map(each -> Ref.to(toType, each.toObjectId()));
  }

  /** Ids are numbers in text: the shorter is the smaller. */
  private static final Comparator<Associated> BY_ID =
      Comparator.<Associated>comparingInt(each -> each.toObjectId().length())
          .thenComparing(Associated::toObjectId);

  private static String object(EntityType type) {
    String object = Catalogue.OBJECTS.get(type);
    if (object == null) {
      throw new IllegalArgumentException("no object type for " + type);
    }
    return object;
  }
}
