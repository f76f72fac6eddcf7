package dev.passerelle.testkit.simulation;

import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What users entered, in order, and what they deleted. For one thread. */
final class EditLog {
  /** A cell of a system. */
  private record Cell(String system, EntityType type, RecordId id, Field<?> field) {}

  /** A record that a user deleted, and its counterpart if there was an active link. */
  record Deletion(Instant at, String system, EntityType type, RecordId id, String counterpart) {}

  private final Map<Cell, List<Edit>> cells = new LinkedHashMap<>();
  private final List<Deletion> deletions = new ArrayList<>();
  private final Set<String> dead = new LinkedHashSet<>();
  private int number;
  private Instant forgottenAt = Instant.MIN;

  /**
   * Takes note of what was entered.
   *
   * @param before what the record showed until then
   */
  void entered(
      Instant at, String system, EntityType type, RecordId id, Fields fields, Fields before) {
    for (Field<?> field : fields.keys()) {
      Object value = valueOf(fields, field);
      cells
          .computeIfAbsent(new Cell(system, type, id, field), cell -> new ArrayList<>())
          .add(new Edit(at, system, type, id, field, value, valueOf(before, field)));
      number++;
    }
  }

  private static @Nullable Object valueOf(Fields fields, Field<?> field) {
    return fields.get(field).map(Object.class::cast).orElse(null);
  }

  void deleted(Deletion deletion) {
    deletions.add(deletion);
    dead.add(key(deletion.system(), deletion.type(), deletion.id()));
  }

  boolean isDead(String system, EntityType type, RecordId id) {
    return dead.contains(key(system, type, id));
  }

  private static String key(String system, EntityType type, RecordId id) {
    return system + "/" + type.name() + "/" + id.value();
  }

  List<Edit> of(String system, EntityType type, RecordId id, Field<?> field) {
    return cells.getOrDefault(new Cell(system, type, id, field), List.of());
  }

  Optional<Edit> last(String system, EntityType type, RecordId id, Field<?> field) {
    // Automations are noted after the fact: the last one is the latest, not the one noted last.
    return of(system, type, id, field).stream().reduce((one, two) -> one.isAfter(two) ? one : two);
  }

  boolean editedAfter(String system, EntityType type, RecordId id, Instant instant) {
    return cells.entrySet().stream()
        .filter(entry -> entry.getKey().system().equals(system))
        .filter(entry -> entry.getKey().type().equals(type) && entry.getKey().id().equals(id))
        .flatMap(entry -> entry.getValue().stream())
        .anyMatch(edit -> edit.at().isAfter(instant));
  }

  /** The engine's state was put back: of some deletions it knows nothing any more. */
  void forgotten(Instant at, Predicate<Deletion> unknown) {
    forgottenAt = at;
    deletions.removeIf(unknown);
  }

  /** Whether the engine's state was ever put back. */
  boolean anyForgotten() {
    return forgottenAt.isAfter(Instant.MIN);
  }

  /** Whether the engine may have known of an edit and knows no more. */
  boolean isForgotten(Edit edit) {
    return edit.at().isBefore(forgottenAt);
  }

  List<Deletion> deletions() {
    return deletions;
  }

  /** How many values were entered. */
  int size() {
    return number;
  }
}
