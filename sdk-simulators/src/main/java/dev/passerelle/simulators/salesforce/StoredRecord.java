package dev.passerelle.simulators.salesforce;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record, and what others still see of it while a slow transaction is not over. */
final class StoredRecord {
  final ObjectDef object;
  final String id;
  Map<String, @Nullable Object> values = new LinkedHashMap<>();
  private @Nullable Map<String, @Nullable Object> before;
  private Instant visibleAt = Instant.MIN;

  StoredRecord(ObjectDef object, String id) {
    this.object = object;
    this.id = id;
  }

  @Nullable Object get(String field) {
    for (Map.Entry<String, @Nullable Object> each : values.entrySet()) {
      if (each.getKey().equalsIgnoreCase(field)) {
        return each.getValue();
      }
    }
    return null;
  }

  String text(String field) {
    Object value = get(field);
    return value == null ? "" : value.toString();
  }

  boolean deleted() {
    return Boolean.TRUE.equals(get("IsDeleted"));
  }

  /** Begins a change that others see from an instant on. */
  void changing(boolean fresh, Instant visible) {
    before = fresh ? null : new LinkedHashMap<>(values);
    values = new LinkedHashMap<>(values);
    visibleAt = visible;
  }

  /** What is seen now; null where nothing is. */
  @Nullable Map<String, @Nullable Object> view(Instant now) {
    return now.isBefore(visibleAt) ? before : values;
  }
}
