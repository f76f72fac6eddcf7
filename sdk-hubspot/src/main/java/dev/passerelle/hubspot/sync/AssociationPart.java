package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Ref;
import dev.passerelle.hubspot.HubSpotAssociations;
import dev.passerelle.hubspot.model.AssociationChange;
import dev.passerelle.hubspot.model.AssociationSpec;
import dev.passerelle.hubspot.model.Associations.Associated;
import dev.passerelle.hubspot.model.HubSpotObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * References that are associations. Reads all types of a record's associations with one call per
 * other object type and hundred records; writes only the difference to what was there before.
 */
final class AssociationPart implements Part {
  private final Portal portal;
  private final String objectType;
  private final List<Relation> relations;

  AssociationPart(Portal portal, String objectType, List<Relation> relations) {
    this.portal = portal;
    this.objectType = objectType;
    this.relations = List.copyOf(relations);
  }

  @Override
  public Set<Field<?>> fields() {
    Set<Field<?>> fields = new LinkedHashSet<>();
    relations.forEach(relation -> fields.add(relation.field()));
    return fields;
  }

  @Override
  public List<FieldRule<?>> rules() {
    return fields().stream().<FieldRule<?>>map(FieldRule::of).toList();
  }

  @Override
  public Map<String, Fields> read(Collection<HubSpotObject> objects) {
    List<String> ids = objects.stream().map(HubSpotObject::id).toList();
    Map<String, Map<String, List<Associated>>> byType = new LinkedHashMap<>();
    for (Relation relation : relations) {
      byType.computeIfAbsent(relation.toObject(), to -> associations(to).read(ids));
    }
    Map<String, Fields> found = new LinkedHashMap<>();
    for (String id : ids) {
      Fields.Builder fields = Fields.builder();
      for (Relation relation : relations) {
        put(
            relation,
            byType.getOrDefault(relation.toObject(), Map.of()).getOrDefault(id, List.of()),
            fields);
      }
      found.put(id, fields.build());
    }
    return found;
  }

  private static void put(Relation relation, List<Associated> associated, Fields.Builder into) {
    Field<Set<Ref>> many = relation.many();
    Field<Ref> one = relation.one();
    if (many != null) {
      into.set(many, relation.all(associated));
    }
    if (one != null) {
      into.set(one, relation.one(associated).orElse(null));
    }
  }

  @Override
  public void writeAfter(List<Work> works) {
    for (Relation relation : relations) {
      List<Work> concerned =
          works.stream()
              .filter(work -> work.goesOn() && work.changed().has(relation.field()))
              .toList();
      Steps.run(concerned, some -> write(relation, some));
    }
  }

  private void write(Relation relation, List<Work> works) {
    List<AssociationChange> added = new ArrayList<>();
    List<AssociationChange> removed = new ArrayList<>();
    for (Work work : works) {
      Set<String> wanted = ids(relation, work.changed());
      Set<String> before = ids(relation, work.before());
      wanted.stream()
          .filter(id -> !before.contains(id))
          .forEach(id -> added.add(change(work, id, relation.spec())));
      before.stream()
          .filter(id -> !wanted.contains(id))
          .forEach(id -> removed.add(change(work, id, relation.only() ? relation.spec() : null)));
    }
    HubSpotAssociations associations = associations(relation.toObject());
    if (relation.only()) {
      // A company has one parent: HubSpot refuses the next before the last is gone.
      associations.removeTypes(removed);
      associations.create(added);
    } else {
      associations.create(added);
      associations.remove(removed);
    }
    works.forEach(Work::touched);
    works.forEach(work -> work.shows(work.changed().only(Set.of(relation.field()))));
  }

  @Override
  public boolean lacks(Fields sent, Fields found) {
    return relations.stream()
        .map(Relation::field)
        .anyMatch(field -> sent.has(field) && !sent.same(field, found));
  }

  private static AssociationChange change(Work work, String id, @Nullable AssociationSpec spec) {
    return new AssociationChange(work.id(), id, spec == null ? List.of() : List.of(spec));
  }

  private Set<String> ids(Relation relation, Fields fields) {
    Set<String> ids = new LinkedHashSet<>();
    Field<Set<Ref>> many = relation.many();
    Field<Ref> one = relation.one();
    if (many != null) {
      fields.get(many).ifPresent(refs -> refs.forEach(ref -> ids.add(id(relation, ref))));
    }
    if (one != null) {
      fields.get(one).ifPresent(ref -> ids.add(id(relation, ref)));
    }
    return ids;
  }

  private String id(Relation relation, Ref ref) {
    if (ref.id().isEmpty()) {
      String field = relation.field().name();
      throw new RefusedByRemote(
          ErrorDetail.of(ErrorCode.REFERENCE_MISSING)
              .system(portal.settings().system())
              .field(field)
              .cause("an association needs the record's id")
              .build(),
          List.of(FieldError.of(field, ErrorCode.REFERENCE_MISSING.name(), "not an id")));
    }
    return ref.value();
  }

  private HubSpotAssociations associations(String to) {
    return portal.client().associations(objectType, to);
  }
}
