package dev.passerelle.core.internal.engine;

import dev.passerelle.core.internal.ledger.Payload;
import dev.passerelle.core.internal.plan.Cause;
import dev.passerelle.core.internal.plan.PlannedChange;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Planned changes inside intents, so that a write can be settled after a crash. */
final class ChangeCodec {
  private ChangeCodec() {}

  static List<Object> write(List<PlannedChange<?>> changes) {
    List<Object> list = new ArrayList<>();
    changes.forEach(change -> list.add(write(change)));
    return list;
  }

  private static <T> Map<String, @Nullable Object> write(PlannedChange<T> change) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("flow", change.flow());
    map.put("binding", change.binding());
    map.put("field", change.field().name());
    map.put("before", json(change.field(), change.before()));
    map.put("after", json(change.field(), change.after()));
    map.put("expected", json(change.field(), change.expected()));
    map.put("cause", change.cause().name());
    map.put("policy", change.policy());
    map.put("overwrites", change.overwrites());
    map.put("seen", change.seen().toJson());
    map.put("beside", json(change.field(), change.beside()));
    map.put("both", change.both());
    return map;
  }

  private static <T> @Nullable Object json(Field<T> field, @Nullable T value) {
    return value == null ? null : field.type().toJson(field.type().normalize(value));
  }

  /** Changes of fields that no flow knows any more are left out. */
  @SuppressWarnings("unchecked")
  static List<PlannedChange<?>> read(
      List<Object> list, Set<Field<?>> known, Function<String, Set<Field<?>>> baseFields) {
    List<PlannedChange<?>> changes = new ArrayList<>();
    for (Object entry : list) {
      Map<String, @Nullable Object> map = (Map<String, @Nullable Object>) entry;
      find(known, Payload.text(map, "field"))
          .ifPresent(field -> changes.add(read(field, map, baseFields)));
    }
    return changes;
  }

  /**
   * What was sent of a field that no flow knows any more.
   *
   * @param before as in the note
   * @param after as in the note
   */
  record Unmapped(
      String flow,
      String field,
      Cause cause,
      String policy,
      boolean overwrites,
      @Nullable Object before,
      @Nullable Object after) {}

  /** The changes that {@link #read} leaves out. */
  @SuppressWarnings("unchecked")
  static List<Unmapped> unmapped(List<Object> list, Set<Field<?>> known) {
    List<Unmapped> changes = new ArrayList<>();
    for (Object entry : list) {
      Map<String, @Nullable Object> map = (Map<String, @Nullable Object>) entry;
      if (find(known, Payload.text(map, "field")).isEmpty()) {
        changes.add(
            new Unmapped(
                text(map, "flow"),
                text(map, "field"),
                Cause.valueOf(text(map, "cause")),
                text(map, "policy"),
                Boolean.TRUE.equals(map.get("overwrites")),
                map.get("before"),
                map.get("after")));
      }
    }
    return changes;
  }

  private static String text(Map<String, @Nullable Object> map, String key) {
    return Objects.requireNonNull(Payload.text(map, key));
  }

  private static Optional<Field<?>> find(Collection<Field<?>> known, @Nullable String name) {
    return known.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  private static <T> PlannedChange<T> read(
      Field<T> field,
      Map<String, @Nullable Object> map,
      Function<String, Set<Field<?>>> baseFields) {
    String flow = text(map, "flow");
    return new PlannedChange<>(
        flow,
        text(map, "binding"),
        field,
        value(field, map.get("before")),
        value(field, map.get("after")),
        value(field, map.get("expected")),
        Cause.valueOf(text(map, "cause")),
        text(map, "policy"),
        Boolean.TRUE.equals(map.get("overwrites")),
        Fields.fromJson(Payload.map(map, "seen"), baseFields.apply(flow)),
        value(field, map.get("beside")),
        Boolean.TRUE.equals(map.get("both")));
  }

  private static <T> @Nullable T value(Field<T> field, @Nullable Object json) {
    return json == null ? null : field.type().fromJson(json);
  }
}
