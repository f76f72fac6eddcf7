package dev.passerelle.testkit;

import dev.passerelle.core.model.EntityType;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often an {@link InMemorySystem} was called, refused calls included. Thread-safe. A repeat
 * after a fresh token counts as a call of its own, as it would on the wire.
 */
public final class CallCounter {
  private final Map<SystemCall, Long> calls = new EnumMap<>(SystemCall.class);
  private final Map<EntityType, Map<SystemCall, Long>> byType = new HashMap<>();
  private final Map<SystemCall, Integer> largest = new EnumMap<>(SystemCall.class);
  private long throttled;

  CallCounter() {}

  /** Calls of one kind. */
  public synchronized long of(SystemCall call) {
    return calls.getOrDefault(call, 0L);
  }

  /** Calls of one kind about one entity type. */
  public synchronized long of(EntityType type, SystemCall call) {
    return byType.getOrDefault(type, Map.of()).getOrDefault(call, 0L);
  }

  /** All calls. */
  public synchronized long total() {
    return calls.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Calls that were refused for too many requests. */
  public synchronized long throttled() {
    return throttled;
  }

  /** The most records that one call of a kind was about. */
  public synchronized int largest(SystemCall call) {
    return largest.getOrDefault(call, 0);
  }

  /** Starts again from zero. */
  public synchronized void reset() {
    calls.clear();
    byType.clear();
    largest.clear();
    throttled = 0;
  }

  synchronized void add(SystemCall call, @Nullable EntityType type, int records) {
    calls.merge(call, 1L, Long::sum);
    largest.merge(call, records, Math::max);
    if (type != null) {
      byType
          .computeIfAbsent(type, key -> new EnumMap<>(SystemCall.class))
          .merge(call, 1L, Long::sum);
    }
  }

  synchronized void addThrottled() {
    throttled++;
  }
}
