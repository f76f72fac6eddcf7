package dev.passerelle.simulators.hubspot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One state of one record. Never changes: a write makes the next state. */
record RecordState(
    ObjectType type,
    long id,
    Map<String, String> values,
    Map<String, List<Version>> history,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant archivedAt) {

  /** A long run must not fill the memory with the past. */
  private static final int MOST_VERSIONS = 45;

  static RecordState born(ObjectType type, long id, Instant at) {
    return new RecordState(type, id, Map.of(), Map.of(), at, at, null);
  }

  boolean archived() {
    return archivedAt != null;
  }

  String idText() {
    return Long.toString(id);
  }

  /** The value of a property, those of the system included; null where it is not set. */
  @Nullable String value(String property) {
    if (property.equals("hs_object_id")) {
      return idText();
    }
    if (property.equals(type.createdProperty())) {
      return Times.text(createdAt);
    }
    if (property.equals(type.modifiedProperty())) {
      return Times.text(updatedAt);
    }
    return values.get(property);
  }

  /** The names whose value these changes would really change; an empty value clears. */
  Set<String> changed(Map<String, String> changes) {
    Set<String> names = new LinkedHashSet<>();
    changes.forEach(
        (name, value) -> {
          if (!Objects.equals(values.getOrDefault(name, ""), value)) {
            names.add(name);
          }
        });
    return names;
  }

  /** The state after these changes; this very state if they change nothing. */
  RecordState with(Map<String, String> changes, Instant at, Source source) {
    Set<String> changed = changed(changes);
    if (changed.isEmpty()) {
      return this;
    }
    Map<String, String> nextValues = new LinkedHashMap<>(values);
    Map<String, List<Version>> nextHistory = new LinkedHashMap<>(history);
    for (String name : changed) {
      String value = Objects.requireNonNull(changes.get(name));
      if (value.isEmpty()) {
        nextValues.remove(name);
      } else {
        nextValues.put(name, value);
      }
      List<Version> versions = new ArrayList<>();
      versions.add(new Version(value, at, source));
      List<Version> older = history.getOrDefault(name, List.of());
      versions.addAll(older.subList(0, Math.min(older.size(), MOST_VERSIONS - 1)));
      nextHistory.put(name, versions);
    }
    return new RecordState(type, id, nextValues, nextHistory, createdAt, at, archivedAt);
  }

  RecordState archived(@Nullable Instant since, Instant at) {
    return new RecordState(type, id, values, history, createdAt, at, since);
  }

  RecordState stamped(Instant created, Instant updated) {
    return new RecordState(type, id, values, history, created, updated, archivedAt);
  }
}
