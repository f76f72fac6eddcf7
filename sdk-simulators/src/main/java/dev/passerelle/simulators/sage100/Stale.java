package dev.passerelle.simulators.sage100;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The record no longer holds what the caller believes; nothing is written. */
final class Stale extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Map<String, @Nullable Object> current;

  Stale(Map<String, @Nullable Object> current) {
    super("stale");
    this.current = new LinkedHashMap<>(current);
  }

  Map<String, @Nullable Object> current() {
    return current;
  }
}
