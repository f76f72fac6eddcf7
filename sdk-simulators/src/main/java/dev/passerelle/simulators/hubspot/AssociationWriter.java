package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.hubspot.AssociationBook.End;
import dev.passerelle.simulators.hubspot.Change.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Links records and undoes links, with the rules that go with them. */
final class AssociationWriter {
  private static final Set<String> LINE_PARENTS = Set.of("deals", "quotes", "orders", "invoices");

  private final Store store;
  private final ObjectTypes objectTypes;
  private final AssociationTypes types;
  private final AssociationBook book;

  AssociationWriter(
      Store store, ObjectTypes objectTypes, AssociationTypes types, AssociationBook book) {
    this.store = store;
    this.objectTypes = objectTypes;
    this.types = types;
    this.book = book;
  }

  /** Makes the plain link; a contact's or deal's first company becomes its primary one too. */
  void link(Transaction tx, RecordState from, RecordState to) {
    link(tx, from, to, types.plain(from.type(), to.type()));
  }

  void link(Transaction tx, RecordState from, RecordState to, AssociationType type) {
    checkLineItem(from, to);
    checkLineItem(to, from);
    checkParent(from, to, type);
    if (type.primary()) {
      dropPrimary(tx, from, to, type);
    }
    add(tx, from, to, type);
    if (type.label() != null) {
      add(tx, from, to, types.plain(from.type(), to.type()));
    }
    makePrimaryIfFirst(tx, from, to);
    makePrimaryIfFirst(tx, to, from);
    mirror(tx, from);
    mirror(tx, to);
  }

  void unlink(Transaction tx, RecordState from, RecordState to, AssociationType type) {
    if (book.remove(tx, End.of(from), End.of(to), type)) {
      tell(tx, from, to, type, true);
      tell(tx, to, from, types.inverse(type), true);
      mirror(tx, from);
      mirror(tx, to);
    }
  }

  /** Undoes every link between two records. */
  void unlinkAll(Transaction tx, RecordState from, RecordState to) {
    for (AssociationType type : types.between(from.type(), to.type())) {
      unlink(tx, from, to, type);
    }
  }

  /** Gives the winner of a merge what the loser was linked with. */
  void move(Transaction tx, RecordState loser, RecordState winner) {
    for (String otherType : book.linkedTypes(End.of(loser))) {
      ObjectType to = objectTypes.get(otherType);
      for (long id : List.copyOf(book.linked(End.of(loser), to).keySet())) {
        RecordState other = store.find(to, id).orElseThrow();
        unlinkAll(tx, loser, other);
        if (!other.equals(winner)) {
          link(tx, winner, other);
        }
      }
    }
  }

  private void add(Transaction tx, RecordState from, RecordState to, AssociationType type) {
    if (book.add(tx, End.of(from), End.of(to), type)) {
      tell(tx, from, to, type, false);
      tell(tx, to, from, types.inverse(type), false);
    }
  }

  private void makePrimaryIfFirst(Transaction tx, RecordState from, RecordState to) {
    boolean ownsPrimary =
        to.type().name().equals("companies")
            && (from.type().name().equals("contacts") || from.type().name().equals("deals"));
    if (!ownsPrimary || primaryOf(from, to.type()) != 0) {
      return;
    }
    types.primary(from.type(), to.type()).ifPresent(primary -> add(tx, from, to, primary));
  }

  private void dropPrimary(
      Transaction tx, RecordState from, RecordState to, AssociationType primary) {
    boolean owner = !from.type().name().equals("companies");
    RecordState owning = owner ? from : to;
    AssociationType seen = owner ? primary : types.inverse(primary);
    ObjectType other = owner ? to.type() : from.type();
    long old = primaryOf(owning, other);
    if (old != 0) {
      store.find(other, old).ifPresent(company -> unlink(tx, owning, company, seen));
    }
  }

  private long primaryOf(RecordState from, ObjectType to) {
    return types.primary(from.type(), to).map(primary -> holderOf(from, to, primary)).orElse(0L);
  }

  private long holderOf(RecordState from, ObjectType to, AssociationType type) {
    for (Map.Entry<Long, Set<Integer>> each : book.linked(End.of(from), to).entrySet()) {
      if (each.getValue().contains(type.id())) {
        return each.getKey();
      }
    }
    return 0;
  }

  /** A line item has one parent only (fact sheet §2). */
  private void checkLineItem(RecordState line, RecordState parent) {
    if (!line.type().name().equals("line_items") || !LINE_PARENTS.contains(parent.type().name())) {
      return;
    }
    for (String parentType : LINE_PARENTS) {
      for (long id : book.linked(End.of(line), objectTypes.get(parentType)).keySet()) {
        if (id != parent.id() || !parentType.equals(parent.type().name())) {
          throw HubSpotError.validation(
              "Line item " + line.id() + " already belongs to " + parentType + " " + id);
        }
      }
    }
  }

  private void checkParent(RecordState from, RecordState to, AssociationType type) {
    if (AssociationTypes.childToParent(type)) {
      checkOneParent(from, to, type);
    } else if (AssociationTypes.parentToChild(type)) {
      checkOneParent(to, from, types.inverse(type));
    }
  }

  private void checkOneParent(RecordState child, RecordState parent, AssociationType type) {
    long known = holderOf(child, parent.type(), type);
    if (known != 0 && known != parent.id()) {
      throw HubSpotError.validation(
          "Company " + child.id() + " already has the parent company " + known);
    }
  }

  /** Keeps the properties that show a link as a value. */
  private void mirror(Transaction tx, RecordState stale) {
    RecordState state = store.find(stale.type(), stale.id()).orElse(stale);
    ObjectType companies = objectTypes.get("companies");
    switch (state.type().name()) {
      case "contacts" -> mirror(tx, state, "associatedcompanyid", primaryOf(state, companies));
      case "companies" ->
          types.between(companies, companies).stream()
              .filter(AssociationTypes::childToParent)
              .forEach(
                  type ->
                      mirror(tx, state, "hs_parent_company_id", holderOf(state, companies, type)));
      default -> {}
    }
  }

  private void mirror(Transaction tx, RecordState state, String property, long id) {
    Map<String, String> value = Map.of(property, id == 0 ? "" : Long.toString(id));
    if (!state.changed(value).isEmpty()) {
      Instant at = tx.isQuiet() ? state.updatedAt() : tx.at();
      RecordState next = state.with(value, at, Source.calculated());
      store.put(tx, next);
      tx.record(
          Change.of(Kind.PROPERTY_CHANGE, next, tx.at(), tx.source())
              .withProperties(value.keySet()));
    }
  }

  private static void tell(
      Transaction tx, RecordState from, RecordState to, AssociationType type, boolean removed) {
    tx.record(
        Change.of(Kind.ASSOCIATION_CHANGE, from, tx.at(), tx.source())
            .withAssociation(new Change.Link(to.type(), to.id(), type.id(), removed)));
  }
}
