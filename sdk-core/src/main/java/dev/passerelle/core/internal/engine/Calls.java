package dev.passerelle.core.internal.engine;

import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls of adapters. */
final class Calls {
  private Calls() {}

  /**
   * One answer per id; an adapter that leaves one out is at fault, and the record counts as hidden.
   */
  static Map<RecordId, Lookup> read(EntityAdapter adapter, Collection<RecordId> ids) {
    Map<RecordId, Lookup> answers = new LinkedHashMap<>();
    adapter.read(ids).forEach(answer -> answers.put(answer.id(), answer));
    ids.forEach(id -> answers.putIfAbsent(id, new Lookup.Hidden(id)));
    return answers;
  }

  /** The values of those that were found. */
  static Map<RecordId, Snapshot> found(EntityAdapter adapter, Collection<RecordId> ids) {
    Map<RecordId, Snapshot> found = new LinkedHashMap<>();
    read(adapter, ids)
        .forEach(
            (id, answer) -> {
              if (answer instanceof Lookup.Found value) {
                found.put(id, value.snapshot());
              }
            });
    return found;
  }

  /** Consecutive parts of at most {@code size}. */
  static <T> List<List<T>> chunks(List<T> all, int size) {
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      parts.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return parts;
  }
}
