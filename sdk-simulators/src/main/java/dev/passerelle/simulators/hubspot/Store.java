package dev.passerelle.simulators.hubspot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The records, by type and id, and the index of the values that must be unique among live ones. */
final class Store {
  private record UniqueKey(String type, String property, String value) {}

  private final PropertyCatalog catalog;
  private final Map<String, NavigableMap<Long, RecordState>> byType = new LinkedHashMap<>();
  private final Map<UniqueKey, Long> unique = new HashMap<>();
  private final Map<Long, Long> mergedInto = new HashMap<>();
  private long lastId;

  Store(PropertyCatalog catalog, long firstId) {
    this.catalog = catalog;
    this.lastId = firstId - 1;
  }

  void clear() {
    byType.clear();
    unique.clear();
    mergedInto.clear();
  }

  long nextId() {
    return ++lastId;
  }

  Optional<RecordState> find(ObjectType type, long id) {
    return Optional.ofNullable(records(type).get(id));
  }

  /** The records of a type in the order of their ids. */
  Collection<RecordState> all(ObjectType type) {
    return records(type).values();
  }

  /** The records of a type whose id is above this one, in order. */
  Collection<RecordState> after(ObjectType type, long id) {
    return records(type).tailMap(id, false).values();
  }

  /** The live record that has this value in a unique property. */
  Optional<Long> holder(ObjectType type, String property, String value) {
    return Optional.ofNullable(unique.get(key(type, property, value)));
  }

  /** The record into which this one was merged. */
  Optional<Long> mergedInto(long id) {
    return Optional.ofNullable(mergedInto.get(id));
  }

  void markMerged(Transaction tx, long loser, long winner) {
    mergedInto.put(loser, winner);
    tx.onRollback(() -> mergedInto.remove(loser));
  }

  void put(Transaction tx, RecordState next) {
    RecordState before = records(next.type()).get(next.id());
    replace(next.type(), next.id(), before, next);
    tx.onRollback(() -> replace(next.type(), next.id(), next, before));
  }

  void remove(Transaction tx, RecordState last) {
    replace(last.type(), last.id(), last, null);
    tx.onRollback(() -> replace(last.type(), last.id(), null, last));
  }

  private void replace(
      ObjectType type, long id, @Nullable RecordState before, @Nullable RecordState next) {
    if (before != null) {
      keys(before).forEach(unique::remove);
    }
    if (next == null) {
      records(type).remove(id);
      return;
    }
    keys(next).forEach(key -> unique.put(key, id));
    records(type).put(id, next);
    lastId = Math.max(lastId, id);
  }

  private List<UniqueKey> keys(RecordState state) {
    List<UniqueKey> keys = new ArrayList<>();
    if (!state.archived()) {
      for (String property : catalog.unique(state.type())) {
        String value = state.values().get(property);
        if (value != null) {
          keys.add(key(state.type(), property, value));
        }
      }
    }
    return keys;
  }

  private static UniqueKey key(ObjectType type, String property, String value) {
    boolean folded = property.equals("email");
    return new UniqueKey(type.name(), property, folded ? value.toLowerCase(Locale.ROOT) : value);
  }

  private NavigableMap<Long, RecordState> records(ObjectType type) {
    return byType.computeIfAbsent(type.name(), name -> new TreeMap<>());
  }
}
