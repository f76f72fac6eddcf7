package dev.passerelle.testkit;

import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Creates under a key that the adapter chooses: a key is a pure function of the reference and the
 * attempt; a record under it is ours only if its content agrees, else the next key is tried (L20).
 * Used inside the system's lock.
 */
record AssignedKeys(MemoryTable table, Field<String> key) {
  private static final int ATTEMPTS = 100;

  /**
   * What a create meets: a record that is ours, or the key that is free.
   *
   * @param ours the record; null when there is none
   * @param free the key to create under; null when the record is there, or no key is free
   */
  record Choice(@Nullable MemoryRow ours, @Nullable String free) {}

  /** Looks through the keys in their order. */
  Choice choose(String reference, Fields fields) {
    int attempts = fields.has(key) ? 1 : ATTEMPTS;
    for (int attempt = 0; attempt < attempts; attempt++) {
      String candidate = candidate(reference, fields, attempt);
      List<MemoryRow> holders = table.holders(key, table.schema.normal(key, candidate));
      if (holders.isEmpty()) {
        return new Choice(null, candidate);
      }
      Optional<MemoryRow> ours = holders.stream().filter(row -> agrees(row, fields)).findFirst();
      if (ours.isPresent()) {
        return new Choice(ours.get(), null);
      }
    }
    return new Choice(null, null);
  }

  /** The create with its key. */
  Write.Create under(Write.Create create, String free) {
    return new Write.Create(create.key(), create.reference(), create.fields().with(key, free));
  }

  private String candidate(String reference, Fields fields, int attempt) {
    return fields
        .get(key)
        .orElseGet(() -> "C%08X".formatted((reference + "#" + attempt).hashCode()));
  }

  private boolean agrees(MemoryRow row, Fields fields) {
    MemoryVersion version = row.truth();
    return fields.keys().stream()
        .filter(field -> !version.incomplete || !table.entity.compositeFields.contains(field))
        .allMatch(field -> table.schema.holds(version.values, field, fields));
  }
}
