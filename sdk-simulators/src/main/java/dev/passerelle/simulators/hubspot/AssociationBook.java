package dev.passerelle.simulators.hubspot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which records are linked, and how; every link is kept at both of its ends. */
final class AssociationBook {
  /** One end of a link. */
  record End(ObjectType type, long id) {
    static End of(RecordState state) {
      return new End(state.type(), state.id());
    }
  }

  private final Map<End, Map<String, Map<Long, Set<Integer>>>> links = new LinkedHashMap<>();

  /** The records of a type that are linked to this end, in order of id, with the link's types. */
  Map<Long, Set<Integer>> linked(End from, ObjectType to) {
    return links.getOrDefault(from, Map.of()).getOrDefault(to.name(), Map.of());
  }

  void clear() {
    links.clear();
  }

  boolean has(End from, End to, AssociationType type) {
    return linked(from, to.type()).getOrDefault(to.id(), Set.of()).contains(type.id());
  }

  /** Makes a link; false if it was there already. */
  boolean add(Transaction tx, End from, End to, AssociationType type) {
    if (has(from, to, type)) {
      return false;
    }
    set(from, to, type.id(), type.inverse());
    tx.onRollback(() -> unset(from, to, type.id(), type.inverse()));
    return true;
  }

  /** Undoes a link; false if there was none. */
  boolean remove(Transaction tx, End from, End to, AssociationType type) {
    if (!has(from, to, type)) {
      return false;
    }
    unset(from, to, type.id(), type.inverse());
    tx.onRollback(() -> set(from, to, type.id(), type.inverse()));
    return true;
  }

  /** The names of the types with which this end has links. */
  List<String> linkedTypes(End from) {
    return new ArrayList<>(links.getOrDefault(from, Map.of()).keySet());
  }

  private void set(End from, End to, int there, int back) {
    types(from, to).add(there);
    types(to, from).add(back);
  }

  private void unset(End from, End to, int there, int back) {
    drop(from, to, there);
    drop(to, from, back);
  }

  private Set<Integer> types(End from, End to) {
    return links
        .computeIfAbsent(from, end -> new LinkedHashMap<>())
        .computeIfAbsent(to.type().name(), name -> new TreeMap<>())
        .computeIfAbsent(to.id(), id -> new TreeSet<>());
  }

  private void drop(End from, End to, int typeId) {
    Set<Integer> types = types(from, to);
    types.remove(typeId);
    if (types.isEmpty()) {
      Map<String, Map<Long, Set<Integer>>> byType = links.getOrDefault(from, Map.of());
      Map<Long, Set<Integer>> ends = byType.getOrDefault(to.type().name(), Map.of());
      ends.remove(to.id());
      if (ends.isEmpty()) {
        byType.remove(to.type().name());
      }
    }
  }
}
